import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.library.corrections import (
    SectionCorrected,
    begin_section_at,
    join_with_previous,
    seen_in_particulars,
    seen_in_section,
    with_section_corrected,
)
from essays.library.outline import BLOCK_KINDS, LEFT_OUT, Citation, Outline, from_json, to_json
from essays.library.sectioning import outline_of_text
from tests.essays.library import samples

LETTERED = outline_of_text(samples.LETTERED)


def words(outline: Outline) -> str:
    return "\n".join(block.text for section in outline.sections for block in section.blocks)


def names(outline: Outline) -> list[tuple[str, str]]:
    return [(section.label, section.heading) for section in outline.sections]


def test_a_section_is_called_otherwise_and_its_text_stays():
    corrected = with_section_corrected(LETTERED, 0, SectionCorrected("1", "How it began"))

    assert names(corrected)[0] == ("1", "How it began")
    assert corrected.sections[0].slug == "1-how-it-began"
    assert words(corrected) == words(LETTERED)


def test_blocks_become_of_another_kind_and_the_others_stay():
    corrected = with_section_corrected(LETTERED, 1, SectionCorrected("b", "x", kinds={1: "quotation"}))

    before, after = (
        [block.kind for block in outline.sections[1].blocks] for outline in (LETTERED, corrected)
    )
    assert after == [before[0], "quotation", *before[2:]]


def test_a_citation_is_set_right():
    place = next(n for n, block in enumerate(LETTERED.sections[1].blocks) if block.citation)
    citation = Citation("(ibid)", author="Brandt", work="The History of the Long Pier", locator="p. 22")

    corrected = with_section_corrected(LETTERED, 1, SectionCorrected("b", "x", citations={place: citation}))

    assert corrected.sections[1].blocks[place].citation == citation


def test_what_is_left_out_is_kept_until_it_is_taken_back():
    taken_out = with_section_corrected(LETTERED, 1, SectionCorrected("b", "x", kinds={1: LEFT_OUT}))
    taken_back = with_section_corrected(taken_out, 1, SectionCorrected("b", "x", kinds={1: "paragraph"}))

    assert len(list(taken_out.blocks)) == len(list(LETTERED.blocks)) - 1
    assert words(taken_out) == words(LETTERED)
    assert list(taken_back.blocks) == list(LETTERED.blocks)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="poem"):
        with_section_corrected(LETTERED, 0, SectionCorrected("", "", kinds={0: "poem"}))


def test_a_section_begins_at_its_heading_line():
    outline = outline_of_text("It began with a rope.\n\n(2) The rope breaks.\n\nIt was an old rope.")
    assert len(outline.sections) == 1

    cut = begin_section_at(outline, 0, 1)

    assert names(cut) == [("", ""), ("2", "The rope breaks")]
    assert cut.sections[1].blocks[0].kind == "heading"
    assert cut.sections[1].slug == "2-the-rope-breaks"


def test_the_first_block_of_a_section_becomes_its_heading_without_a_cut():
    outline = outline_of_text("The rope\n\nIt began with a rope, and it ended with one.")

    named = begin_section_at(outline, 0, 0)

    assert names(named) == [("", "The rope")]
    assert len(named.sections[0].blocks) == len(list(outline.blocks))


def test_a_section_that_is_none_joins_the_one_before():
    joined = join_with_previous(LETTERED, 1)

    assert [label for label, _ in names(joined)] == ["a", "c", "d", "f"]
    former_heading = joined.sections[0].blocks[len(LETTERED.sections[0].blocks)]
    assert former_heading.text == LETTERED.sections[1].blocks[0].text
    assert former_heading.kind == "paragraph"


def test_the_first_section_has_none_to_join():
    with pytest.raises(IndexError):
        join_with_previous(LETTERED, 0)


def test_what_was_cut_can_be_joined_again():
    assert names(join_with_previous(begin_section_at(LETTERED, 0, 2), 1)) == names(LETTERED)


@given(st.data())
def test_no_correction_changes_a_character(data):
    outline = LETTERED
    for _ in range(data.draw(st.integers(1, 5))):
        number = data.draw(st.integers(0, len(outline.sections) - 1))
        place = data.draw(st.integers(0, len(outline.sections[number].blocks) - 1))
        match data.draw(st.sampled_from(["begin", "join", "kind", "name"])):
            case "begin":
                outline = begin_section_at(outline, number, place)
            case "join" if number:
                outline = join_with_previous(outline, number)
            case "kind":
                kinds = {place: data.draw(st.sampled_from(BLOCK_KINDS))}
                outline = with_section_corrected(outline, number, SectionCorrected("", "", kinds))
            case "name":
                name = SectionCorrected(data.draw(st.text(max_size=9)), data.draw(st.text(max_size=40)))
                outline = with_section_corrected(outline, number, name)

    assert words(outline) == words(LETTERED)
    assert all(section.blocks for section in outline.sections)
    assert len({section.slug for section in outline.sections}) == len(outline.sections)


@given(st.data())
def test_whatever_was_corrected_can_be_kept_and_taken_back(data):
    number = data.draw(st.integers(0, len(LETTERED.sections) - 1))
    place = data.draw(st.integers(0, len(LETTERED.sections[number].blocks) - 1))

    cut = begin_section_at(LETTERED, number, place)

    assert from_json(to_json(cut)) == cut


def test_a_fingerprint_tells_what_was_changed_meanwhile_and_nothing_else():
    changed = with_section_corrected(LETTERED, 1, SectionCorrected("b", "x", kinds={1: "note"}))
    seen = [seen_in_section(section, range(len(section.blocks))) for section in LETTERED.sections]
    now = [seen_in_section(section, range(len(section.blocks))) for section in changed.sections]

    assert [old == new for old, new in zip(seen, now, strict=True)] == [True, False, True, True, True]
    assert seen_in_particulars(changed) == seen_in_particulars(LETTERED)
