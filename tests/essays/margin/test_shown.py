"""Notes that are read beside the text are not told of as new any more."""

import pytest

from forum.debate.actions import reply
from forum.members.models import Member
from forum.notices.actions import subscribe
from forum.notices.models import Level, Notice
from forum.notices.places import Place
from tests.forum.notices.conftest import everyone_is_told, unread

LONG = "I remember it otherwise, and at length. " * 20


@pytest.fixture
def reader(chiara, essay, as_member):
    """Chiara, who is told of everything in the margin and is signed in."""
    subscribe(member=chiara, place=Place("essay", essay.pk), level=Level.EVERYTHING)
    return as_member(chiara)


def still_new(member: Member) -> list[str]:
    return [notice.post.source for notice in Notice.objects.unread().filter(member=member).order_by("pk")]


def test_a_note_that_is_read_beside_the_text_is_told_of_no_longer(reader, chiara, bashir, note_on, at):
    note_on(bashir, "warm", source="I was there.")
    everyone_is_told()
    assert unread(chiara) == 1

    reader.get(at("section"))
    assert unread(chiara) == 1, "on a phone no note stands there: only the browser knows"
    assert reader.get(f"{at('notes')}?beside").status_code == 204
    assert unread(chiara) == 0


def test_of_a_note_that_is_cut_short_and_of_replies_one_is_still_told(
    reader, chiara, amara, bashir, note_on, at
):
    note = note_on(bashir, "warm", source=LONG)
    reply(member=amara, answers=note.opening, source="Me too.")
    everyone_is_told()
    reader.get(f"{at('notes')}?beside")

    assert still_new(chiara) == [LONG, "Me too."]
    reader.get(f"/annotations/{note.pk}/")
    assert still_new(chiara) == []


@pytest.mark.parametrize(
    ("name", "more", "query"), [("notes", [], "?block={block}"), ("block", ["{block}"], "")]
)
def test_so_it_is_where_all_notes_of_a_paragraph_are_opened(
    reader, chiara, bashir, note_on, at, name, more, query
):
    note = note_on(bashir, "warm", source="I was there.")
    block = note.passages.get().placements.get().block
    everyone_is_told()
    reader.get(at(name, *[int(part.format(block=block)) for part in more]) + query.format(block=block))
    assert still_new(chiara) == []


def test_what_a_browser_only_fetches_in_advance_was_read_by_nobody(reader, chiara, bashir, note_on, at):
    note_on(bashir, "warm", source="I was there.")
    everyone_is_told()
    reader.get(f"{at('notes')}?beside", headers={"Sec-Purpose": "prefetch"})
    assert still_new(chiara) == ["I was there."]


def test_it_costs_nothing_while_nothing_is_new(
    reader, chiara, amara, bashir, note_on, at, django_assert_max_num_queries
):
    note_on(bashir, "warm", source="I was there.")
    reader.get(at("section"))
    with django_assert_max_num_queries(5):
        reader.get(f"{at('notes')}?beside")


def test_a_notes_page_has_the_menu_and_the_feed_that_threads_have(reader, bashir, note_on, client):
    note = note_on(bashir, "warm")
    page = reader.get(f"/annotations/{note.pk}/").content.decode()
    assert f'hx-get="/subscriptions/thread/{note.thread_id}/"' in page
    assert f'<a class="feed-link" href="/threads/{note.thread_id}/feed/"' in page
    assert 'rel="alternate" type="application/atom+xml"' in page
    client.logout()
    assert "/subscriptions/" not in client.get(f"/annotations/{note.pk}/").content.decode()
