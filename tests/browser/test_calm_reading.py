"""That what stands around the text and beside it keeps its place, and its measure."""

import pytest
from playwright.sync_api import expect

from essays.margin.actions import annotate
from essays.margin.models import Placement
from essays.margin.selecting import words_of_range
from tests.browser.two_sections import TwoSections, put_up_two_sections


@pytest.fixture
def walk(live, commons):
    return put_up_two_sections(commons)


@pytest.fixture
def write(amara, bashir, walk):
    """Writes notes on one sentence, for and against it by turns."""

    def on_one_sentence(count: int, sentence: str = "Going is") -> None:
        section = walk.edition.sections.get(slug="going")
        place = section.text.index(sentence)
        for nth in range(count):
            annotate(
                member=(amara, bashir)[nth % 2],
                selections=[words_of_range(section, place, place + 15)],
                kind=("critique", "support")[nth % 2],
                source="It was slower than it is told here, and somebody was asked after all. " * 3,
            )

    return on_one_sentence


@pytest.mark.parametrize("width", [1000, 1280, 1600])
def test_what_stands_above_and_below_the_text_is_as_wide_as_the_text(browse, amara, walk, width):
    text = TwoSections(browse(amara, viewport={"width": width, "height": 900}), walk).open()
    words = text.page.locator(".block-text").last.bounding_box()
    for around in (".reading-head", ".reading-nav"):
        box = text.page.locator(around).bounding_box()
        assert (box["x"], box["width"]) == pytest.approx((words["x"], words["width"]), abs=1)


def test_three_notes_on_a_sentence_and_the_way_to_more_are_not_a_crowd(browse, amara, walk, write):
    write(4)
    text = TwoSections(browse(amara), walk).open()
    expect(text.page.locator(".note.more")).to_be_visible()
    expect(text.page.locator(".is-lines, .is-count")).to_have_count(0)


def test_a_note_in_a_line_says_whose_it_is_and_begins_to_speak_whatever_became_of_it(
    browse, amara, walk, write
):
    write(3)
    write(3, "The lamp is")
    Placement.objects.update(state="edited")
    text = TwoSections(browse(amara), walk).open()
    expect(text.page.locator("#p2.is-lines")).to_be_visible()
    line = text.notes.first.bounding_box()
    for part in (".note-author", ".note-words"):
        box = text.notes.first.locator(part).bounding_box()
        assert box["width"] > 20
        assert box["x"] + box["width"] <= line["x"] + line["width"]
    state = text.notes.first.locator(".placed")
    expect(state).to_have_text("edited since")
    assert state.bounding_box()["width"] < 20  # only its icon is seen


def test_a_paragraph_that_is_contested_keeps_its_number_among_the_others(browse, amara, walk, write):
    write(2)
    text = TwoSections(browse(amara), walk).open()
    ends = text.page.locator(".block-number").evaluate_all(
        """(numbers) => numbers.map((number) => {
            const range = document.createRange();
            range.selectNode([...number.childNodes].find((node) => node.nodeType === Node.TEXT_NODE));
            return range.getBoundingClientRect().right;
        })"""
    )
    expect(text.page.locator(".block-number[class*=heat-]")).to_have_count(1)
    assert max(ends) - min(ends) <= 1
