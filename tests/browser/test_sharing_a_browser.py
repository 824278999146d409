"""Several people use one browser: unsent words are offered to none but who typed them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import follow
from tests.browser.margin_page import MarginPage, put_up

WORDS = "Between us: I carried it alone."
OFFER = "You have an unfinished note here."


@pytest.fixture
def margin(browse, amara, live, commons) -> MarginPage:
    """A text in Amara's browser, and a note for herself begun beside it."""
    margin = MarginPage(browse(amara), put_up(commons)).open()
    margin.select("the road first")
    margin.choose("Critique").fill(WORDS)
    margin.page.get_by_role("radio", name="Only me").check()
    return margin


def kept(page: Page) -> str:
    return page.evaluate("() => JSON.stringify(localStorage)")


def expect_no_offer(margin: MarginPage) -> None:
    expect(margin.page.locator("[data-text]")).to_be_visible()
    expect(margin.page.get_by_text(OFFER)).to_have_count(0)


def test_after_signing_out_nothing_typed_is_left_to_the_next(margin, bashir, sign_in):
    assert WORDS in kept(margin.page)
    margin.page.get_by_text("Menu of Amara").click()
    follow(margin.page.get_by_role("button", name="Sign out"))
    expect(margin.page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert WORDS not in kept(margin.page)

    sign_in(margin.page, bashir)
    margin.open()

    expect_no_offer(margin)


def test_when_a_session_is_lost_only_who_typed_is_offered_the_words(margin, amara, bashir, sign_in):
    page = margin.page
    page.context.clear_cookies()
    margin.open()
    expect_no_offer(margin)

    sign_in(page, bashir)
    margin.open()
    expect_no_offer(margin)
    margin.select("the road first")
    expect(margin.choose("Critique")).to_have_value("")

    sign_in(page, amara)
    margin.open()
    page.get_by_role("button", name="Continue").click()
    expect(margin.words).to_have_value(WORDS)


def test_signing_out_leaves_what_another_has_typed(margin, amara, bashir, sign_in):
    sign_in(margin.page, bashir)
    margin.open()
    margin.page.goto("/accounts/logout/")
    follow(margin.page.locator("main").get_by_role("button", name="Sign out"))
    expect(margin.page).to_have_url("/")

    assert WORDS in kept(margin.page)
