"""That the browser the other tests look through shows what is there."""


def test_the_house_answers(page):
    response = page.goto("/healthz")

    assert response.status == 200
    assert page.inner_text("body").strip() == "ok"


def test_a_signed_in_member_is_known_to_the_server(browse, amara):
    page = browse(amara)

    page.goto("/healthz")

    assert [cookie["name"] for cookie in page.context.cookies()] == ["sessionid"]


def test_rows_made_by_migrations_stand_again_for_each_test(live, commons):
    assert commons.name


def test_without_scripts_none_run(no_script):
    no_script.goto("data:text/html,<p>before<script>document.body.textContent = 'after'</script>")

    assert "before" in no_script.inner_text("body")
