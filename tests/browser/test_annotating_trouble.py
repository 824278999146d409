"""What happens to a note when hands, lines and sessions fail."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from essays.margin.models import Annotation
from tests.browser.margin_page import MarginPage, put_up

WORDS = "Nobody ever carried the lamp alone."


@pytest.fixture
def walk(live, commons):
    """A short text in the Commons."""
    return put_up(commons)


@pytest.fixture
def margin(browse, amara, walk) -> MarginPage:
    """The text in Amara's browser, and a note begun beside it."""
    margin = MarginPage(browse(amara), walk).open()
    margin.select("the road first")
    margin.choose("Critique").fill(WORDS)
    return margin


def test_a_double_click_posts_once(margin):
    margin.page.get_by_role("button", name="Post the note").dblclick()

    expect(margin.notes).to_have_count(1)
    margin.page.wait_for_load_state("networkidle")
    expect(margin.notes).to_have_count(1)
    assert Annotation.objects.count() == 1


def test_a_note_without_words_is_refused_where_it_is_written(margin):
    margin.words.fill("")
    margin.post()

    expect(margin.words).to_have_attribute("aria-invalid", "true")
    expect(margin.words).to_be_focused()
    margin.expect_painted("active", ["the road first"])
    margin.words.fill(WORDS)
    margin.post()
    expect(margin.notes).to_contain_text(WORDS)


def test_without_a_connection_nothing_typed_is_lost(margin):
    margin.page.context.set_offline(True)
    margin.post()
    expect(margin.page.get_by_role("alert")).to_have_text(
        "Not sent: there is no connection. Your words are kept in this browser."
    )
    expect(margin.words).to_have_value(WORDS)

    margin.page.context.set_offline(False)
    margin.page.reload()
    margin.page.get_by_role("button", name="Continue").click()
    expect(margin.words).to_have_value(WORDS)
    expect(margin.page.get_by_role("radio", name="Critique")).to_be_checked()
    margin.post()

    expect(margin.notes).to_contain_text(WORDS)
    margin.expect_painted("critique", ["the road first"])
    margin.page.reload()
    expect(margin.notes).to_contain_text(WORDS)
    expect(margin.page.get_by_text("You have an unfinished note here.")).to_have_count(0)


def test_a_note_whose_answer_was_lost_is_shown_when_it_is_sent_again(margin):
    def take_and_lose(route):
        route.fetch()
        route.abort()

    margin.page.route("**/annotate/", take_and_lose, times=1)
    margin.post()
    expect(margin.page.get_by_role("alert")).to_contain_text("Not sent")
    margin.post()

    expect(margin.notes).to_contain_text(WORDS)
    assert Annotation.objects.count() == 1
    expect(margin.page.get_by_text("You have an unfinished note here.")).to_have_count(0)


def test_a_note_left_unfinished_a_fortnight_ago_is_not_offered(margin):
    margin.page.evaluate(
        """() => {
          for (const [key, value] of Object.entries(localStorage)) {
            const kept = JSON.parse(value);
            localStorage.setItem(key, JSON.stringify({ ...kept, at: kept.at - 15 * 864e5 }));
          }
        }"""
    )
    margin.page.reload()

    expect(margin.page.locator("[data-text]")).to_be_visible()
    expect(margin.page.get_by_text("You have an unfinished note here.")).to_have_count(0)
    assert margin.page.evaluate("() => localStorage.length") == 0


def test_an_unfinished_note_can_be_let_go(margin):
    margin.page.reload()
    margin.page.get_by_role("button", name="Discard").click()

    margin.page.reload()

    expect(margin.page.locator("[data-text]")).to_be_visible()
    expect(margin.page.get_by_text("You have an unfinished note here.")).to_have_count(0)


def test_a_note_meant_for_oneself_is_still_private_when_it_is_restored(margin):
    margin.page.get_by_role("radio", name="Only me").check()
    margin.page.reload()
    margin.page.get_by_role("button", name="Continue").click()

    expect(margin.page.get_by_role("radio", name="Only me")).to_be_checked()


def test_what_was_typed_outlives_a_lost_session(margin, amara, sign_in):
    margin.page.context.clear_cookies()
    margin.post()
    way = margin.page.get_by_role("link", name="Sign in and carry on")
    expect(margin.page.get_by_role("alert")).to_contain_text("you are no longer signed in")
    way.click()
    margin.page.wait_for_url("**/accounts/login/**")

    sign_in(margin.page, amara)
    margin.open()
    margin.page.get_by_role("button", name="Continue").click()

    expect(margin.words).to_have_value(WORDS)
    margin.post()
    expect(margin.notes).to_contain_text(WORDS)


def test_what_was_typed_outlives_a_session_that_ran_out(margin, amara, sign_in):
    margin.page.context.clear_cookies(name="sessionid")
    margin.post()
    margin.page.wait_for_url("**/accounts/login/**")
    [way_back] = parse_qs(urlsplit(margin.page.url).query)["next"]

    sign_in(margin.page, amara)
    margin.page.goto(way_back)

    expect(margin.words).to_have_value(WORDS)
    margin.post()
    expect(margin.notes).to_contain_text(WORDS)


def test_two_who_annotate_at_once_both_succeed(margin, browse, bashir, walk):
    other = MarginPage(browse(bashir), walk).open()
    other.select("sees the road")
    other.choose("Support").fill("I was there.")

    margin.post()
    other.post()

    expect(margin.notes).to_contain_text(WORDS)
    expect(other.notes.filter(has_text="I was there.")).to_have_count(1)
    other.open()
    expect(other.notes).to_have_count(2)
