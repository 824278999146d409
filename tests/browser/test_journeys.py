"""Whole stories, from the door to the last word, each through the pages as people see them."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from essays.library.models import Essay
from forum.debate.actions import EvidenceGiven, open_thread
from forum.sources.actions import find_or_add
from forum.sources.models import Source
from tests.browser.conftest import PHONE, follow
from tests.browser.margin_page import TABLE, MarginPage, note, put_up
from tests.conftest import PASSWORD

FARTHEST = 60  # presses of the Tab key to anything on a page of these tests


@pytest.fixture
def walk(live, commons) -> Essay:
    """A short text in the Commons."""
    return put_up(commons)


def sign_in_at_the_door(page: Page, handle: str) -> None:
    page.goto("/")
    follow(page.get_by_role("link", name="Sign in"))
    page.get_by_label("Handle or e-mail address").fill(handle)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))
    expect(page).to_have_url("/")


def begin_reading(page: Page, walk: Essay) -> MarginPage:
    follow(page.get_by_role("link", name=walk.title, exact=True))
    follow(page.get_by_role("link", name="Begin reading"))
    margin = MarginPage(page, walk)
    expect(page).to_have_url(margin.address)
    return margin


def post_saying(page: Page, words: str) -> Locator:
    """The post itself, without those that answer it."""
    return page.get_by_role("article").filter(has_text=words).last


def answer(post: Locator, words: str) -> None:
    """Reply to a post in its place, as a comment."""
    post.get_by_role("link", name="Reply", exact=True).click()
    field = post.get_by_role("textbox", name="Your words")
    expect(field).to_be_focused()
    field.fill(words)
    follow(post.get_by_role("button", name="Send"))


def expect_answer(post: Locator, *, to: str) -> None:
    expect(post.get_by_role("link", name=to, exact=True)).to_have_attribute("href", re.compile("^#post-"))


def tab_to(goal: Locator) -> None:
    """Press the Tab key until it has led to `goal`."""
    for _ in range(FARTHEST):
        goal.page.keyboard.press("Tab")
        if goal.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not lead to {goal}")


def enter(page: Page) -> None:
    """Press Enter where that leads to another page, and come to it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tap(way: Locator) -> None:
    """Tap what leads to another page, and come to it."""
    expect(way).to_be_visible()
    with way.page.expect_navigation():
        way.tap()


def test_a_newcomer_answers_a_passage_and_is_answered(browse, bashir, walk):
    newcomer = browse()
    newcomer.goto("/")
    follow(newcomer.get_by_role("link", name="Join the reading"))
    newcomer.get_by_label("Handle").fill("ines")
    newcomer.get_by_label("E-mail address").fill("ines@example.org")
    newcomer.get_by_label("Password").fill("seven green umbrellas")
    newcomer.get_by_label("Display name").fill("Inês")
    follow(newcomer.get_by_role("button", name="Join"))
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Welcome, Inês")

    margin = begin_reading(newcomer, walk)
    margin.drag_over("Whoever walks in front", "the road first")
    margin.choose("Critique").fill("Only by *daylight*.")
    margin.post()
    expect(margin.notes).to_contain_text("Only by daylight.")

    other = browse()
    sign_in_at_the_door(other, "bashir")
    seen = begin_reading(other, walk).notes.filter(has_text="Only by daylight.")
    expect(seen).to_contain_text("Inês")
    follow(seen.get_by_role("link", name="Open"))
    answer(post_saying(other, "Only by daylight."), "At night we walk in the middle.")
    expect_answer(post_saying(other, "At night we walk in the middle."), to="Inês")

    newcomer.reload()
    follow(margin.notes.get_by_role("link", name="1 reply"))
    expect(post_saying(newcomer, "At night we walk in the middle.")).to_contain_text("Bashir")


def test_counter_evidence_brings_a_source_that_is_found_while_typing(browse, amara, bashir, commons, walk):
    ledger = find_or_add(member=bashir, author="Okafor", title="The Ledger of the Baths", year="1931")
    cited = EvidenceGiven(ledger, "p. 3", "Nobody kept a key.", "against")
    open_thread(member=bashir, circle=commons, title="Who kept it?", source="Nobody.", evidence=[cited])
    margin = MarginPage(browse(amara), walk).open()
    margin.select("A round table has", "no head")
    margin.choose("Counter-evidence").fill("This one had: whoever kept the key.")

    title = margin.page.get_by_label("Title")
    expect(title).to_be_visible()
    margin.post()
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_be_focused()  # the form that came back is bound by then
    title.press_sequentially("ledger")
    expect(margin.page.get_by_role("option")).to_have_text("Okafor, The Ledger of the Baths, 1931")
    title.press("ArrowDown")
    title.press("Enter")
    expect(margin.page.get_by_label("Author")).to_be_hidden()
    expect(margin.page.get_by_label("Author")).to_have_value("Okafor")
    expect(margin.page.get_by_label("Year")).to_have_value("1931")
    margin.page.get_by_label("Page or place").fill("p. 112")
    margin.page.get_by_label("What the source says").fill(
        "The table was square, and the key lay at its head."
    )
    expect(margin.page.get_by_role("radio", name="speaks against it", exact=True)).to_be_checked()
    margin.post()

    expect(margin.notes).to_contain_text("Okafor, The Ledger of the Baths, 1931, p. 112")
    follow(margin.notes.get_by_role("link", name="Open"))
    evidence = margin.page.get_by_role("list", name="Evidence")
    expect(evidence).to_contain_text("The table was square, and the key lay at its head.")
    expect(evidence).to_contain_text("speaks against it")
    follow(evidence.get_by_role("link", name="The Ledger of the Baths"))
    expect(margin.page.get_by_text("This one had: whoever kept the key.")).to_be_visible()
    assert Source.objects.count() == 1


def test_a_post_is_edited_compared_and_withdrawn_and_its_replies_stay(browse, amara, bashir, live):
    page = browse(amara)
    page.goto("/circles/")
    follow(page.get_by_role("link", name="The Commons"))
    follow(page.get_by_role("link", name="Start a thread"))
    page.get_by_role("textbox", name="Title").fill("When do we bathe?")
    page.get_by_label("Your words").fill("On Thursdays, when the water is warm.")
    follow(page.get_by_role("button", name="Start thread"))
    expect(page.get_by_role("heading", level=1)).to_have_text("When do we bathe?")
    other = browse(bashir)
    other.goto(page.url)
    answer(post_saying(other, "On Thursdays"), "Thursdays suit me.")
    expect(post_saying(other, "Thursdays suit me.")).to_be_visible()

    follow(page.get_by_role("link", name="Edit"))
    page.get_by_label("Your words").fill("On Fridays, when the water is warm.")
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_role("link", name="see history")).to_be_visible()
    other.reload()
    follow(other.get_by_role("link", name="see history"))
    comparison = other.get_by_role("region", name="From version 1 to version 2")
    expect(comparison.locator("del")).to_contain_text("Thursdays")
    expect(comparison.locator("ins")).to_contain_text("Fridays")

    follow(page.get_by_role("link", name="Withdraw"))
    follow(page.get_by_role("button", name="Withdraw post"))
    expect(page.get_by_text("Amara withdrew this post.")).to_be_visible()
    expect(page.get_by_text("Thursdays suit me.")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("when the water is warm")
    other.reload()
    expect(other.locator("main")).not_to_contain_text("when the water is warm")


def test_from_the_door_to_a_posted_note_by_keys_alone(browse, amara, walk):
    page = browse()
    keys = page.keyboard
    page.goto("/")
    tab_to(page.get_by_role("link", name="Sign in"))
    enter(page)
    tab_to(page.get_by_label("Handle or e-mail address"))
    keys.type("amara")
    keys.press("Tab")
    keys.type(PASSWORD)
    enter(page)
    expect(page).to_have_url("/")
    tab_to(page.get_by_role("link", name=walk.title, exact=True))
    enter(page)
    tab_to(page.get_by_role("link", name="Begin reading"))
    enter(page)
    margin = MarginPage(page, walk)
    expect(page).to_have_url(margin.address)

    tab_to(page.locator("#p3 .block-number"))
    expect(page.get_by_text(re.compile("^Press A to"))).to_be_visible()
    keys.press("a")
    expect(margin.said).to_contain_text("A round table has no head")
    keys.press("Enter")
    expect(margin.toolbar.get_by_role("button", name="Critique")).to_be_focused()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(margin.words).to_be_focused()
    keys.type("Somebody has to taste it.")
    tab_to(page.get_by_role("button", name="Post the note"))
    keys.press("Enter")

    expect(margin.notes).to_be_focused()
    expect(margin.notes).to_contain_text("Somebody has to taste it.")
    margin.expect_painted("support", [TABLE])


def test_on_a_phone_one_reads_opens_notes_and_replies(browse, amara, bashir, walk):
    note(bashir, walk, "somebody still decides", "critique", "Who is somebody?")
    page = browse(amara, **PHONE)
    page.goto("/")
    tap(page.get_by_role("link", name=walk.title, exact=True))
    tap(page.get_by_role("link", name="Begin reading"))
    expect(page).to_have_url(MarginPage(page, walk).address)
    page.get_by_role("link", name="1 critique").tap()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Who is somebody?")
    tap(sheet.get_by_role("link", name="Open"))
    written = post_saying(page, "Who is somebody?")
    written.get_by_role("link", name="Reply", exact=True).tap()
    words = written.get_by_role("textbox", name="Your words")
    expect(words).to_be_focused()
    words.fill("Whoever is hungriest.")
    tap(written.get_by_role("button", name="Send"))  # until the page has come, the preview says it too

    expect(post_saying(page, "Whoever is hungriest.")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def test_without_scripts_one_signs_in_annotates_replies_and_edits(no_script, amara, walk):
    page = no_script
    sign_in_at_the_door(page, "amara")
    margin = begin_reading(page, walk)
    follow(page.locator("#p3 .block-summary"))
    page.get_by_label("Only part of it?").fill("somebody still decides")
    page.get_by_role("radio", name="Question").check()
    margin.words.fill("Who decides?")
    follow(page.get_by_role("button", name="Post the note"))

    written = page.locator("#p3 .note")
    expect(written).to_contain_text("Who decides?")
    follow(written.get_by_role("link", name="Open"))
    expect(page.locator("mark")).to_have_text("somebody still decides")
    follow(page.get_by_role("link", name="Reply", exact=True))
    page.get_by_label("Your words").fill("The cook does.")
    follow(page.get_by_role("button", name="Send"))
    follow(post_saying(page, "The cook does.").get_by_role("link", name="Edit"))
    page.get_by_label("Your words").fill("The cooks do.")
    follow(page.get_by_role("button", name="Save", exact=True))

    expect(post_saying(page, "The cooks do.")).to_contain_text("see history")
    expect(page.get_by_text("The cook does.")).to_have_count(0)
