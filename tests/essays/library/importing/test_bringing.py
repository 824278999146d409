import pytest

from essays.library.importing.actions import MOST_UNDER_WAY
from essays.library.importing.tasks import read_draft
from essays.library.models import Essay, ImportDraft
from forum.circles.models import Circle
from tests.essays.library import samples
from tests.essays.library.test_readers import with_part, word_file

MEGABYTE = 1024**2
TOLD_AT_ONCE = [
    (b"", "a.txt", "There is no text in this file"),
    (b" \n\t ", "a.txt", "There is no text in this file"),
    (b"a" * (5 * MEGABYTE + 1), "a.txt", "This file is longer than 5 MB"),
    (b"%PDF-1.7 ...", "a.txt", "This is a PDF, which cannot be read here"),
    (b"\x7fELF\x02", "a.txt", "This is a program, which cannot be read here"),
]
TOLD_WHEN_READ = [
    (b"# Gate\n\nOpen.\n\n" * 2001, "a.md", "more headings or paragraphs than can be handled here"),
    (b"text\0with\0zeroes and more of it", "a.txt", "This file is not text"),
    (with_part(word_file(), "word/media/zeroes.bin", bytes(20 * MEGABYTE)), "a.docx", "unpacks to far more"),
    (
        b"<html><script>steal(everything)</script><p>Hello</p></html>",
        "a.html",
        "contains scripts or pictures",
    ),
    (word_file()[:3000], "a.docx", "This file is damaged"),
]


def test_a_visitor_is_led_to_the_entrance_and_back(client, db):
    response = client.get("/essays/import/")

    assert response.url == "/accounts/login/?next=/essays/import/"


def test_the_commons_is_chosen_unless_another_circle_is(as_member, amara, kitchen, commons):
    Circle.objects.create(slug="attic", name="Attic")  # Amara isn't in it

    form = as_member(amara).get("/essays/import/").context["form"]

    assert list(form.fields["circle"].queryset) == [commons, kitchen]


def test_a_file_becomes_a_draft_that_is_read_and_let_go_of(bring, amara):
    response = bring(amara, file=samples.LETTERED.encode(), name="bridge.txt")

    draft = ImportDraft.objects.get()
    assert response.url == draft.get_absolute_url()
    assert (draft.member, draft.filename, draft.state) == (amara, "bridge.txt", "read")
    assert [section["label"] for section in draft.outline["sections"]] == samples.LETTERED_LABELS
    assert bytes(draft.data) == b""


@pytest.mark.parametrize(
    ("written_as", "text", "kinds"),
    [
        ("txt", "# Weirs\n\nThey *hold* water.", ["title", "paragraph"]),
        ("md", "# Weirs\n\nThey *hold* water.\n\n> So they do.", ["title", "paragraph", "quotation"]),
        ("html", "<h1>Weirs</h1><p>They <em>hold</em> water." + " And more." * 30, ["title", "paragraph"]),
    ],
)
def test_a_pasted_text_is_read_as_what_it_is(bring, amara, written_as, text, kinds):
    bring(amara, text=text, written_as=written_as)

    [section] = ImportDraft.objects.get().outline["sections"]
    assert [block["kind"] for block in section["blocks"]] == kinds


@pytest.mark.parametrize(("data", "name", "said"), TOLD_AT_ONCE)
def test_what_the_first_look_tells_is_said_beside_the_file_at_once(bring, amara, data, name, said):
    response = bring(amara, file=data, name=name)

    assert response.status_code == 422
    assert said in response.context["form"].errors["file"][0]
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize(("data", "name", "said"), TOLD_WHEN_READ)
def test_what_reading_tells_is_said_with_the_form_to_try_again(bring, as_member, amara, data, name, said):
    address = bring(amara, file=data, name=name).url

    page = as_member(amara).get(address)
    assert said in page.content.decode()
    assert page.context["form"].fields["file"]
    [refused] = ImportDraft.objects.all()
    assert (bytes(refused.data), refused.outline) == (b"", None)
    assert not Essay.objects.exists()


def test_a_refused_draft_makes_way_for_the_next(bring, amara):
    bring(amara, file=b"text\0with\0zeroes and more of it")
    bring(amara, text="The gate was open.")

    assert [draft.state for draft in ImportDraft.objects.all()] == ["read"]


def test_a_pasted_text_that_is_too_long_is_shown_again(bring, amara):
    text = "ferry " * (MEGABYTE - 100_000)

    response = bring(amara, text=text)

    assert response.status_code == 422
    assert "longer than 5 MB" in response.context["form"].errors["text"][0]
    assert response.context["form"]["text"].value() == text


def test_a_body_longer_than_anything_taken_is_not_read(bring, amara):
    assert bring(amara, file=b"a" * 9 * MEGABYTE).status_code == 413


@pytest.mark.parametrize(
    ("given", "field"),
    [({}, "file"), ({"text": " \n "}, "file"), ({"text": "a text", "file": b"and a file"}, "text")],
)
def test_a_file_or_a_text_is_asked_for_and_not_both(bring, amara, given, field):
    response = bring(amara, **given)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not ImportDraft.objects.exists()


def test_a_circle_one_is_not_in_is_no_choice(bring, bashir, kitchen):
    response = bring(bashir, text="The gate was open.", circle=kitchen)

    assert list(response.context["form"].errors) == ["circle"]


def test_a_double_click_brings_one_text(bring, amara):
    token = "7d0c1f5e-4f0f-4b6a-9d6a-3f4cf2b6a111"

    first, second = (bring(amara, text="The gate was open.", token=token) for _ in range(2))

    assert first.url == second.url
    assert ImportDraft.objects.count() == 1


def test_more_imports_than_may_wait_are_refused_and_the_text_is_kept(bring, amara, bashir, commons):
    for number in range(MOST_UNDER_WAY):
        ImportDraft.objects.create(member=amara, circle=commons, filename=f"{number}.txt", state="read")

    response = bring(amara, text="One more.")

    assert response.status_code == 422
    assert "10 imports under way" in response.content.decode()
    assert response.context["form"]["text"].value() == "One more."
    assert ImportDraft.objects.count() == MOST_UNDER_WAY
    assert bring(bashir, text="Somebody else’s.").status_code == 302


def test_a_text_is_read_once_however_often_its_task_runs(draft):
    before = ImportDraft.objects.values().get()

    read_draft.call(draft.pk)

    assert ImportDraft.objects.values().get() == before


def test_a_text_discarded_before_it_was_read_is_let_be(db):
    read_draft.call(12345)

    assert not ImportDraft.objects.exists()


def test_the_page_waits_and_then_leads_on(as_member, amara, commons):
    draft = ImportDraft.objects.create(
        member=amara, circle=commons, filename="a.txt", data=b"The gate was open."
    )
    client, address = as_member(amara), draft.get_absolute_url()

    page = client.get(address)
    asked_early = client.get(address, headers={"HX-Request": "true"})
    read_draft.call(draft.pk)
    asked_later = client.get(address, headers={"HX-Request": "true"})

    assert '<meta http-equiv="refresh" content="2">' in page.content.decode()
    assert "Reading your text…" in page.content.decode()
    assert (asked_early.status_code, asked_early.headers.get("HX-Redirect")) == (204, None)
    assert asked_later.headers["HX-Redirect"] == address


def test_a_page_that_waits_for_a_draft_that_is_gone_is_led_back(as_member, amara):
    answer = as_member(amara).get("/essays/import/404/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/essays/import/"


def test_a_long_file_name_keeps_its_ending(bring, amara):
    bring(amara, file=b"<p>" + b"The gate was open. " * 30, name=f"{'gate' * 60}.html")

    draft = ImportDraft.objects.get()
    assert draft.filename.endswith(".html")
    assert len(draft.filename) == 200


def test_what_a_script_laden_page_says_is_shown_as_words_only(bring, as_member, amara):
    words = "The gate was open, and whoever came in had a ticket. " * 9
    page = f"<title><b onclick=evil()>Gate</title><p>{words}&lt;script&gt;evil()&lt;/script&gt;<script>evil()</script>"
    address = bring(amara, file=page.encode(), name="gate.html").url

    shown = (
        as_member(amara).get(f"{address}1/").content.decode() + as_member(amara).get(address).content.decode()
    )

    assert "<script>evil" not in shown
    assert "<b onclick" not in shown
    assert "&lt;script&gt;evil()" in shown
