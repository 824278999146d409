"""A new edition: who publishes it, what stands in it, and what becomes of the notes."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from essays.editions import actions, publishing
from essays.editions.models import NextEdition
from essays.library.corrections import begin_section_at
from essays.library.models import Edition
from essays.library.publishing import publish as put_up
from essays.margin.models import Annotation, Placement, Tally
from essays.margin.selecting import SelectionRefused
from forum.circles.actions import join
from forum.debate.actions import edit_post, withdraw_post
from tests.essays.conftest import selected
from tests.essays.editions.conftest import place_of, words_at

WARM = ("the water was warm", "the water was cold")
TILES = ("The tiles were laid by everyone who had ever bathed there.", "Nobody laid any tiles.")


# The law


def test_a_draft_is_seen_by_its_maker_alone_and_a_proposal_by_all(bashir, chiara, draft):
    begun = draft(bashir, WARM)
    assert NextEdition.objects.visible_to(bashir).count() == 1
    assert NextEdition.objects.visible_to(chiara).count() == 0
    actions.propose(member=bashir, edition=actions.compare(member=bashir, edition=begun), why="")
    assert NextEdition.objects.visible_to(chiara).count() == 1


def test_who_put_the_text_up_publishes_anothers_proposal(amara, bashir, essay, proposal):
    proposed = proposal(bashir, WARM)
    published = actions.publish(member=amara, edition=proposed)
    essay.refresh_from_db()
    assert (essay.edition.number, published.edition) == (2, essay.edition)
    assert essay.edition.published_by == amara


def test_others_do_not_publish_alone(bashir, chiara, essay, proposal):
    proposed = proposal(bashir, WARM)
    for member in (bashir, chiara):
        with pytest.raises(PermissionDenied):
            actions.publish(member=member, edition=proposed)
    actions.agree(member=chiara, edition=proposed)
    actions.agree(member=chiara, edition=proposed)
    with pytest.raises(PermissionDenied):
        actions.agree(member=bashir, edition=proposed)
    essay.refresh_from_db()
    assert essay.edition.number == 1


def test_two_others_of_the_circle_publish(bashir, chiara, dmitri, essay, proposal):
    proposed = proposal(bashir, WARM)
    actions.agree(member=chiara, edition=proposed)
    actions.agree(member=dmitri, edition=proposed)
    essay.refresh_from_db()
    assert essay.edition.number == 2


def test_whoever_agrees_second_is_told_that_it_is_published(as_member, bashir, chiara, dmitri, proposal):
    proposed = proposal(bashir, WARM)
    page, said = proposed.get_absolute_url(), {"then": "agree", "seen": proposed.revision}
    told = [as_member(member).post(page, said, follow=True).content.decode() for member in (chiara, dmitri)]
    assert "It is published once another member agrees." in told[0]
    assert "with that it is published" in told[1]


def test_a_text_that_nobody_put_up_is_published_by_two(bashir, chiara, dmitri, essay, proposal):
    type(essay).objects.update(put_up_by=None)
    proposed = proposal(bashir, WARM)
    actions.agree(member=chiara, edition=proposed)
    actions.agree(member=dmitri, edition=proposed)
    essay.refresh_from_db()
    assert essay.edition.number == 2


def test_who_has_left_the_circle_counts_no_longer(amara, bashir, chiara, dmitri, kitchen, outline, proposal):
    text = put_up(member=amara, circle=kitchen, outline=outline)
    for member in (bashir, chiara, dmitri):
        join(member=member, circle=kitchen)
    proposed = proposal(bashir, WARM, of=text)
    actions.agree(member=chiara, edition=proposed)
    chiara.memberships.filter(circle=kitchen).update(left_at="2026-01-01T00:00Z")
    actions.agree(member=dmitri, edition=proposed)
    text.refresh_from_db()
    assert text.edition.number == 1


def test_nobody_but_its_maker_changes_or_withdraws_it(amara, bashir, draft):
    begun = draft(bashir, WARM)
    for act in (actions.compare, actions.withdraw):
        with pytest.raises(PermissionDenied):
            act(member=amara, edition=begun)


def test_a_proposal_is_taken_back_with_the_agreements_to_it(bashir, chiara, proposal):
    proposed = proposal(bashir, WARM)
    actions.agree(member=chiara, edition=proposed)
    begun = actions.take_back(member=bashir, edition=proposed)
    assert begun.is_draft
    assert not begun.agreements.exists()


def test_nothing_is_proposed_that_was_not_compared_or_changes_nothing(bashir, draft):
    with pytest.raises(actions.NotNow):
        actions.propose(member=bashir, edition=draft(bashir, WARM), why="")
    with pytest.raises(actions.NotNow):
        actions.compare(member=bashir, edition=draft(bashir))


def test_a_change_over_unseen_changes_is_refused(bashir, draft):
    begun = draft(bashir, WARM)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.change(member=bashir, edition=begun, seen=begun.revision - 1, how=lambda outline: outline)


def test_an_outdated_proposal_is_brought_up_to_date(amara, bashir, chiara, essay, proposal):
    first, second = proposal(bashir, WARM), proposal(chiara, TILES)
    actions.publish(member=amara, edition=first)
    second = NextEdition.objects.get(pk=second.pk)
    assert second.is_outdated
    with pytest.raises(actions.NotNow):
        actions.publish(member=amara, edition=second)
    begun, both = actions.rebase(member=chiara, edition=second)
    assert (begun.is_draft, begun.is_outdated, both) == (True, False, [])
    begun = actions.compare(member=chiara, edition=begun)
    actions.publish(member=amara, edition=actions.propose(member=chiara, edition=begun, why=""))
    essay.refresh_from_db()
    text = "\n".join(section.text for section in essay.edition.sections.all())
    assert essay.edition.number == 3
    assert WARM[1] in text
    assert TILES[1] in text


# What stands in it


def test_the_old_edition_stays_as_it_was(essay, publish_with):
    first = essay.edition
    before = list(first.sections.values())
    publish_with(WARM)
    assert list(first.sections.values()) == before
    assert essay.editions.count() == 2


def test_each_block_knows_what_it_has_become(publish_with):
    assert publish_with(TILES).succession == [1, 2, 3, 4, 5, None, 7]


def test_published_twice_it_is_published_once(amara, essay, publish_with):
    publish_with(WARM)
    published = NextEdition.objects.get()
    publishing.publish_next(published.pk)
    actions.publish(member=amara, edition=published)
    assert essay.editions.count() == 2
    assert Edition.objects.get(number=2).sections.count() == 2


# What becomes of the notes


def test_a_note_on_words_that_stay_is_exact_and_one_on_changed_words_edited(bashir, note_on, publish_with):
    stays, changed = (
        note_on(bashir, "Whoever keeps the key"),
        note_on(bashir, "the water was warm all the same"),
    )
    publish_with(WARM)
    assert (place_of(stays).state, words_at(place_of(stays))) == ("exact", "Whoever keeps the key")
    assert (place_of(changed).state, words_at(place_of(changed))) == (
        "edited",
        "the water was cold all the same",
    )


def test_a_note_on_words_that_go_is_gone_and_found_again_when_they_come_back(
    bashir, section, note_on, publish_with
):
    note = note_on(bashir, "A key is not a committee")
    publish_with(("A key is not a committee, and a committee is not a key.", "Zebras graze."))
    assert place_of(note).state == "gone"
    publish_with(("Zebras graze.", "A key is not a committee, and a committee is not a key."))
    assert (place_of(note).state, words_at(place_of(note))) == ("exact", "A key is not a committee")


def test_words_that_were_edited_once_stay_edited(bashir, note_on, publish_with):
    note = note_on(bashir, "the water was warm all the same")
    publish_with(WARM)
    publish_with(("Steam rose", "Much steam rose"))
    assert place_of(note).state == "edited"
    publish_with((WARM[1], WARM[0]))
    assert place_of(note).state == "exact"


def test_private_notes_come_along_and_stay_private(amara, bashir, note_on, publish_with):
    note = note_on(bashir, "the water was warm all the same", private=True)
    edition = publish_with(WARM)
    assert place_of(note).state == "edited"
    seen = Placement.objects.filter(edition=edition)
    assert seen.visible_to(bashir).count() == 1
    assert seen.visible_to(amara).count() == 0
    tally = Tally.objects.get(section__edition=edition)
    assert (tally.private_to, tally.circle, tally.count) == (bashir, None, 1)


def test_nobody_sees_what_will_become_of_anothers_private_note(amara, bashir, note_on, proposal):
    note_on(bashir, "the water was warm", private=True)
    proposed = proposal(amara, WARM)
    assert proposed.foreseen.count() == 1
    assert proposed.foreseen.visible_to(amara).count() == 0
    assert proposed.foreseen.visible_to(bashir).count() == 1


def test_what_is_foreseen_is_what_this_edition_does(amara, bashir, note_on, publish_with, proposal):
    note_on(bashir, "the water was warm all the same")
    note_on(bashir, "A key is not a committee")
    short = ("A key is not a committee, and a committee is not a key.", "Zebras graze.")
    publish_with(WARM, short)
    proposed = proposal(amara, ("laid by everyone", "laid by all"))
    assert list(proposed.foreseen.values_list("state", flat=True)) == ["exact"]
    back = proposal(amara, (short[1], short[0]))
    assert sorted(back.foreseen.values_list("state", flat=True)) == ["exact", "moved"]


def test_tallies_and_the_first_few_are_as_they_were(amara, bashir, essay, note_on, publish_with):
    notes = [note_on(amara, "warm all the same", kind="critique") for _ in range(4)]
    notes.append(note_on(bashir, "Steam rose", kind="question"))
    withdraw_post(member=amara, post=notes[0].thread.opening)
    old = essay.edition
    new = publish_with(("warm", "cold"))

    def counts(edition):
        found = Tally.objects.filter(section__edition=edition).order_by("kind")
        return list(found.values_list("block", "kind", "count", "ever"))

    assert counts(new) == counts(old) == [(2, "critique", 3, 4), (2, "question", 1, 1)]
    assert [place_of(note).nth for note in notes] == [5, 1, 2, 3, 4]


def test_a_note_counts_in_both_editions_and_changes_its_kind_in_both(amara, note_on, publish_with):
    note = note_on(amara, "warm", kind="critique")
    publish_with(("Steam rose", "Much steam rose"))
    edit_post(member=amara, post=note.thread.opening, source="Is it?", kind="question")
    assert sorted(Tally.objects.filter(count=1).values_list("kind", flat=True)) == ["question"] * 2


def test_what_is_written_while_an_edition_is_being_published_comes_along(
    bashir, note_on, draft, amara, monkeypatch
):
    early = note_on(bashir, "Steam rose")
    proposed = actions.propose(
        member=amara,
        edition=actions.compare(member=amara, edition=draft(amara, WARM)),
        why="",
    )
    written: list[Annotation] = []
    place_all = publishing._place_all

    def slowly(*args):
        placed = place_all(*args)
        written.append(note_on(bashir, "the water was warm all the same"))
        return placed

    monkeypatch.setattr(publishing, "_place_all", slowly)
    actions.publish(member=amara, edition=proposed)
    assert place_of(early).state == "exact"
    assert place_of(written[0]).state == "edited"


def test_a_note_on_the_old_words_is_refused_once_they_are_replaced(bashir, section, note_on, publish_with):
    publish_with(WARM)
    with pytest.raises(SelectionRefused, match="has been replaced"):
        note_on(bashir, "warm")


def test_a_passage_over_the_border_of_a_new_section_is_clipped(essay, section, bashir, note_on, amara):
    note = note_on(bashir, section.text[section.text.index("the water") : section.text.index(" (Okafor")])
    begun = actions.begin_edition(member=amara, essay=essay)

    def cut(outline):
        cut = begin_section_at(outline, 0, 2)
        kinds = [replace(cut.sections[1].blocks[0], kind="quotation"), *cut.sections[1].blocks[1:]]
        return replace(
            cut, sections=(cut.sections[0], replace(cut.sections[1], blocks=tuple(kinds)), *cut.sections[2:])
        )

    begun = actions.change(member=amara, edition=begun, seen=1, how=cut)
    proposed = actions.propose(
        member=amara, edition=actions.compare(member=amara, edition=begun), why="A section of its own."
    )
    actions.publish(member=amara, edition=proposed)
    place = place_of(note)
    assert words_at(place) == "“Whoever keeps the key keeps the house”"
    assert selected(place.section, words_at(place)).start == place.start
