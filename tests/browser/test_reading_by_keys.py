"""From note to note by keys, the list of keys, and a margin with more notes than room."""

import re

import pytest
from playwright.sync_api import expect

from essays.library.outline import Block, Outline, Section
from essays.library.publishing import publish
from essays.margin.actions import annotate
from essays.margin.selecting import words_of_range
from tests.browser.conftest import PHONE
from tests.browser.margin_page import note
from tests.browser.two_sections import TwoSections, put_up_two_sections


@pytest.fixture
def walk(live, commons):
    return put_up_two_sections(commons)


@pytest.fixture
def section(walk):
    return walk.edition.sections.get(slug="going")


@pytest.fixture
def crowd(amara, bashir, section):
    """Writes notes on the first paragraph, one after another of its words."""

    def write(count: int, kind: str = "critique"):
        place = section.text.index("Going is")
        return [
            annotate(
                member=(amara, bashir)[n % 2],
                selections=[words_of_range(section, place + n % 40, place + n % 40 + 9)],
                kind=kind,
                source=f"Note {n}: it was slower than it is told here, and somebody was asked after all. "
                * 3,
            )
            for n in range(count)
        ]

    return write


@pytest.fixture
def text(browse, amara, walk) -> TwoSections:
    return TwoSections(browse(amara), walk)


def focused(text: TwoSections) -> str:
    return text.page.evaluate("document.activeElement.closest('[data-note]')?.dataset.note ?? ''")


def press(text: TwoSections, key: str, note_now: int) -> None:
    """Press a key, and come to that note."""
    text.page.keyboard.press(key)
    text.page.wait_for_function(
        "(note) => document.activeElement.closest('[data-note]')?.dataset.note === note", arg=str(note_now)
    )


def test_j_and_k_go_from_note_to_note_in_reading_order_beyond_those_that_came_with_the_page(text, crowd, axe):
    notes = [found.pk for found in crowd(6)]
    text.open()
    expect(text.notes).to_have_count(3)

    for pk in notes:
        press(text, "j", pk)
    expect(text.said).to_have_text("Note 6 / 6")
    axe(text.page)
    text.page.keyboard.press("j")
    expect(text.said).to_have_text("There are no more notes here.")
    press(text, "k", notes[4])
    expect(text.page.locator(f"#note-{notes[4]}")).to_be_in_viewport()
    expect(text.page.locator(f"#note-{notes[4]}")).to_have_class(re.compile("is-active"))

    text.page.keyboard.press("Enter")
    text.page.wait_for_url(f"**/annotations/{notes[4]}/")


def test_keys_go_from_section_to_section(text):
    text.open()
    text.page.keyboard.press("n")
    text.page.wait_for_url("**/coming/")
    text.page.keyboard.press("p")
    text.page.wait_for_url("**/going/")


def test_keys_are_letters_where_one_types_and_where_a_modifier_is_held(text, crowd):
    crowd(1)
    text.open()
    text.select("never the same")
    text.choose("Comment")
    text.page.keyboard.type("jk?np")
    expect(text.words).to_have_value("jk?np")
    text.page.keyboard.press("Escape")
    text.page.keyboard.press("Control+j")
    text.page.wait_for_timeout(200)
    assert focused(text) == ""


def test_the_list_of_keys_opens_and_lets_them_be_turned_off(text, crowd, axe):
    [only] = crowd(1)
    text.open()
    text.page.keyboard.press("?")
    keys = text.page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    axe(text.page)
    keys.get_by_role("checkbox", name="Single letters do something").uncheck()
    text.page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    text.page.keyboard.press("j")
    text.page.wait_for_timeout(200)
    assert focused(text) == ""

    text.open()
    text.page.get_by_role("button", name="Keys").last.click()
    keys.get_by_role("checkbox").check()
    keys.get_by_role("button", name="Close").click()
    press(text, "j", only.pk)


def test_escape_leads_back_however_long_one_thinks_in_the_toolbar(text):
    text.open()
    number = text.page.locator("#p2 .block-number")
    number.focus()
    text.page.keyboard.press("a")
    text.page.keyboard.press("Enter")
    text.page.wait_for_timeout(500)  # the selection comes to rest meanwhile
    text.page.keyboard.press("Enter")
    expect(text.words).to_be_focused()

    text.page.keyboard.press("Escape")

    expect(number).to_be_focused()


def test_on_a_phone_keys_go_from_sheet_to_sheet(browse, amara, walk, crowd):
    notes = crowd(2)
    text = TwoSections(browse(amara, **PHONE), walk).open()
    for found in notes:
        press(text, "j", found.pk)
    expect(text.page.get_by_role("dialog")).to_have_count(1)
    text.page.keyboard.press("Escape")
    text.page.get_by_role("button", name="Keys").last.tap()
    expect(text.page.get_by_role("dialog", name="Keys")).to_be_in_viewport()
    assert text.page.evaluate("document.documentElement.scrollWidth") <= 360


# A crowded margin


def tops(text: TwoSections) -> list[int]:
    """Where the blocks of the text stand in the page."""
    return text.page.locator(".block-text").evaluate_all(
        "(blocks) => blocks.map((block) => Math.round(block.getBoundingClientRect().top + scrollY))"
    )


def test_notes_that_crowd_are_shown_in_lines_and_opened_by_what_they_are_about(text, walk, crowd, amara, axe):
    crowd(3)
    for words in ("The lamp is", "whoever has a", "never the same"):
        note(amara, walk, words, "support", "So it was. " * 30)
    text.open()
    block = text.page.locator("#p2")
    expect(block).to_have_class(re.compile("is-lines"))
    lines = block.locator(".note")
    expect(lines.first).to_contain_text("Critique")
    before = tops(text)
    height = lines.nth(1).bounding_box()["height"]
    assert height < 40
    axe(text.page)

    text.point_at("Going is")
    expect(lines.nth(1)).to_have_class(re.compile("is-open"))
    assert lines.nth(1).bounding_box()["height"] > height * 2
    assert tops(text) == before
    text.point_at("hand free")
    expect(lines.nth(1)).not_to_have_class(re.compile("is-open"))

    lines.nth(1).locator(".note-words").click()
    expect(lines.nth(1)).to_have_class(re.compile("is-open"))
    axe(text.page)
    lines.nth(2).get_by_role("link", name="Open").focus()
    assert lines.nth(2).bounding_box()["height"] > height * 2
    assert tops(text) == before


def test_where_lines_crowd_too_each_block_is_counted_in_one_that_opens_in_place(browse, amara, commons, live):
    items = tuple(Block("list_item", f"Item number {n} of the list.") for n in range(40))
    part = Section("", "A list", "going", (Block("heading", "A list"), *items))
    walk = publish(member=None, circle=commons, outline=Outline("Lists", "", "", "", "en", (part,)))
    section = walk.edition.sections.get()
    for row in section.blocks[1:] * 3:
        words = words_of_range(section, row["start"], row["start"] + 8)
        annotate(member=amara, selections=[words], kind="critique", source="No. " * 40)
    text = TwoSections(browse(amara), walk).open()
    block = text.page.locator("#p5")
    expect(block).to_have_class(re.compile("is-count"))
    expect(text.page.locator("[data-lowered]")).to_have_count(0)
    before = tops(text)

    block.get_by_role("link", name="3 critiques").press("Enter")

    expect(block).to_have_class(re.compile("is-lines"))
    expect(block.locator(".note").first).to_be_focused()
    assert tops(text) == before
    text.point_at("number 20")
    text.click("Item number 20")
    opened = text.page.locator("#p22 .is-open").first
    expect(opened).to_be_visible()
    assert opened.bounding_box()["height"] > 60
    assert tops(text) == before


def test_all_notes_of_a_block_open_in_place(text, crowd):
    crowd(12)
    text.open()
    before = tops(text)
    text.page.locator("#p2").get_by_role("link", name="All notes: 12 critiques").click()
    expect(text.page.locator("#p2 .note[data-note]")).to_have_count(12)
    expect(text.page.locator("#p2")).to_have_class(re.compile("is-lines"))
    expect(text.page.locator("#p2 .note[data-note]").first).to_be_focused()
    assert tops(text) == before
    assert text.page.url.endswith(text.address)
