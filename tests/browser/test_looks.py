"""That every page fits its window, prints as words alone, and shows where the keyboard stands."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from forum.debate.actions import EvidenceGiven, open_thread
from forum.debate.models import Thread
from forum.members.models import Member
from forum.sources.actions import find_or_add
from tests.browser.test_accessibility import NO_PAGES
from tests.security import addresses

WIDTHS = (320, 360, 768, 1280)
ACCOUNT_PAGES = ("account_email", "account_change_password", "account_logout", "account_reauthenticate")
ENTRANCE = ("account_login", "account_signup", "account_reset_password", "account_request_login_code")
MOST_STOPS = 120  # of the Tab key on any page of these tests

# What sticks out furthest, to be told when something does.
STICKS_OUT = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const boxes = [...document.querySelectorAll("body *")].map((one) => [one.getBoundingClientRect().right, one]);
  const [right, element] = boxes.sort(([one], [other]) => other - one)[0];
  return `${scrollWidth} px wide: <${element.localName} class="${element.className}"> ends at ${Math.round(right)}`;
}"""

FOCUSED = """() => {
  const { activeElement: element } = document;
  if (element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return {
    words: `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`,
    outlined: outlineStyle !== "none" && parseFloat(outlineWidth) > 0,
    visible: width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true }),
  };
}"""


@pytest.fixture
def wide_thread(amara, commons) -> Thread:
    """A thread of the longest words that fit anywhere, and lines that do not break."""
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 4
    lines = f"{word}\n\n    {'indented ' * 40}\n\n> {word}\n\nhttps://example.org/{word}\n\n- - - - {word}"
    source = find_or_add(member=amara, title=word, author=word, address=f"https://example.org/{'a' * 300}")
    evidence = [EvidenceGiven(source, word[:80], f"{word} {word}", "for")]
    return open_thread(member=amara, circle=commons, title=word[:160], source=lines, evidence=evidence)


def sticking_out(page: Page, urls: list[str]) -> Iterator[str]:
    for url in urls:
        assert page.goto(url).status < 500
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if found := page.evaluate(STICKS_OUT):
                yield f"{url} at {width} px is {found}"


def pages_of(urls: dict[str, str]) -> list[str]:
    return [url for name, url in urls.items() if name not in NO_PAGES]


def test_no_page_of_a_member_scrolls_sideways(browse, world):
    page = browse(world.author)
    places = addresses.of_place(world.open) | addresses.of_draft(world)
    urls = pages_of(addresses.of_nobody_in_particular(world) | places)

    assert list(sticking_out(page, [*urls, *map(reverse, ACCOUNT_PAGES)])) == []


def test_no_page_of_a_visitor_scrolls_sideways(browse, world):
    places = addresses.of_place(world.open)
    urls = ["/", "/nothing/here/", *map(reverse, ENTRANCE), *(places[name] for name in ("section", "thread"))]

    assert list(sticking_out(browse(), urls)) == []


def test_nor_does_one_with_the_longest_words(browse, amara, live, wide_thread):
    Member.objects.filter(pk=amara.pk).update(display_name="W" * 60, about="w" * 200)
    [source] = wide_thread.opening.evidence.values_list("source", flat=True)
    urls = [
        "/",
        wide_thread.get_absolute_url(),
        wide_thread.circle.get_absolute_url(),
        amara.get_absolute_url(),
        reverse("sources"),
        reverse("source", args=[source]),
        *(reverse(name, args=[wide_thread.opening_id]) for name in ("reply", "post_history", "edit_post")),
    ]

    assert list(sticking_out(browse(amara), urls)) == []


@pytest.mark.parametrize("name", ["section", "whole", "thread", "annotation", "post_history"])
def test_in_print_there_are_words_and_nothing_to_press(browse, world, name):
    page = browse(world.author)
    page.goto(addresses.of_place(world.open)[name])
    assert page.locator("header.site-header").is_visible()

    page.emulate_media(media="print")

    expect(page.locator("main")).to_contain_text(
        "Whoever keeps the key" if name in {"section", "whole"} else "Amara"
    )
    for role in ("banner", "contentinfo", "navigation", "button", "toolbar", "textbox"):
        assert [found.inner_text() for found in page.get_by_role(role).all() if found.is_visible()] == []
    for words in ("Reply", "Quote", "Edit", "Withdraw", "annotate", "Skip to the content"):
        expect(page.get_by_text(words, exact=True).filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_print_the_paper_is_white(browse, world, scheme):
    page = browse(color_scheme=scheme)
    page.goto(addresses.of_place(world.open)["section"])

    page.emulate_media(media="print", color_scheme=scheme)

    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.block-text')).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize(
    "name", ["front_door", "section", "annotate", "thread", "settings", "import_section", "sources"]
)
def test_the_keyboard_is_seen_wherever_it_stands(browse, world, name):
    page = browse(world.author)
    urls = addresses.of_nobody_in_particular(world) | addresses.of_place(world.open)
    page.goto((urls | addresses.of_draft(world))[name])
    if name == "thread":
        page.get_by_role("link", name="Reply").first.click()
        expect(page.get_by_role("textbox", name="Your words")).to_be_focused()

    page.locator(".skip-link").focus()
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)

    assert len(stops) >= 8
    assert [stop["words"] for stop in stops if not stop["outlined"] or not stop["visible"]] == []
