"""Every page that has an address, as axe and a keyboard find it: in both schemes, the busiest on a phone too."""

import re
from collections.abc import Callable, Iterable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from essays.library.models import ImportDraft
from forum.debate.actions import edit_post, withdraw_post
from forum.limits.answering import too_fast
from forum.web import errors
from tests import minuted
from tests.browser.conftest import PHONE, axe_says
from tests.circled import addresses_of
from tests.forum.members.test_account_pages import FROM_A_MAIL, NAMES
from tests.security import addresses
from tests.world import World

NO_PAGES = {
    "export_oneself", "export_flatness",
    "healthz", "favicon", "margin_index", "suggest_sources", "preview", "discard_draft", "post", "check_photo",
    "take_back_mending", "export_sources", "export_essay_sources",
    "export_source", "merge_source", "lead_with_source", "undo_merging", "export_as", "annotation_collection",
    "annotation_page", "discard_bringing", "take_back_bringing", "edition_margin_index", "undo_reattachment",
    "edition_from_import", "move_back", "circle_feed", "thread_feed", "essay_feed", "section_feed", "secret_feed",
    "mark_everything_read", "mark_circle_read", "mark_thread_read", "read_notices", "save_draft", "discard_typed",
    "remove_bookmark", "suggest_members", "record_lines", "record_head", "record_checker",
    "withdraw_flag", "give_number", "draw_again", "take_seat", "give_seat_back", "sit_in_practice", "cast_vote",
    "live_now", "live_passage", "live_say", "block_member", "unblock_member",
    "appeal_ruling", "ruling", "flag_post", "flag_conduct",  # by whoever did not write it: see test_a_case.py
}  # fmt: skip
BUSIEST = (
    "section",
    "whole",
    "block",
    "annotate",
    "annotation",
    "thread",
    "reply",
    "post_history",
    "new_thread",
    "overview",
    "branch_off",
    "summarise",
    "set_bookmark",
    "circle",
    "circle_threads",
)


def much_too_fast(request: HttpRequest) -> HttpResponse:
    return too_fast(request, wait=240, keeps_words=False)


ERRORS = [
    errors.bad_request,
    errors.forbidden,
    errors.csrf_failure,
    errors.not_found,
    errors.too_large,
    errors.too_many,
    errors.broken,
    much_too_fast,
]

WHAT_EVERY_PAGE_HAS = """() => {
  const first = document.querySelector("a, button, input, summary, [tabindex]");
  return {
    "one h1": document.querySelectorAll("h1").length === 1,
    "words in its h1": /\\S/.test(document.querySelector("h1")?.textContent ?? ""),
    "a title": /^\\s*\\S.* · Wide Margin$/s.test(document.title),
    "a language": document.documentElement.lang !== "",
    "one main": document.querySelectorAll("main").length === 1,
    "a skip link before all else": first?.matches(".skip-link[href='#main']") ?? false,
  };
}"""


@pytest.fixture
def world(world) -> World:
    """One of everything; the reply was edited twice, so that its history has all it can have."""
    edit_post(member=world.author, post=world.open.answer, kind="question", source="Or on *Sundays*?")
    return world


@pytest.fixture
def examine() -> Callable[[Page, Iterable[str]], None]:
    """Opens each address on a page, and asserts that nothing is found wherever they lead."""

    def assert_accessible(page: Page, urls: Iterable[str]) -> None:
        found, seen = [], set()
        for url in urls:
            response = page.goto(url)
            assert response.status == 200, url
            if page.url not in seen:
                seen.add(page.url)
                found += findings(page)
        assert found == []

    return assert_accessible


def findings(page: Page) -> list[str]:
    """What is wrong with a page as it stands once it has loaded, in words."""
    page.wait_for_load_state()
    found = [f"{name} is missing" for name, has in page.evaluate(WHAT_EVERY_PAGE_HAS).items() if not has]
    found += axe_says(page)
    page.locator(".skip-link").press("Enter")
    try:
        expect(page.locator("#main")).to_be_focused()
    except AssertionError:
        found.append("the skip link does not lead to the content")
    return [f"{page.url}: {words}" for words in found]


def pages_of(urls: dict[str, str]) -> list[str]:
    return [url for name, url in urls.items() if name not in NO_PAGES]


def test_what_a_visitor_may_read(world, browse, examine):
    answers = addresses.OF_NOBODY_IN_PARTICULAR | addresses.OF_AN_OPEN_PLACE
    urls = addresses.of_nobody_in_particular(world) | addresses.of_place(world.open)
    read_by_all = {name: url for name, url in urls.items() if answers[name][0] == addresses.OK}

    examine(browse(), pages_of(read_by_all))


def test_what_a_member_reads_everywhere(world, browse, examine):
    examine(browse(world.author), pages_of(addresses.of_nobody_in_particular(world)))


def test_what_an_author_reads_and_writes(world, browse, examine):
    examine(browse(world.author), pages_of(addresses.of_place(world.open)))


def test_minutes_and_action_items(world, browse, examine):
    urls = minuted.addresses_of(world.open.minuted)
    read = ("minutes", "minutes_history", "write_minutes", "action_items", "action_item")
    examine(browse(world.author, **PHONE), [urls[name] for name in read])


def test_a_private_note(world, browse, examine):
    answers = addresses.OF_A_PRIVATE_NOTE
    urls = addresses.of_private_note(world)
    own = {
        name: url for name, url in urls.items() if answers[name][2] not in (addresses.NOT_YOURS, addresses.NO)
    }
    examine(browse(world.author), pages_of(own))


def test_what_is_withdrawn(world, browse, examine):
    opening = world.open.annotation.thread.opening
    for post in (opening, world.open.answer):
        withdraw_post(member=world.author, post=post)
    places = addresses.of_place(world.open)

    examine(browse(world.other), [places[name] for name in ("section", "notes", "annotation", "thread")])


def test_an_import_wherever_it_has_got_to(world, browse, examine):
    brought = {"member": world.author, "circle": world.open.circle, "data": b""}
    waiting = ImportDraft.objects.create(**brought, filename="letters.txt")
    refused = ImportDraft.objects.create(
        **brought,
        filename="blank.txt",
        state=ImportDraft.State.REFUSED,
        refusal={"code": "empty", "params": {}},
    )
    under_way = pages_of(addresses.of_draft(world))

    examine(browse(world.author), [*under_way, waiting.get_absolute_url(), refused.get_absolute_url()])


def test_editions_and_one_on_its_way(world, browse, examine):
    urls = addresses.of_edited(world.edited) | addresses.of_draft_of_edition(world)

    examine(browse(world.author), pages_of(urls))


def test_a_circle_as_it_is_come_into_and_looked_after(world, browse, examine):
    urls = addresses_of(world.choir)
    examine(browse(world.other), [urls[name] for name in ("circle_members", "ask_to_join", "invitation")])

    looked_after = ("circle_members", "askings", "invite", "invite_by_mail", "leave_circle")
    page = browse(world.author, **PHONE)
    examine(page, [world.choir.circle.get_absolute_url(), *(urls[name] for name in looked_after)])


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_the_pages_of_an_account(browse, amara, live, examine, who):
    urls = [reverse(name, kwargs=FROM_A_MAIL.get(name)) for name in NAMES]
    examine(browse(amara if who == "member" else None), urls)


def test_what_a_mail_leads_to(browse, amara, live, mailoutbox):
    page = browse()
    page.goto(reverse("account_request_login_code"))
    page.get_by_role("textbox").fill(amara.email)
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url("**/code/confirm/")
    found = findings(page)
    page.goto(reverse("account_reset_password"))
    page.get_by_role("textbox").fill(amara.email)
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url("**/done/")
    found += findings(page)

    page.goto(re.search(r"https?://\S+", mailoutbox[-1].body)[0])

    assert found + findings(page) == []


@pytest.mark.parametrize("address", ["login", "signup", "password/reset"])
def test_a_form_that_is_refused(browse, live, address):
    page = browse()
    page.goto(f"/accounts/{address}/")
    page.locator("main form").last.evaluate("form => { form.noValidate = true; form.submit() }")
    page.wait_for_selector(".errorlist")

    assert findings(page) == []


def test_a_post_that_is_refused(browse, world):
    page = browse(world.author)
    page.goto(reverse("reply", args=[world.open.answer.pk]))
    page.get_by_role("radio", name="Counter-evidence").check()
    page.locator(".composer").evaluate("form => { form.noValidate = true }")
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector(".errorlist")

    assert findings(page) == []


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_an_error(browse, live, error):
    page = browse()

    def answer(route: Route) -> None:
        response = error(RequestFactory().get("/"))
        route.fulfill(status=response.status_code, body=response.content.decode(), content_type="text/html")

    page.route("**/mishap/", answer)
    page.goto("/mishap/")

    assert findings(page) == []


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_the_busiest_on_a_phone(world, browse, examine, who):
    places = addresses.of_place(world.open)
    own = [reverse(name) for name in ("settings", "threads", "bookmarks", "drafts", "notices", "search")]
    urls = ["/", "/essays/", "/circles/", *own, *(places[name] for name in BUSIEST)]
    if who == "visitor":
        urls = ["/", reverse("account_signup"), reverse("account_login"), places["section"], places["thread"]]

    examine(browse(world.author if who == "member" else None, **PHONE), urls)
