"""Bare addresses of this site in posts become titles, as far as all readers of the post may see what stands there."""

import re

import pytest

from forum.circles.actions import join
from forum.circles.models import Circle
from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.debate.models import Post, Thread

OUR_HOST = "http://testserver"


def titles_in(post: Post) -> list[tuple[str, str]]:
    post.refresh_from_db()
    return re.findall(r'<a href="([^"]*)" class="reference"[^>]*>([^<]*)</a>', post.html)


def says(member, answers: Post, source: str) -> list[tuple[str, str]]:
    return titles_in(reply(member=member, answers=answers, source=source))


@pytest.fixture
def tea(amara, kitchen) -> Thread:
    """A thread of the closed circle."""
    return open_thread(member=amara, circle=kitchen, title="Tea", source="With *milk*?")


@pytest.fixture
def diary(amara) -> Thread:
    return open_thread(member=amara, circle=None, title="Diary", source="Nobody else’s.")


@pytest.mark.parametrize("host", ["", OUR_HOST])
def test_the_address_of_a_thread_becomes_its_title(amara, opening, host):
    address = f"/threads/{opening.thread_id}/"

    assert says(amara, opening, f"See {host}{address}.") == [(address, "Who keeps the minutes?")]


def test_a_post_is_called_by_its_author_and_thread_however_its_address_was_found(amara, answer):
    address, title = answer.get_absolute_url(), "Bashir in “Who keeps the minutes?”"
    as_browsers_show_it = f"{OUR_HOST}/threads/{answer.thread_id}/?at={answer.pk}#post-{answer.pk}"

    assert says(amara, answer, f"{address} {as_browsers_show_it}") == [(address, title)] * 2


def test_a_source_is_called_by_what_is_known_of_it(amara, bashir, answer, page_112):
    reply(member=bashir, answers=answer, source="It says so.", kind="counter-evidence", evidence=[page_112])
    address = page_112.source.get_absolute_url()

    assert says(amara, answer, address) == [(address, "Okafor, Ngozi, The Ledger of the Baths, 1931")]


@pytest.mark.parametrize("address", ["/threads/999/", "/threads/", "/settings/", "/nowhere/", "/threads/1/x"])
def test_what_leads_to_no_such_page_stays_an_address(amara, opening, address):
    assert says(amara, opening, address) == []


def test_another_host_is_another_site(amara, opening):
    assert says(amara, opening, f"https://elsewhere.example/threads/{opening.thread_id}/") == []


def test_an_open_circle_is_told_nothing_of_a_closed_one(amara, opening, tea):
    post = reply(
        member=amara, answers=opening, source=f"{tea.get_absolute_url()} {tea.opening.get_absolute_url()}"
    )

    assert titles_in(post) == []
    assert f"<p>{tea.get_absolute_url()} {tea.opening.get_absolute_url()}</p>" in post.html


def test_a_closed_circle_may_be_told_of_itself_and_of_what_is_open(amara, tea, thread):
    assert [
        title for _, title in says(amara, tea.opening, f"/threads/{tea.pk}/ and /threads/{thread.pk}/")
    ] == [
        "Tea",
        "Who keeps the minutes?",
    ]


def test_a_closed_circle_is_told_nothing_of_another_even_by_who_is_in_both(amara, tea):
    cellar = Circle.objects.create(slug="cellar", name="Cellar", access="closed")
    join(member=amara, circle=cellar)
    below = open_thread(member=amara, circle=cellar, title="Wine", source=f"/threads/{tea.pk}/")

    assert titles_in(below.opening) == []


def test_a_private_note_says_what_its_author_will_always_see(amara, diary, bashir, thread):
    source = f"/threads/{diary.pk}/ /threads/{thread.pk}/"
    note = open_thread(member=amara, circle=None, source=source)
    others = open_thread(member=bashir, circle=None, source=source)

    assert [title for _, title in titles_in(note.opening)] == ["Diary", "Who keeps the minutes?"]
    assert [title for _, title in titles_in(others.opening)] == ["Who keeps the minutes?"]


def test_a_private_note_says_nothing_of_a_circle_that_its_author_may_leave(amara, tea):
    note = open_thread(
        member=amara, circle=None, source=f"/threads/{tea.pk}/ {tea.circle.get_absolute_url()}"
    )

    assert titles_in(note.opening) == []


def test_nobody_is_told_of_a_private_note(amara, opening, diary):
    assert says(amara, opening, f"/threads/{diary.pk}/") == []


def test_words_of_a_post_are_not_kept_in_another(amara, bashir, commons, opening):
    untitled = open_thread(member=bashir, circle=commons, source="Secret enough to be taken back.")

    [(_, title)] = says(amara, opening, f"/threads/{untitled.pk}/")

    assert title == f"A thread in {commons.name}"


def test_a_title_that_is_taken_back_is_taken_back_everywhere(amara, bashir, commons, opening):
    thread = open_thread(member=bashir, circle=commons, title="I resign", source="Really.")
    post = reply(member=amara, answers=opening, source=f"Read /threads/{thread.pk}/")
    edit_post(member=amara, post=post, kind="comment", source=f"Do read /threads/{thread.pk}/!")
    assert "I resign" in post.revisions.get().html

    withdraw_post(member=bashir, post=thread.opening)

    assert titles_in(post) == []
    assert f"Do read /threads/{thread.pk}/!" in post.html
    assert "I resign" not in post.revisions.get().html


def test_a_title_that_others_have_taken_up_stays(amara, bashir, commons, opening):
    thread = open_thread(member=bashir, circle=commons, title="Who resigns?", source="Not me.")
    post = reply(member=amara, answers=opening, source=f"/threads/{thread.pk}/")
    reply(member=amara, answers=thread.opening, source="Nor I.")

    withdraw_post(member=bashir, post=thread.opening)

    assert [title for _, title in titles_in(post)] == ["Who resigns?"]


def test_ten_references_cost_as_many_queries_as_one(amara, bashir, opening, django_assert_max_num_queries):
    posts = [reply(member=bashir, answers=opening, source=f"Number {number}.") for number in range(10)]

    with django_assert_max_num_queries(15):  # one of them seals it
        found = says(amara, opening, " ".join(post.get_absolute_url() for post in posts))
    assert len(found) == 10


class TestAGlimpse:
    """What is seen of a page before one goes there."""

    def ask(self, client, address: str):
        return client.get("/glimpse/", {"of": address}, headers={"HX-Request": "true"})

    def test_it_shows_title_and_first_words(self, client, answer):
        html = self.ask(client, answer.get_absolute_url()).content.decode()

        assert "Bashir in “Who keeps the minutes?”" in html
        assert "Then I keep them next." in html

    def test_it_shows_what_may_be_seen_now(self, client, as_member, amara, bashir, answer, tea):
        assert self.ask(client, f"/threads/{tea.pk}/").status_code == 404
        assert self.ask(as_member(bashir), f"/threads/{tea.pk}/").status_code == 404
        assert "With milk?" in self.ask(as_member(amara), f"/threads/{tea.pk}/").content.decode()

        withdraw_post(member=bashir, post=answer)
        assert self.ask(client, answer.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize(
        "address", ["", "x", "//evil.example/", "/glimpse/", "/threads/0/", "http://[", "\0"]
    )
    def test_nothing_is_seen_of_what_is_none(self, client, db, address):
        assert self.ask(client, address).status_code == 404

    def test_a_browser_is_led_to_the_page_itself(self, client, thread):
        answer = client.get("/glimpse/", {"of": thread.get_absolute_url()})

        assert answer.url == thread.get_absolute_url()

    def test_it_costs_few_queries(self, client, as_member, bashir, answer, django_assert_max_num_queries):
        client = as_member(bashir)
        with django_assert_max_num_queries(6):
            self.ask(client, answer.get_absolute_url())
