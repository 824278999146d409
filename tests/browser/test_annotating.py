"""Selecting a passage and answering it, by mouse, by keys, by touch, and without scripts."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from essays.margin.models import Annotation
from tests.browser.conftest import PHONE
from tests.browser.margin_page import ASK, TABLE, WALK, MarginPage, note, put_up


@pytest.fixture
def walk(live, commons):
    """A short text in the Commons."""
    return put_up(commons)


@pytest.fixture
def margin(browse, amara, walk) -> MarginPage:
    """The text, open in Amara's browser."""
    return MarginPage(browse(amara), walk).open()


def test_a_passage_selected_by_mouse_is_answered_beside_it_without_a_reload(margin):
    margin.page.evaluate("window.stayed = true")
    margin.drag_over("Whoever walks behind", "who has fallen")

    margin.choose("Critique").fill("Those in the middle see both.")
    margin.expect_painted("active", ["Whoever walks behind sees who has fallen"])
    margin.post()

    written = margin.notes.filter(has_text="Those in the middle see both.")
    expect(written).to_have_class(re.compile("critique"))
    expect(written).to_be_focused()
    expect(margin.said).to_have_text("Posted. Your note is in the margin.")
    margin.expect_painted("critique", ["Whoever walks behind sees who has fallen"])
    assert margin.page.evaluate("window.stayed")
    margin.page.reload()
    expect(written).to_be_visible()


def test_a_passage_may_run_over_blocks_and_emphasis(margin):
    margin.drag_over("who has fallen", "somebody still")
    margin.choose("Question").fill("Is that one thought or two?")
    margin.post()

    expect(margin.notes).to_have_count(1)
    passage = Annotation.objects.get().passages.get()
    assert passage.exact == WALK[WALK.index("who has") :] + "\n" + TABLE[: TABLE.index(" decides")]
    margin.expect_painted("question", passage.exact.split("\n"))


def test_a_passage_is_chosen_and_answered_by_keys_alone(margin):
    margin.page.locator("#p2 .block-number").focus()
    margin.page.keyboard.press("a")
    expect(margin.said).to_contain_text("Whoever walks in front sees the road first.")
    margin.page.keyboard.press("ArrowDown")
    margin.page.keyboard.press("ArrowDown")
    margin.page.keyboard.press("Shift+ArrowDown")
    expect(margin.said).to_contain_text("Ask the one who has not spoken.")
    margin.page.keyboard.press("Enter")
    expect(margin.toolbar.get_by_role("button", name="Critique")).to_be_focused()
    margin.page.keyboard.press("ArrowRight")
    margin.page.keyboard.press("ArrowRight")
    expect(margin.toolbar.get_by_role("button", name="Support")).to_be_focused()
    margin.page.keyboard.press("Enter")
    expect(margin.words).to_be_focused()
    margin.page.keyboard.type("Asking is half of deciding.")
    margin.page.keyboard.press("Tab")
    margin.page.get_by_role("button", name="Post the note").press("Enter")

    expect(margin.notes).to_be_focused()
    assert Annotation.objects.get().passages.get().exact == f"{TABLE}\n{ASK[: ASK.index(' Then')]}"


def test_escape_closes_what_is_open_and_leads_back(margin):
    number = margin.page.locator("#p2 .block-number")
    number.focus()
    margin.page.keyboard.press("a")
    margin.page.keyboard.press("Enter")
    margin.page.keyboard.press("Enter")
    expect(margin.words).to_be_focused()

    margin.page.keyboard.press("Escape")

    expect(margin.words).to_have_count(0)
    expect(number).to_be_focused()
    margin.expect_painted("active", [])


def test_tab_leads_from_selected_words_to_the_toolbar_and_escape_back(margin):
    margin.select("the road first")
    expect(margin.said).to_have_text("Selected: “the road first”. Press Tab to answer it.")

    margin.page.keyboard.press("Tab")
    expect(margin.toolbar.get_by_role("button", name="Critique")).to_be_focused()
    margin.page.keyboard.press("Escape")

    expect(margin.toolbar).to_be_hidden()


def test_on_a_phone_a_passage_is_answered_in_a_sheet(browse, amara, walk):
    page = browse(amara, **PHONE)
    margin = MarginPage(page, walk).open()
    margin.select("how long the soup is on")

    margin.toolbar.get_by_role("button", name="Comment").tap()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_in_viewport()
    margin.words.fill("Whoever cooks.")
    sheet.get_by_role("button", name="Post the note").tap()

    expect(sheet).to_have_count(0)
    margin.expect_painted("comment", ["how long the soup is on"])
    margin.tap("the soup")
    expect(page.get_by_role("dialog").get_by_text("Whoever cooks.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_a_paragraph_is_annotated_through_its_link(browse, amara, walk):
    margin = MarginPage(browse(amara, java_script_enabled=False), walk).open()
    expect(margin.toolbar).to_be_hidden()

    margin.page.locator("#p3 .block-summary").click()
    expect(margin.page.get_by_role("link", name="Cancel")).to_have_attribute("href", f"{margin.address}#p3")
    margin.words.fill("There is *always* a cook.")
    margin.page.get_by_role("button", name="Preview").click()
    expect(margin.page.get_by_role("region", name="Preview").locator("em")).to_have_text("always")
    assert not Annotation.objects.exists()
    margin.post()

    expect(margin.page).to_have_url(re.compile(rf"{re.escape(margin.address)}(\?|#|$)"))
    expect(margin.page.locator("#p3 .note")).to_contain_text("There is always a cook.")
    expect(margin.page.locator("#p3 .note-quote")).to_be_visible()
    expect(margin.page.locator("#p3 .note-quote")).to_contain_text("A round table has no head")


def test_the_link_of_a_paragraph_opens_a_note_in_place(margin):
    margin.page.locator("#p3 .block-text").hover()
    margin.page.locator("#p3 .block-summary").click()
    expect(margin.words).to_be_focused()
    margin.words.fill("There is always a cook.")
    margin.post()

    expect(margin.page.locator("#p3 .note")).to_contain_text("There is always a cook.")
    margin.expect_painted("comment", [TABLE])


def test_a_click_on_overlapping_passages_shows_every_note_under_it(margin, walk, amara, bashir):
    noted = [
        note(author, walk, words, kind, f"Note on {words}")
        for author, words, kind in [
            (bashir, "the soup is on", "comment"),
            (amara, "somebody still decides", "critique"),
            (bashir, "still decides how long", "support"),
            (bashir, "still decides how", "comment"),
            (amara, "decides", "question"),
        ]
    ]
    margin.open()
    beyond_the_first = margin.page.locator(f"#note-{noted[-1].pk}")
    expect(beyond_the_first).to_have_count(0)

    margin.click("decides")

    expect(beyond_the_first).to_be_visible()
    for annotation in noted[1:]:
        expect(margin.page.locator(f"#note-{annotation.pk}")).to_have_class(re.compile("is-active"))
    expect(margin.page.locator(f"#note-{noted[0].pk}")).not_to_have_class(re.compile("is-active"))


def test_what_a_click_shows_stays_while_the_pointer_rests_on_other_words(margin, walk, amara):
    here = note(amara, walk, "somebody still decides", "critique", "Who?")
    margin.open()
    beside = margin.page.locator(f"#note-{here.pk}")
    x, y = margin.click("still")
    expect(margin.said).to_contain_text("Notes on these words")

    margin.page.evaluate("document.querySelector('[data-text]').style.translate = '0 -9rem'")
    margin.page.mouse.move(x + 1, y + 1)
    margin.page.wait_for_timeout(100)
    expect(beside).to_have_class(re.compile("is-active"))

    margin.page.mouse.move(x + 40, y)
    expect(beside).not_to_have_class(re.compile("is-active"))


def test_a_word_that_was_half_selected_is_answered_whole(margin):
    margin.select("alks behi")
    margin.choose("Question").fill("How far behind?")
    margin.post()

    expect(margin.notes).to_have_count(1)
    assert Annotation.objects.get().passages.get().exact == "walks behind"


def test_an_empty_margin_says_that_words_can_be_selected(margin):
    hint = margin.page.get_by_text("Select any words to answer them.")
    expect(hint).to_be_visible()

    margin.select("the road first")
    margin.choose("Comment").fill("And the hole in it.")
    margin.post()

    expect(margin.notes).to_have_count(1)
    expect(hint).to_be_hidden()


def test_a_note_pointed_at_shows_its_passage_and_a_passage_its_note(margin, walk, amara):
    here = note(amara, walk, "sees who has fallen", "critique", "Not always.")
    margin.open()
    beside = margin.page.locator(f"#note-{here.pk}")
    expect(beside).to_be_visible()

    beside.hover()
    margin.expect_painted("active", ["sees who has fallen"])

    margin.point_at("Whoever walks in front")
    expect(beside).not_to_have_class(re.compile("is-active"))

    margin.point_at("has fallen")
    expect(beside).to_have_class(re.compile("is-active"))


def test_a_permalink_leads_to_its_note_even_if_it_does_not_come_with_the_page(browse, walk, amara):
    noted = [note(amara, walk, words, "comment", "Mind this.") for words in ["table", "has", "head", "but"]]

    margin = MarginPage(browse(), walk).open(f"#note-{noted[-1].pk}")

    margin.expect_painted("flash", ["but"])  # looked for first, because it fades
    expect(margin.page.locator(f"#note-{noted[-1].pk}")).to_be_focused()


def test_a_passage_is_answered_in_the_whole_text_too(margin):
    margin.page.goto(margin.address.replace("/walking/", "/whole/"))
    margin.select("longer than is comfortable")
    margin.choose("Support").fill("The third silence is the good one.")
    margin.post()

    expect(margin.notes).to_contain_text("The third silence is the good one.")
    margin.expect_painted("support", ["longer than is comfortable"])


def test_selecting_words_over_a_note_does_not_open_it(margin, walk, amara):
    here = note(amara, walk, "sees the road", "critique", "Not at night.")
    margin.open()
    margin.drag_over("walks in front", "the road first")
    expect(margin.toolbar).to_be_visible()

    margin.page.wait_for_timeout(400)

    expect(margin.page.locator(f"#note-{here.pk}")).not_to_have_class(re.compile("is-active"))


def test_the_text_is_copied_without_the_margin(margin, walk, amara):
    note(amara, walk, "the road", "comment", "A note beside it.")
    margin.open()
    expect(margin.notes).to_have_count(1)

    margin.drag_over("who has fallen", "A round table")
    expect(margin.toolbar).to_be_visible()  # the selection has settled
    copied = margin.page.evaluate("getSelection().toString()")
    assert copied.split() == ["who", "has", "fallen.", "A", "round", "table"]


def test_a_visitor_signs_in_first_and_finds_the_passage_again(browse, amara, walk, sign_in):
    margin = MarginPage(browse(), walk).open()
    margin.select("the road first")

    margin.toolbar.get_by_role("button", name="Question").click()
    margin.page.wait_for_url("**/accounts/login/**")
    assert parse_qs(urlsplit(margin.page.url).query) == {"next": [margin.address]}
    sign_in(margin.page, amara)
    margin.open()

    expect(margin.words).to_be_focused()
    expect(margin.page.get_by_role("radio", name="Question")).to_be_checked()
    margin.expect_painted("active", ["the road first"])


def test_nothing_is_broken_where_highlights_cannot_be_painted(browse, amara, walk):
    page = browse(amara)
    page.add_init_script("delete CSS.__proto__.highlights; delete CSS.highlights; delete window.Highlight;")
    margin = MarginPage(page, walk).open()
    assert page.evaluate("'highlights' in CSS") is False
    margin.select("the road first")
    margin.choose("Support").fill("And the hole in it.")
    margin.post()

    expect(margin.notes).to_contain_text("And the hole in it.")


def test_axe_finds_nothing_while_one_selects_and_writes(margin, axe):
    margin.select("the road first")
    expect(margin.toolbar).to_be_visible()
    axe(margin.page)
    margin.choose("Counter-evidence")
    axe(margin.page)
