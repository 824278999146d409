"""Gone notes are listed with what stood around them, and put in their place by hand, which can be taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from essays.editions import attaching
from essays.editions.models import Reattachment
from essays.margin.models import Tally
from essays.margin.selecting import SelectionRefused, words_of_section
from forum.debate.actions import withdraw_post
from tests.essays.conftest import SAID_IN_SHORT
from tests.essays.editions.conftest import place_of, words_at
from tests.essays.library.test_reading import text_of
from tests.essays.margin.test_pages import tree

GONE = (SAID_IN_SHORT, "Zebras graze.")
KEY = "A key is not a committee"


@pytest.fixture
def note(bashir, note_on, publish_with):
    """Bashir's critique of words that are gone."""
    note = note_on(bashir, KEY, kind="critique", source="It was one once.")
    publish_with(GONE)
    return note


def now(essay, slug: str = "a-of-steam"):
    essay.refresh_from_db()
    return essay.edition.sections.get(slug=slug)


def attach(member, note, words: str, slug: str = "a-of-steam") -> Reattachment:
    selection = words_of_section(now(note.essay, slug), words)
    return attaching.reattach(member=member, placement=place_of(note), selection=selection)


def counts(essay) -> list:
    essay.refresh_from_db()
    tallies = Tally.objects.filter(section__edition=essay.edition, count__gt=0).order_by("section", "block")
    return list(tallies.values_list("section__slug", "block", "kind", "count"))


def test_a_gone_note_is_listed_with_what_stood_around_it(client, essay, note):
    said = text_of(tree(client.get(reverse("gone", args=[essay.slug]))))
    for words in ("It was one once.", KEY, "and a committee is not a key.", "a) Of steam, edition 1"):
        assert words in said
    assert "Notes whose words are gone" in client.get(essay.get_absolute_url()).content.decode()


def test_gone_private_and_withdrawn_notes_are_nobodys(client, bashir, essay, note_on, publish_with):
    note_on(bashir, KEY, source="Nobody shall read this.", private=True)
    withdraw_post(member=bashir, post=note_on(bashir, KEY).thread.opening)
    publish_with(GONE)
    assert "All notes have their place" in client.get(reverse("gone", args=[essay.slug])).content.decode()
    assert "Notes whose words are gone" not in client.get(essay.get_absolute_url()).content.decode()


def test_anyone_of_the_circle_attaches_it_and_that_is_told(client, chiara, essay, note):
    done = attach(chiara, note, "Zebras graze")
    place = place_of(note)
    assert (place.state, words_at(place), place.passage.exact) == ("edited", "Zebras graze", KEY)
    assert (done.by, done.from_state, done.undone_at) == (chiara, "gone", None)
    assert counts(essay) == [("a-of-steam", 4, "critique", 1)]
    assert "put here by Chiara" in text_of(tree(client.get(note.get_absolute_url())))


def test_anyone_of_the_circle_takes_that_back(bashir, chiara, essay, note):
    done = attach(chiara, note, "Zebras graze")
    attaching.undo(member=bashir, reattachment=done)
    attaching.undo(member=bashir, reattachment=done)
    done.refresh_from_db()
    assert (place_of(note).state, place_of(note).section, done.undone_by) == ("gone", None, bashir)
    assert counts(essay) == []


def test_a_wrong_place_is_put_right_and_counted_once(amara, chiara, essay, note):
    attach(chiara, note, "Zebras graze")
    second = attach(amara, note, "laid by everyone", "b-of-tiles")
    assert words_at(place_of(note)) == "laid by everyone"
    assert counts(essay) == [("b-of-tiles", 6, "critique", 1)]
    first = Reattachment.objects.earliest("pk")
    with pytest.raises(SelectionRefused):
        attaching.undo(member=amara, reattachment=first)
    attaching.undo(member=amara, reattachment=second)
    assert words_at(place_of(note)) == "Zebras graze"


def test_it_comes_along_into_the_next_edition(chiara, note, publish_with):
    attach(chiara, note, "Zebras graze")
    publish_with(("Zebras graze.", "Zebras graze. So do gnus."))
    assert words_at(place_of(note)) == "Zebras graze"


def test_a_private_note_is_placed_by_its_author_alone(bashir, chiara, note_on, publish_with):
    private = note_on(bashir, KEY, private=True)
    publish_with(GONE)
    with pytest.raises(PermissionDenied):
        attach(chiara, private, "Zebras graze")
    attach(bashir, private, "Zebras graze")
    assert Tally.objects.get(count=1, section__edition=place_of(private).edition).private_to == bashir


def test_words_of_an_old_edition_are_refused(chiara, section, note):
    with pytest.raises(SelectionRefused):
        attaching.reattach(
            member=chiara, placement=place_of(note), selection=words_of_section(section, "Steam rose")
        )


def test_a_note_that_was_taken_back_meanwhile_says_so(amara, chiara, essay, note):
    done = attach(chiara, note, "Zebras graze")
    opened = (
        type(done.placement).objects.select_related("passage__annotation__thread").get(pk=done.placement_id)
    )
    done.placement = opened
    note.delete()
    words = words_of_section(now(essay), "Zebras")
    with pytest.raises(attaching.TakenBack):
        attaching.reattach(member=amara, placement=opened, selection=words)
    with pytest.raises(attaching.TakenBack):
        attaching.undo(member=amara, reattachment=done)


def test_without_scripts_the_words_are_pasted(client, as_member, chiara, essay, note):
    as_member(chiara)
    page = reverse("reattach", args=[note.pk])
    section = now(essay)
    offered = client.get(page).content.decode()
    assert f'<option value="{section.pk}" selected>' in offered  # where they stood last
    wrong = client.post(page, {"section": section.pk, "words": "Zebras fly"})
    assert wrong.status_code == 422
    assert "not in this section" in wrong.content.decode()
    client.post(page, {"section": section.pk, "words": "Zebras   graze"})
    assert words_at(place_of(note)) == "Zebras graze"
    client.post(reverse("undo_reattachment", args=[Reattachment.objects.get().pk]))
    assert place_of(note).state == "gone"


def test_with_a_script_the_toolbar_leads_to_a_page_that_asks(client, as_member, chiara, essay, note):
    as_member(chiara)
    section = now(essay)
    start = section.text.index("Zebras")
    text = client.get(reverse("section", args=[essay.slug, section.slug]), {"reattach": note.pk})
    here = reverse("reattach_here", args=[note.pk, section.pk])
    assert here in text.content.decode()
    assert "Attach the note here" in text.content.decode()
    asked = f"{here}?start={start}&end={start + 6}"
    assert "It would stand beside" in client.get(asked).content.decode()
    client.post(asked)
    assert words_at(place_of(note)) == "Zebras"
