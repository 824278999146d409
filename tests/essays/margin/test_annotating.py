"""Writing notes beside passages: what stands afterwards, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection

from essays.library.models import Edition, Section
from essays.library.publishing import publish
from essays.margin.actions import MOST_PASSAGES, Selection, annotate
from essays.margin.models import Annotation, Placement, Tally
from essays.margin.selecting import LONGEST_PASSAGE, SelectionRefused, block_at, words_of_block
from forum.circles.models import Circle
from forum.debate.actions import edit_post, reply, withdraw_post
from forum.debate.models import Thread
from forum.text import TextRefused
from tests.conftest import make_member
from tests.essays.conftest import SAID_IN_SHORT, TILES, selected


def tallies(section: Section) -> dict[tuple[int, str], int]:
    """What everyone may see counted, by block and kind."""
    shared = Tally.objects.filter(section=section).visible_to(AnonymousUser())
    return {(tally.block, tally.kind): tally.count for tally in shared}


def place_of(annotation: Annotation) -> Placement:
    return Placement.objects.get(passage__annotation=annotation)


def test_a_note_stands_at_its_words_with_a_few_on_either_side(bashir, section, note_on):
    annotation = note_on(bashir, "nobody <led> it", kind="critique")
    place, passage = place_of(annotation), annotation.passages.get()
    assert section.text[place.start : place.end] == passage.exact == "nobody <led> it"
    assert len(passage.prefix) == 32
    assert passage.prefix.endswith("rose \U0001f54a over the cafe\u0301, & ")
    assert passage.suffix == "; the water was warm all the sam"
    assert (place.block, place.nth, place.state) == (2, 1, Placement.State.EXACT)


def test_a_note_is_a_thread_of_the_circle_whose_text_it_is_about(bashir, commons, note_on):
    thread = note_on(bashir, "warm", kind="question", source="How *warm*?").thread
    assert (thread.circle, thread.context, thread.private_to) == (commons, "annotation", None)
    assert (thread.opening.kind, thread.opening.author) == ("question", bashir)


def test_letters_outside_the_basic_plane_count_as_one(bashir, section, note_on):
    place = place_of(note_on(bashir, "\U0001f54a over the cafe\u0301"))
    assert place.end - place.start == len("X over the cafeX")


def test_white_space_at_its_ends_is_no_part_of_a_passage(bashir, section):
    start = section.text.index(" rose ")
    wide = Selection(section, start, start + 6, " rose ")
    assert (
        annotate(member=bashir, selections=[wide], kind="comment", source="Yes.").passages.get().exact
        == "rose"
    )


def test_a_passage_may_run_over_blocks_and_belongs_to_the_one_it_begins_in(bashir, section):
    start = section.text.index("all the same.")
    end = section.text.index("Whoever") + len("Whoever")
    across = Selection(section, start, end, section.text[start:end])
    assert "\n" in across.exact
    assert place_of(annotate(member=bashir, selections=[across], kind="comment", source="Yes.")).block == 2


def test_notes_may_overlap(amara, bashir, section, note_on):
    note_on(amara, "the water was warm")
    note_on(bashir, "was warm all the same")
    warm = section.text.index("warm")
    assert Placement.objects.filter(section=section).covering(warm).count() == 2


def test_a_note_may_be_about_several_passages_of_a_text(bashir, section, tiles):
    passages = [selected(section, "Steam"), selected(section, "warm"), selected(tiles, "everyone")]
    annotation = annotate(member=bashir, selections=passages, kind="support", source="All three.")
    assert list(annotation.passages.values_list("exact", flat=True)) == ["Steam", "warm", "everyone"]
    # Two of its passages begin in one block, which counts the note once.
    assert tallies(section) == {(2, "support"): 1}
    assert tallies(tiles) == {(6, "support"): 1}


def test_each_note_knows_which_of_its_blocks_notes_it_is(amara, bashir, note_on):
    notes = [note_on(member, "water") for member in (amara, bashir, amara)]
    assert [place_of(note).nth for note in notes] == [1, 2, 3]
    assert place_of(note_on(amara, "A key")).nth == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, 10**6), (10**6, 10**6 + 1)])
def test_a_passage_outside_the_text_is_refused(bashir, section, start, end):
    with pytest.raises(SelectionRefused, match="outside the text"):
        annotate(
            member=bashir, selections=[Selection(section, start, end, "Of s")], kind="comment", source="Yes."
        )
    assert not Thread.objects.exists()


def test_words_that_do_not_stand_there_are_refused(bashir, section):
    with pytest.raises(SelectionRefused, match="no longer reads"):
        annotate(member=bashir, selections=[Selection(section, 0, 2, "b)")], kind="comment", source="Yes.")


def test_a_passage_of_white_space_is_refused(bashir, section):
    gap = section.text.index("\n")
    with pytest.raises(SelectionRefused, match="no words"):
        annotate(
            member=bashir, selections=[Selection(section, gap, gap + 1, "\n")], kind="comment", source="Yes."
        )


def test_an_overlong_passage_is_refused(bashir, section):
    section.text = "w" * (LONGEST_PASSAGE + 1)
    section.save()
    whole = Selection(section, 0, len(section.text), section.text)
    with pytest.raises(SelectionRefused, match="too long"):
        annotate(member=bashir, selections=[whole], kind="comment", source="Yes.")


@pytest.mark.parametrize("count", [0, MOST_PASSAGES + 1])
def test_a_note_is_about_one_to_twenty_passages(bashir, section, count):
    with pytest.raises(SelectionRefused, match="at least one passage"):
        annotate(member=bashir, selections=[selected(section, "warm")] * count, kind="comment", source="Yes.")


def test_the_passages_of_a_note_stand_in_one_text(bashir, commons, section, outline):
    other = publish(member=None, circle=commons, outline=replace(outline, sections=outline.sections[1:]))
    passages = [selected(section, "warm"), selected(other.edition.sections.get(), "tiles")]
    with pytest.raises(SelectionRefused, match="in the same text"):
        annotate(member=bashir, selections=passages, kind="comment", source="Yes.")


def test_a_wording_that_has_been_replaced_takes_no_more_notes(bashir, essay, section):
    essay.edition = Edition.objects.create(essay=essay, number=2, digest="2" * 64)
    essay.save()
    with pytest.raises(SelectionRefused, match="replaced"):
        annotate(member=bashir, selections=[selected(section, "warm")], kind="comment", source="Yes.")


def test_a_text_that_may_not_stand_leaves_nothing_behind(bashir, section, note_on):
    with pytest.raises(TextRefused):
        note_on(bashir, "warm", source="w" * 20_000)
    assert not Annotation.objects.exists()
    assert not tallies(section)


def test_whoever_is_not_in_the_circle_sees_or_writes_nothing_beside_its_texts(
    amara, bashir, kitchen, outline
):
    essay = publish(member=amara, circle=kitchen, outline=outline)
    section = essay.edition.sections.first()
    for private in (False, True):
        with pytest.raises(SelectionRefused):
            annotate(
                member=bashir,
                selections=[selected(section, "warm")],
                kind="comment",
                source="Yes.",
                private=private,
            )


def test_in_an_open_circle_one_is_not_in_one_writes_for_ones_own_circles_or_in_private(
    bashir, commons, outline
):
    circle = Circle.objects.create(slug="open-house", name="Open house")
    section = publish(member=None, circle=circle, outline=outline).edition.sections.first()
    note = {"member": bashir, "selections": [selected(section, "warm")], "kind": "comment", "source": "Yes."}
    with pytest.raises(PermissionDenied):
        annotate(**note)
    assert annotate(**note, circle=commons).thread.circle == commons
    assert annotate(**note, private=True).thread.private_to == bashir


def test_private_notes_count_by_themselves_and_for_their_author_alone(amara, bashir, section, note_on):
    note_on(amara, "warm")
    first, second = (note_on(bashir, "warm", private=True) for _ in range(2))
    assert tallies(section) == {(2, "comment"): 1}
    assert [place_of(first).nth, place_of(second).nth] == [1, 2]
    assert Tally.objects.visible_to(bashir).get(private_to=bashir).count == 2
    assert not Tally.objects.visible_to(amara).filter(private_to=bashir).exists()


def test_the_tally_follows_a_note_that_changes_its_kind(amara, bashir, section, note_on):
    note = note_on(bashir, "warm", kind="critique")
    note_on(amara, "warm", kind="critique")
    edit_post(member=bashir, post=note.thread.opening, source="Is it?", kind="question")
    assert tallies(section) == {(2, "critique"): 1, (2, "question"): 1}


def test_a_note_after_a_withdrawn_one_is_not_among_the_first_few_again(amara, section, note_on):
    for _ in range(3):
        gone = note_on(amara, "A key")
        withdraw_post(member=amara, post=gone.thread.opening)
    assert place_of(note_on(amara, "A key")).nth == 4


def test_the_tally_lets_a_withdrawn_note_go_once(bashir, section, note_on):
    note = note_on(bashir, "warm", kind="critique")
    for _ in range(2):
        withdraw_post(member=bashir, post=note.thread.opening)
    assert tallies(section) == {}


def test_replies_move_no_tally_and_private_notes_none_of_the_circle(amara, bashir, section, note_on):
    note = note_on(bashir, "warm", kind="critique")
    answer = reply(member=amara, answers=note.thread.opening, source="No.", kind="support")
    edit_post(member=amara, post=answer, source="No!", kind="question")
    withdraw_post(member=amara, post=answer)
    private = note_on(amara, "warm", private=True)
    edit_post(member=amara, post=private.thread.opening, source="Hm.", kind="support")
    withdraw_post(member=amara, post=private.thread.opening)
    assert tallies(section) == {(2, "critique"): 1}
    assert not Tally.objects.visible_to(amara).filter(private_to=amara).exists()


def test_a_block_is_found_by_every_code_point_of_it(section):
    for row in section.blocks:
        assert {block_at(section, at) for at in range(row["start"], row["end"] + 1)} == {row["number"]}


def test_pasted_words_are_found_however_they_are_spaced(section):
    assert words_of_block(section, 4, "  committee,\n and   a ").exact == "committee, and a"
    assert words_of_block(section, 4).exact == SAID_IN_SHORT


def test_pasted_words_of_another_paragraph_are_refused(section):
    with pytest.raises(SelectionRefused, match="are not in this paragraph"):
        words_of_block(section, 4, TILES)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_members_who_annotate_a_block_at_once_both_succeed(outline):
    essay = publish(member=None, circle=Circle.objects.commons(), outline=outline)
    section = essay.edition.sections.first()

    def write(member):
        try:
            annotate(
                member=member, selections=[selected(section, "warm")], kind="critique", source="I doubt it."
            )
        finally:
            connection.close()

    members = [make_member(handle) for handle in ("amara", "bashir", "chiara", "dmitri")]
    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(write, members))
    assert tallies(section) == {(2, "critique"): 4}
    assert sorted(Placement.objects.values_list("nth", flat=True)) == [1, 2, 3, 4]
