"""Whole stories, from the door to the last word, each through the pages as people see them."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from essays.library.models import Essay
from forum.debate.actions import EvidenceGiven, open_thread
from forum.debate.models import Post
from forum.sources.actions import find_or_add
from forum.sources.models import Source
from tests.browser.conftest import PHONE
from tests.browser.margin_page import TABLE, MarginPage, note, put_up
from tests.conftest import PASSWORD

FARTHEST = 60  # presses of the Tab key to anything on a page of these tests


@pytest.fixture
def walk(live, commons) -> Essay:
    """A short text in the Commons."""
    return put_up(commons)


def sign_in_at_the_door(page: Page, handle: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Handle or e-mail address").fill(handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url("/")


def begin_reading(page: Page, walk: Essay) -> MarginPage:
    page.get_by_role("link", name=walk.title, exact=True).click()
    page.get_by_role("link", name="Begin reading").click()
    margin = MarginPage(page, walk)
    page.wait_for_url(f"**{margin.address}")  # and until its scripts have run
    return margin


def post_saying(page: Page, words: str) -> Locator:
    """The post itself, without those that answer it."""
    return page.get_by_role("article").filter(has_text=words).last


def answer(post: Locator, words: str) -> None:
    """Reply to a post in its place, as a comment."""
    post.get_by_role("link", name="Reply").click()
    post.get_by_role("textbox", name="Your words").fill(words)
    post.get_by_role("button", name="Send").click()


def expect_answer(post: Locator, *, to: str) -> None:
    expect(post.get_by_role("link", name=to, exact=True)).to_have_attribute("href", re.compile("^#post-"))


def tab_to(goal: Locator) -> None:
    """Press the Tab key until it has led to `goal`."""
    for _ in range(FARTHEST):
        goal.page.keyboard.press("Tab")
        if goal.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not lead to {goal}")


def test_a_newcomer_answers_a_passage_and_is_answered(browse, bashir, walk):
    newcomer = browse()
    newcomer.goto("/")
    newcomer.get_by_role("link", name="Join the reading").click()
    newcomer.get_by_label("Handle").fill("ines")
    newcomer.get_by_label("E-mail address").fill("ines@example.org")
    newcomer.get_by_label("Password").fill("seven green umbrellas")
    newcomer.get_by_label("Display name").fill("Inês")
    newcomer.get_by_role("button", name="Join").click()
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
    seen.get_by_role("link", name="Open").click()
    answer(post_saying(other, "Only by daylight."), "At night we walk in the middle.")
    expect_answer(post_saying(other, "At night we walk in the middle."), to="Inês")

    newcomer.reload()
    margin.notes.get_by_role("link", name="1 reply").click()
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
    margin.notes.get_by_role("link", name="Open").click()
    evidence = margin.page.get_by_role("list", name="Evidence")
    expect(evidence).to_contain_text("The table was square, and the key lay at its head.")
    expect(evidence).to_contain_text("speaks against it")
    evidence.get_by_role("link", name="The Ledger of the Baths").click()
    expect(margin.page.get_by_text("This one had: whoever kept the key.")).to_be_visible()
    assert Source.objects.count() == 1


def test_a_post_is_edited_compared_and_withdrawn_and_its_replies_stay(browse, amara, bashir, live):
    page = browse(amara)
    page.goto("/circles/")
    page.get_by_role("link", name="The Commons").click()
    page.get_by_role("link", name="Start a thread").click()
    page.get_by_role("textbox", name="Title").fill("When do we bathe?")
    page.get_by_label("Your words").fill("On Thursdays, when the water is warm.")
    page.get_by_role("button", name="Start thread").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When do we bathe?")
    other = browse(bashir)
    other.goto(page.url)
    answer(post_saying(other, "On Thursdays"), "Thursdays suit me.")
    expect(post_saying(other, "Thursdays suit me.")).to_be_visible()

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Your words").fill("On Fridays, when the water is warm.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="see history")).to_be_visible()
    other.reload()
    other.get_by_role("link", name="see history").click()
    comparison = other.get_by_role("region", name="From version 1 to version 2")
    expect(comparison.locator("del")).to_contain_text("Thursdays")
    expect(comparison.locator("ins")).to_contain_text("Fridays")

    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw post").click()
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
    keys.press("Enter")
    page.wait_for_url("**/accounts/login/**")
    tab_to(page.get_by_label("Handle or e-mail address"))
    keys.type("amara")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page).to_have_url("/")
    tab_to(page.get_by_role("link", name=walk.title, exact=True))
    keys.press("Enter")
    tab_to(page.get_by_role("link", name="Begin reading"))
    keys.press("Enter")
    margin = MarginPage(page, walk)
    page.wait_for_url(f"**{margin.address}")

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
    page.get_by_role("link", name=walk.title, exact=True).tap()
    page.get_by_role("link", name="Begin reading").tap()
    page.wait_for_url(f"**{MarginPage(page, walk).address}")
    page.get_by_role("link", name="1 critique").tap()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Who is somebody?")
    sheet.get_by_role("link", name="Open").tap()
    written = post_saying(page, "Who is somebody?")
    written.get_by_role("link", name="Reply").tap()
    written.get_by_role("textbox", name="Your words").fill("Whoever is hungriest.")
    with page.expect_navigation(url="**#post-*"):  # until then the preview says it too
        written.get_by_role("button", name="Send").tap()

    expect(post_saying(page, "Whoever is hungriest.")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def test_without_scripts_one_signs_in_annotates_replies_and_edits(no_script, amara, walk):
    page = no_script
    sign_in_at_the_door(page, "amara")
    margin = begin_reading(page, walk)
    page.locator("#p3 .block-summary").click()
    page.get_by_label("Only part of it?").fill("somebody still decides")
    page.get_by_role("radio", name="Question").check()
    margin.words.fill("Who decides?")
    margin.post()

    written = page.locator("#p3 .note")
    expect(written).to_contain_text("Who decides?")
    written.get_by_role("link", name="Open").click()
    expect(page.locator("mark")).to_have_text("somebody still decides")
    page.get_by_role("link", name="Reply").click()
    page.get_by_label("Your words").fill("The cook does.")
    page.get_by_role("button", name="Send").click()
    post_saying(page, "The cook does.").get_by_role("link", name="Edit").click()
    page.get_by_label("Your words").fill("The cooks do.")
    page.get_by_role("button", name="Save").click()

    expect(post_saying(page, "The cooks do.")).to_contain_text("see history")
    expect(page.get_by_text("The cook does.")).to_have_count(0)


@pytest.fixture
def bath(live, bashir, commons) -> Post:
    """The opening of a thread, by Bashir."""
    words = "The water is warm on Thursdays.\n\nOn Fridays it is not."
    return open_thread(member=bashir, circle=commons, title="When do we bathe?", source=words).opening


def test_a_reply_is_written_in_its_place_previewed_and_posted_once(browse, amara, bath):
    page = browse(amara)
    page.goto(bath.thread.get_absolute_url())
    page.evaluate("window.stayed = true")
    opening = post_saying(page, "The water is warm")
    opening.get_by_role("link", name="Reply").click()
    words = opening.get_by_role("textbox", name="Your words")
    expect(words).to_be_focused()
    words.fill("Warm *enough*.")
    expect(opening.get_by_role("region", name="Preview").locator("em")).to_have_text("enough")
    assert page.evaluate("window.stayed")

    opening.get_by_role("button", name="Send").dblclick()

    expect_answer(post_saying(page, "Warm enough."), to="Bashir")
    page.reload()
    expect(page.get_by_text("Warm enough.")).to_have_count(1)
    assert Post.objects.count() == 2


def test_a_reply_quotes_the_words_that_are_selected(browse, amara, bath):
    page = browse(amara)
    page.goto(bath.thread.get_absolute_url())
    opening = post_saying(page, "The water is warm")
    opening.get_by_text("On Fridays it is not.").click(click_count=3)
    opening.get_by_role("link", name="Quote").click()
    words = opening.get_by_role("textbox", name="Your words")
    expect(words).to_have_value(re.compile(r"> On Fridays it is not\.\s+$"))
    expect(words).not_to_have_value(re.compile("Thursdays"))
    expect(words).to_be_focused()
    page.keyboard.type("Then bring a kettle.")
    opening.get_by_role("button", name="Send").click()

    reply = post_saying(page, "Then bring a kettle.")
    expect(reply.get_by_role("blockquote")).to_contain_text("On Fridays it is not.")


def test_an_answer_begun_in_place_can_be_let_go(browse, amara, bath):
    page = browse(amara)
    page.goto(bath.thread.get_absolute_url())
    opening = post_saying(page, "The water is warm")
    opening.get_by_role("link", name="Reply").click()

    opening.get_by_role("link", name="Cancel").click()

    expect(opening.get_by_role("textbox")).to_have_count(0)
    expect(opening).to_be_focused()
