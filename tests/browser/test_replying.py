"""An answer in its place: previewed, posted once, begun with words that are selected, or let go."""

import re

import pytest
from playwright.sync_api import expect

from forum.debate.actions import open_thread
from forum.debate.models import Post
from tests.browser.conftest import follow
from tests.browser.test_journeys import expect_answer, post_saying


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
    opening.get_by_role("link", name="Reply", exact=True).click()
    words = opening.get_by_role("textbox", name="Your words")
    expect(words).to_be_focused()
    words.fill("Warm *enough*.")
    expect(opening.get_by_role("region", name="Preview").locator("em")).to_have_text("enough")
    assert page.evaluate("window.stayed")

    with page.expect_navigation():
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
    follow(opening.get_by_role("button", name="Send"))

    reply = post_saying(page, "Then bring a kettle.")
    expect(reply.get_by_role("blockquote")).to_contain_text("On Fridays it is not.")


def test_an_answer_begun_in_place_can_be_let_go(browse, amara, bath):
    page = browse(amara)
    page.goto(bath.thread.get_absolute_url())
    opening = post_saying(page, "The water is warm")
    opening.get_by_role("link", name="Reply", exact=True).click()
    expect(opening.get_by_role("textbox", name="Your words")).to_be_focused()

    opening.get_by_role("link", name="Cancel").click()

    expect(opening.get_by_role("textbox")).to_have_count(0)
    expect(opening).to_be_focused()
