"""What happens to an answer when lines and sessions fail."""

import pytest
from playwright.sync_api import Page, expect

from forum.debate.actions import open_thread
from forum.debate.models import Post, Thread
from forum.limits.counting import take
from forum.limits.models import Allowance
from forum.limits.table import Limit
from tests.browser.conftest import follow, wait_for_scripts

WORDS = "I kept them from March to June."


@pytest.fixture
def thread(live, bashir, commons) -> Thread:
    return open_thread(member=bashir, circle=commons, title="Who keeps the minutes?", source="Not me.")


@pytest.fixture
def begun(browse, amara, thread) -> Page:
    """The thread in Amara's browser, and an answer begun in it."""
    page = browse(amara)
    page.goto(thread.get_absolute_url())
    page.get_by_role("link", name="Reply").click()
    expect(page.get_by_label("Your words")).to_be_focused()
    wait_for_scripts(page)
    page.get_by_label("Your words").fill(WORDS)
    return page


def send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()


def expect_sent(page: Page) -> None:
    """That the answer is taken and stands in its thread. Its preview, where it was written, is none."""
    page.wait_for_url("**#post-*")
    expect(page.locator(".post", has_text=WORDS)).to_be_visible()


def test_an_answer_is_sent_from_where_it_was_written_and_leads_to_where_it_stands(begun):
    send(begun)

    begun.wait_for_url("**#post-*")
    expect(begun.locator(f"#post-{Post.objects.get(source=WORDS).pk}")).to_contain_text(WORDS)


def test_without_a_connection_the_form_says_so_and_can_be_sent_again(begun):
    begun.context.set_offline(True)
    send(begun)
    expect(begun.get_by_role("alert")).to_contain_text("there is no connection")

    begun.context.set_offline(False)
    send(begun)

    expect_sent(begun)
    assert Post.objects.filter(source=WORDS).count() == 1


def test_whoever_is_too_fast_is_told_when_to_go_on_beside_their_words(begun, amara):
    rate = Limit.POSTING.value.rate
    while not take(f"posting {amara.pk}", rate):
        pass
    send(begun)
    expect(begun.get_by_role("alert")).to_contain_text("You can go on in")
    expect(begun.get_by_label("Your words")).to_have_value(WORDS)

    Allowance.objects.all().delete()
    send(begun)
    expect_sent(begun)


@pytest.mark.parametrize("lost", [{}, {"name": "sessionid"}], ids=["every cookie", "the session"])
def test_a_lost_session_leads_through_the_entrance_back_to_the_words(begun, amara, sign_in, lost):
    begun.context.clear_cookies(**lost)
    send(begun)
    if not lost:
        begun.get_by_role("link", name="Sign in and carry on").click()
    begun.wait_for_url("**/accounts/login/**")

    sign_in(begun, amara)
    begun.reload()

    expect(begun.get_by_label("Your words")).to_have_value(WORDS)
    send(begun)
    expect_sent(begun)


def test_an_answer_that_is_refused_stays_where_it_was_written(begun, thread):
    begun.get_by_text("Add a source").click()
    begun.get_by_label("What the source says").fill("Page 3 is missing.")
    send(begun)

    expect(begun.get_by_text("Say which book, paper or page it is.")).to_be_visible()
    expect(begun.get_by_label("Title")).to_be_focused()
    expect(begun.get_by_label("Your words")).to_have_value(WORDS)
    assert thread.get_absolute_url() in begun.url


def test_of_two_windows_the_second_is_told_what_it_would_replace(browse, bashir, thread):
    first = browse(bashir)
    second = first.context.new_page()
    for window in (first, second):
        window.goto(f"/posts/{thread.opening_id}/edit/")
    first.get_by_label("Your words").fill("Me, until June.")
    follow(first.get_by_role("button", name="Save"))
    expect(first.locator(".post", has_text="Me, until June.")).to_be_visible()

    second.get_by_label("Your words").fill(WORDS)
    second.get_by_role("button", name="Save").click()

    expect(second.get_by_role("alert")).to_contain_text("the post has been edited since you opened it")
    expect(second.get_by_text("Me, until June.")).to_be_visible()
    expect(second.get_by_label("Your words")).to_have_value(WORDS)
    follow(second.get_by_role("button", name="Save"))
    expect(second.locator(".post", has_text=WORDS)).to_be_visible()
