"""A note about several passages, by mouse, by keys, by touch, across sections, and without scripts."""

import pytest
from playwright.sync_api import expect

from essays.margin.models import Annotation
from tests.browser.conftest import PHONE, follow
from tests.browser.two_sections import DOOR, TwoSections, put_up_two_sections

WORDS = "Both cannot be true of one walk."


@pytest.fixture
def walk(live, commons):
    return put_up_two_sections(commons)


@pytest.fixture
def text(browse, amara, walk) -> TwoSections:
    """The first section, open in Amara's browser."""
    return TwoSections(browse(amara), walk).open()


def passages() -> list[str]:
    return list(Annotation.objects.get().passages.values_list("exact", flat=True))


def test_words_of_the_same_section_join_the_note_beside_the_text(text, axe):
    text.drag_over("Going is", "quick")
    text.choose("Critique").fill(WORDS)
    text.add_another()
    expect(text.bar).to_contain_text("Select another passage for your note")
    expect(text.words).to_be_visible()
    text.drag_over("never the", "same hand")
    expect(text.toolbar.get_by_role("button")).to_have_count(1)
    axe(text.page)
    text.add()

    expect(text.further).to_have_text(["never the same hand"])
    expect(text.words).to_be_focused()
    expect(text.bar).to_have_count(0)
    text.expect_painted("active", ["Going is quick", "never the same hand"])
    axe(text.page)
    text.post()

    expect(text.notes).to_have_count(1)
    text.expect_painted("critique", ["Going is quick", "never the same hand"])
    text.expect_painted("active", ["Going is quick", "never the same hand"])
    assert passages() == ["Going is quick", "never the same hand"]
    text.open()
    also = text.page.locator("#p3 .also")
    expect(also).to_contain_text("Also about this: Critique by Amara")
    also.hover()
    text.expect_painted("active", ["Going is quick", "never the same hand"])


def test_the_note_comes_along_into_another_section(text):
    text.drag_over("Nobody is", "asked")
    text.choose("Question").fill(WORDS)
    text.add_another()
    text.go_on()

    expect(text.bar).to_contain_text("You are writing a note on “Nobody is asked”.")
    text.drag_over("everyone is", "asked")
    text.add()
    expect(text.bar).to_contain_text("Added to your note: “everyone is asked”.")
    text.drag_over("The door", "is open")
    text.add()
    expect(text.bar).to_contain_text("“The door is open”")
    follow(text.bar.get_by_role("button", name="Go on writing"))

    expect(text.words).to_have_value(WORDS)
    expect(text.further).to_have_text(["everyone is asked", "The door is open"])
    expect(text.page.get_by_role("radio", name="Question")).to_be_checked()
    text.post()
    expect(text.notes).to_have_count(1)
    assert passages() == ["Nobody is asked", "everyone is asked", "The door is open"]
    text.go_on()
    expect(text.page.locator("#p5 .also")).to_contain_text("Question by Amara")
    expect(text.bar).to_have_count(0)
    text.click("everyone is")
    expect(text.page.locator("#p5 .note")).to_contain_text(WORDS)


def test_a_note_that_came_along_can_be_left_and_is_still_there_to_be_continued(text):
    text.select("Going is quick")
    text.choose("Comment").fill(WORDS)
    text.add_another()
    text.go_on()
    text.select("The door is open")
    text.add()
    text.bar.get_by_role("button", name="Leave it").click()
    expect(text.bar).to_have_count(0)
    text.select("The door is open")
    expect(text.toolbar.get_by_role("button", name="Critique")).to_be_visible()

    text.open()
    text.page.get_by_role("button", name="Continue").click()
    expect(text.words).to_have_value(WORDS)
    expect(text.further).to_have_text(["The door is open"])


def test_a_passage_that_is_there_already_is_told_of_and_one_can_be_taken_out(text):
    text.page.goto(text.whole)
    text.select("Going is quick")
    text.choose("Comment").fill(WORDS)
    for words in ("The door is open", "The lamp has burned down"):
        text.add_another()
        text.select(words)
        text.add()
        expect(text.bar).to_have_count(0)
    text.add_another()
    text.select("The door is open")
    text.add()
    expect(text.bar).to_contain_text("about these words already")
    text.page.keyboard.press("Escape")
    expect(text.words).to_be_focused()
    text.page.get_by_role("button", name="Remove the passage “The lamp has burned down”").click()
    expect(text.further).to_have_text(["The door is open"])

    text.page.get_by_role("button", name="Leave these words out").click()
    expect(text.words).to_have_value(WORDS)
    expect(text.words).to_be_focused()
    expect(text.further).to_have_count(0)
    text.post()
    expect(text.page.locator("#p6 .note")).to_contain_text(WORDS)
    assert passages() == ["The door is open"]


def test_both_passages_are_chosen_by_keys_alone(text):
    keys = text.page.keyboard
    text.page.locator("#p2 .block-number").focus()
    for key in ("a", "Enter", "Enter"):
        keys.press(key)
    expect(text.words).to_be_focused()
    keys.type(WORDS)
    text.page.get_by_role("button", name="Add another passage").press("Enter")
    expect(text.page.locator("#p2 .block-number")).to_be_focused()
    for key in ("a", "ArrowDown", "ArrowDown", "Enter"):
        keys.press(key)
    expect(text.toolbar.get_by_role("button", name="Add to the note")).to_be_focused()
    keys.press("Enter")
    expect(text.words).to_be_focused()
    text.page.get_by_role("button", name="Post the note").press("Enter")

    expect(text.notes).to_be_focused()
    assert passages() == ["Going is quick.", "The lamp is carried by whoever has a hand free."]


def test_on_a_phone_the_sheet_gives_way_and_comes_back(browse, amara, walk, axe):
    text = TwoSections(browse(amara, **PHONE), walk).open()
    text.select("Going is quick")
    text.toolbar.get_by_role("button", name="Critique").tap()
    expect(text.words).to_be_focused()
    text.words.fill(WORDS)
    text.page.get_by_role("button", name="Add another passage").tap()

    expect(text.page.get_by_role("dialog")).to_have_count(0)
    expect(text.bar).to_be_in_viewport()
    axe(text.page)
    assert text.page.evaluate("document.documentElement.scrollWidth") <= 360
    text.select("never the same hand")
    text.toolbar.get_by_role("button", name="Add to the note").tap()

    sheet = text.page.get_by_role("dialog")
    expect(sheet).to_be_in_viewport()
    expect(text.words).to_have_value(WORDS)
    expect(text.further).to_have_text(["never the same hand"])
    axe(text.page)
    sheet.get_by_role("button", name="Post the note").tap()
    expect(sheet).to_have_count(0)
    text.expect_painted("critique", ["Going is quick", "never the same hand"])


def test_a_refused_note_keeps_its_passages(text):
    text.select("Going is quick")
    text.choose("Comment")
    text.add_another()
    text.select("never the same hand")
    text.add()
    text.post()
    expect(text.words).to_have_attribute("aria-invalid", "true")
    expect(text.further).to_have_text(["never the same hand"])


def test_without_scripts_a_passage_is_added_by_its_number(browse, amara, walk):
    page = browse(amara, java_script_enabled=False)
    text = TwoSections(page, walk)
    page.goto(text.address)
    follow(page.locator("#p2 .block-summary"))
    text.words.fill(WORDS)
    page.get_by_text("Add another passage").click()
    page.get_by_label("Paragraph", exact=True).fill("6")
    follow(page.get_by_role("button", name="Add it to the note"))

    expect(text.further).to_have_text([DOOR])
    expect(text.words).to_have_value(WORDS)
    page.get_by_role("radio", name="Comment").press("Enter")  # to post it, and not to take a passage out

    expect(page.locator("#p2 .note")).to_contain_text(WORDS)
    assert passages()[1:] == [DOOR]
