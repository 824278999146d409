"""Choosing what of a margin to see: by keys, without scripts, on a phone; and sharing what was chosen."""

import re

import pytest
from playwright.sync_api import Page, expect

from forum.debate.actions import reply
from tests.browser.conftest import PHONE, follow
from tests.browser.margin_page import WALK, MarginPage, note, put_up

SHOWN = "Shown: critiques by Bashir, unanswered."
HERE = re.compile(r"/walking/\?kind=critique&by=bashir&unanswered$")


@pytest.fixture
def walk(live, commons, amara, bashir):
    """A short text that is argued about."""
    essay = put_up(commons)
    note(bashir, essay, "sees the road first", "critique", "Not in fog.")
    note(amara, essay, "sees the road first", "support", "So it is in the mountains.")
    answered = note(bashir, essay, "no head", "critique", "It has a kitchen side.")
    note(amara, essay, "wait longer", "question", "How long is that?")
    reply(member=amara, answers=answered.thread.opening, source="True.")
    return essay


def notes_on(page: Page):
    return page.locator("article .note[data-note]")


def test_what_to_see_is_chosen_by_keys_and_painting_and_address_follow(browse, chiara, walk):
    page = browse(chiara)
    margin = MarginPage(page, walk).open()
    expect(notes_on(page)).to_have_count(4)

    page.get_by_text("Filter the margin").focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Critique").focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="unanswered").focus()
    page.keyboard.press("Space")
    page.get_by_label("Written by").fill("bashir")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page).to_have_url(HERE)
    expect(page.get_by_text(SHOWN)).to_be_visible()
    expect(notes_on(page)).to_have_count(1)
    expect(notes_on(page)).to_contain_text("Not in fog.")
    margin.expect_painted("critique", ["sees the road first"])
    margin.expect_painted("support", [])

    follow(page.get_by_role("link", name="No longer only: by Bashir"))
    expect(page).to_have_url(re.compile(r"\?kind=critique&unanswered$"))
    follow(page.get_by_role("link", name="Show all"))
    expect(notes_on(page)).to_have_count(4)


def test_the_address_can_be_shared_with_whoever_has_no_scripts(no_script, walk):
    page = no_script
    page.goto(f"/essays/{walk.slug}/walking/?unanswered&by=bashir&kind=critique")

    expect(page).to_have_url(HERE)
    expect(page.get_by_text(SHOWN)).to_be_visible()
    expect(notes_on(page)).to_have_count(1)

    page.get_by_text("Filter the margin").click()
    expect(page.get_by_role("checkbox", name="Critique")).to_be_checked()
    page.get_by_role("checkbox", name="Critique").uncheck()
    page.get_by_role("checkbox", name="Support").check()
    page.get_by_label("Written by").fill("")
    follow(page.get_by_role("button", name="Show these"))
    expect(page).to_have_url(re.compile(r"\?kind=support&unanswered$"))
    expect(notes_on(page)).to_contain_text("So it is in the mountains.")


def test_pointing_opens_no_note_that_is_filtered_out(browse, walk):
    page = browse(**PHONE)
    margin = MarginPage(page, walk).open("?kind=support")
    margin.expect_painted("support", ["sees the road first"])
    margin.tap("the road first")

    sheet = page.get_by_role("dialog")
    expect(sheet.locator(".note")).to_have_count(1)
    expect(sheet).to_contain_text("So it is in the mountains.")


def test_a_note_written_while_a_filter_is_on_stands_there_and_says_that_it_hides_it(browse, chiara, walk):
    margin = MarginPage(browse(chiara), walk).open("?kind=support")
    margin.select("Ask the one")
    margin.choose("Question").fill("Which one?")
    margin.post()

    written = margin.notes.filter(has_text="Which one?")
    expect(written).to_be_visible()
    expect(written).to_contain_text("Your filter leaves this note out.")
    margin.page.reload()
    expect(margin.notes).to_have_count(1)


def test_whom_a_note_is_for_is_chosen_among_ones_circles_and_kept_with_the_words(
    browse, amara, kitchen, walk
):
    margin = MarginPage(browse(amara), walk).open()
    margin.select("Ask the one")
    margin.choose("Comment").fill("At our table we do.")
    who = margin.page.get_by_role("group", name="Who reads it")
    expect(who.get_by_role("radio", name="The Commons")).to_be_checked()
    who.get_by_role("radio", name="Kitchen table").check()

    margin.open()
    margin.page.get_by_role("button", name="Continue").click()
    expect(margin.words).to_have_value("At our table we do.")
    expect(who.get_by_role("radio", name="Kitchen table")).to_be_checked()
    margin.post()

    written = margin.notes.filter(has_text="At our table we do.")
    expect(written).to_contain_text("for Kitchen table")


@pytest.mark.parametrize("size", [{}, PHONE])
def test_choosing_is_accessible_in_both_schemes_and_sizes(browse, axe, amara, kitchen, walk, size):
    note(amara, walk, WALK[:8], "critique", "Who?")
    page = browse(amara, **size)
    margin = MarginPage(page, walk).open("?kind=critique&kind=support&by=bashir&layer=nowhere")
    page.get_by_text("Filter the margin").click()
    axe(page)
    page.goto(f"/essays/{walk.slug}/heat/?sort=heat")
    axe(page)
    margin.open()
    page.goto(f"{margin.address}annotate/?block=2")
    axe(page)


def test_the_picture_leads_to_the_paragraph(browse, walk):
    page = browse()
    page.goto(f"/essays/{walk.slug}/heat/")
    page.locator(".heat-picture a").first.click()
    expect(page).to_have_url(re.compile(r"/walking/#p2$"))
    expect(page.locator("#p2")).to_contain_text(WALK[:20])
