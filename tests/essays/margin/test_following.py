"""Following a text, or one section of it, and what becomes of that with a new edition."""

import pytest

from essays.margin.following import follow_into_the_next
from forum.debate.actions import reply
from forum.notices.actions import subscribe
from forum.notices.models import Level, Subscription
from forum.notices.places import Place, places_of, told_of
from tests.edited import edit
from tests.forum.notices.conftest import everyone_is_told, told


@pytest.fixture
def edited(amara, commons):
    """A text of one section, whose first edition was replaced by a second."""
    found = edit(amara, commons, "The Warm Tap")
    everyone_is_told()
    return found


def section_of(edited, number: int) -> int:
    return edited.essay.editions.get(number=number).sections.get().pk


@pytest.mark.parametrize("kind", ["essay", "section"])
def test_whoever_follows_a_text_is_told_what_is_written_in_its_margin(amara, chiara, edited, kind):
    numbers = {"essay": edited.essay.pk, "section": section_of(edited, 2)}
    subscribe(member=chiara, place=Place(kind, numbers[kind]), level=Level.EVERYTHING)
    reply(member=amara, answers=edited.note.opening, source="They asked twice.")

    assert told(chiara) == ["They asked twice."]


def test_a_post_in_a_margin_stands_in_all_these_places_the_most_particular_first(amara, edited):
    post = reply(member=amara, answers=edited.note.opening, source="They asked twice.")

    assert places_of(post) == [
        Place("branch", edited.note.opening.pk),
        Place("thread", edited.note.thread_id),
        Place("section", section_of(edited, 2)),
        Place("essay", edited.essay.pk),
        Place("circle", edited.essay.circle_id),
    ]


def test_whoever_follows_a_section_follows_it_into_the_next_edition(chiara, edited):
    old, new = (edited.essay.editions.get(number=number) for number in (1, 2))
    subscribe(member=chiara, place=Place("section", section_of(edited, 1)), level=Level.EVERYTHING)

    follow_into_the_next(sender=None, edition=new, before=old)

    assert Subscription.objects.get(member=chiara).place_id == section_of(edited, 2)


def test_a_new_edition_carries_followers_along_when_it_is_published(chiara, amara, commons, monkeypatch):
    from essays.editions import actions

    publish = actions.publish

    def follow_and_publish(*, member, edition):
        place = Place("section", edition.essay.edition.sections.get().pk)
        subscribe(member=chiara, place=place, level=Level.ADDRESSED)
        return publish(member=member, edition=edition)

    monkeypatch.setattr(actions, "publish", follow_and_publish)
    found = edit(amara, commons, "The Warm Tap")

    assert Subscription.objects.get(member=chiara).place_id == section_of(found, 2)


def test_sections_are_called_by_text_and_name_and_only_those_read_now(chiara, edited):
    old, new = Place("section", section_of(edited, 1)), Place("section", section_of(edited, 2))
    text = Place("essay", edited.essay.pk)
    found = told_of([old, new, text], chiara)

    assert {place: one.title for place, one in found.items()} == {
        new: "The Warm Tap · Of taps",
        text: "The Warm Tap",
    }


def test_a_text_of_a_closed_circle_is_no_place_for_others(amara, chiara, kitchen):
    closed = edit(amara, kitchen, "The Cold Tap")
    places = [Place("essay", closed.essay.pk), Place("section", section_of(closed, 2))]

    assert told_of(places, chiara) == {}
    assert len(told_of(places, amara)) == 2
