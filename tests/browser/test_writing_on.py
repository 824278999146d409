"""Writing as people do: calling somebody, quoting a few words, leaving off here and going on there."""

from collections.abc import Callable

from playwright.sync_api import Page, Response, expect

from forum.debate.actions import open_thread, reply
from forum.debate.drafts.models import Draft
from forum.debate.models import Post
from tests.browser.conftest import follow, wait_for_scripts

OPENING = "I kept them from March to June, and in July nobody did."


def select_words(page: Page, words: str) -> None:
    """Select words of a post, as the mouse or a finger would."""
    page.evaluate(
        """(words) => {
          const prose = [...document.querySelectorAll(".post .prose")].find((one) => one.textContent.includes(words));
          const text = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT).nextNode();
          const start = text.data.indexOf(words);
          getSelection().setBaseAndExtent(text, start, text, start + words.length);
        }""",
        words,
    )


def saves(words: str) -> Callable[[Response], bool]:
    """Whether an answer of the server is to a draft in which these words stand."""
    return lambda answer: answer.url.endswith("/drafts/save/") and words in (answer.request.post_data or "")


def test_somebody_is_called_and_quoted_in_words_begun_here_and_sent_from_there(
    browse, axe, amara, bashir, chiara, commons, live
):
    minutes = open_thread(member=amara, circle=commons, title="Who keeps the minutes?", source=OPENING)
    tea = open_thread(member=chiara, circle=commons, title="Tea at five", source="With *milk*?")
    here, there = browse(bashir), browse(bashir)
    here.goto(minutes.get_absolute_url())

    select_words(here, "in July nobody did")
    here.get_by_role("link", name="Quote", exact=True).click()
    words = here.get_by_label("Your words")
    expect(words).to_have_value("> Amara wrote:\n>\n> in July nobody did\n\n")

    wait_for_scripts(here)
    words.press_sequentially("I did, ask @ch")
    expect(here.get_by_role("option", name="@chiara Chiara")).to_be_visible()
    axe(here)
    words.press("ArrowDown")
    words.press("Enter")
    expect(words).to_have_value("> Amara wrote:\n>\n> in July nobody did\n\nI did, ask @chiara ")
    address = f"{live.url}{tea.get_absolute_url()}"
    with here.expect_response(saves(address)):  # and not what a pause before it had saved
        words.press_sequentially(f"over {address}")
        words.press("Tab")
    expect(here.get_by_text("Draft saved")).to_be_visible()

    there.goto("/drafts/")
    axe(there)
    follow(there.get_by_role("link", name="Reply to Amara in “Who keeps the minutes?”"))
    expect(there.get_by_text("restored.")).to_be_visible()
    expect(there.get_by_label("Your words")).to_have_value(words.input_value())
    follow(there.get_by_role("button", name="Send"))

    written = there.locator(".post", has_text="I did, ask").last
    expect(written.get_by_role("link", name="@chiara")).to_have_attribute("href", "/members/chiara/")
    wait_for_scripts(there)
    written.get_by_role("link", name="Tea at five").focus()
    there.keyboard.press("Shift+Tab")
    there.keyboard.press("Tab")
    expect(there.get_by_role("tooltip")).to_contain_text("With milk?")
    axe(there)
    there.keyboard.press("Escape")
    expect(there.get_by_role("tooltip")).to_have_count(0)

    # What was sent from there is brought back nowhere, not even by the window in which it was begun.
    here.reload()
    here.get_by_role("link", name="Reply", exact=True).first.click()
    expect(here.get_by_label("Your words")).to_have_value("")
    assert Post.objects.filter(author=bashir).count() == 1
    assert not Draft.objects.exists()


def test_of_two_windows_the_later_words_stand_and_the_others_can_be_seen(
    browse, amara, bashir, commons, live
):
    thread = open_thread(member=amara, circle=commons, title="Who keeps the minutes?", source=OPENING)
    url = f"/posts/{thread.opening_id}/reply/"
    laptop, phone = browse(bashir), browse(bashir)
    phone.goto(url)
    phone.route("**/drafts/save/", lambda route: route.abort())  # it has lost its line
    phone.get_by_label("Your words").fill("From the phone.")
    laptop.goto(url)
    wait_for_scripts(laptop)
    with laptop.expect_response("**/drafts/save/"):
        laptop.get_by_label("Your words").fill("From the laptop.")

    phone.reload()

    words = phone.get_by_label("Your words")
    expect(words).to_have_value("From the laptop.")
    phone.get_by_role("button", name="Show the other version").click()
    expect(words).to_have_value("From the phone.")
    phone.get_by_role("button", name="Show the other version").click()
    expect(words).to_have_value("From the laptop.")
    phone.get_by_role("link", name="Discard").click()
    expect(words).to_have_value("")
    assert not Draft.objects.exists()


def test_a_post_is_bookmarked_by_keys_where_it_stands(browse, axe, amara, bashir, commons, live):
    thread = open_thread(member=amara, circle=commons, title="Who keeps the minutes?", source=OPENING)
    reply(member=bashir, answers=thread.opening, source="Me, from now on.")
    page = browse(bashir)
    page.goto(thread.get_absolute_url())
    page.get_by_role("link", name="Bookmark", exact=True).first.press("Enter")
    note = page.get_by_label("Note to yourself")
    expect(note).to_be_focused()
    axe(page)
    note.fill("for Thursday")
    note.press("Enter")
    expect(page.get_by_text("Bookmarked.")).to_be_visible()

    follow(page.get_by_role("link", name="My bookmarks").last)
    expect(page.get_by_text("for Thursday")).to_be_visible()
    axe(page)
    follow(page.get_by_role("button", name="Remove"))
    expect(page.get_by_text("There are none.")).to_be_visible()
