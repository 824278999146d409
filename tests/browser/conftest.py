"""A real browser. Every page is served by a live server over the test database, at relative addresses.

`page` is a visitor's, `browse(member)` another person's; a script error, or a breach of the
Content-Security-Policy, on any of them fails the test.

A click only sets out for the next page. What leads to another page is gone along with `follow`, or within
`page.expect_navigation()`; whatever else is to come is waited for by what a reader would see of it.
"""

import copy
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from forum.members.models import Member
from tests.machine import find_chromium
from tests.restoring import keep_the_pages
from tests.world import World, build_world

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

# It would read imported stylesheets by writing them into the page, which the Content-Security-Policy forbids.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}
# The dark scheme changes nothing but colours.
COLOURS = AXE_OPTIONS | {"runOnly": ["color-contrast"]}
RUN_AXE = "(options) => axe.run(options)"

# Of Chromium's features. It keeps pages of its own ready in every new window, for what is typed into its
# address bar: nothing is, and two thirds of what a window costs is theirs. Playwright's list, which this one
# takes the place of, has the others.
UNUSED = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess",
    "HttpsUpgrades", "MediaRouter", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
)  # fmt: skip

# Milliseconds. A test waits for what has to come, however slow the machine, and no longer than until it is there.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)

# What a script of its own serves, as long as that script has not come; see main.js.
UNBOUND = "[data-mentions]:not([data-mentioning]), [data-drafts]:not([data-saving]), a.reference:not([data-glimpse])"

Browse = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync", "--disable-component-update",
             "--disable-background-networking", f"--disable-features={','.join(UNUSED)}"]  # fmt: skip
    return {
        **browser_type_launch_args,
        "executable_path": str(find_chromium()),
        "args": ["--no-sandbox", *quiet],  # the pages are our own, and root has no sandbox
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict, live_server) -> dict:
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "locale": "en-GB",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def live(live_server):
    """The live server; `live.url` is its address."""
    return live_server


@pytest.fixture
def browse(live, new_context) -> Iterator[Browse]:
    """Opens a page in a browser of its own: `browse()` a visitor's, `browse(member)` a member's, signed in.

    Further arguments are Playwright's for a context: `browse(**PHONE)`.
    """
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_page(member: Member | None = None, **context_args) -> Page:
        context = new_context(**context_args)
        context.set_default_timeout(3 * PATIENCE)
        if member:
            sign_in_context(context, member, live.url)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        return page

    yield open_page
    assert complaints == []


@pytest.fixture(scope="session")
def kept_world() -> dict:
    return {}


@pytest.fixture
def world(live, amara, bashir, kept_world: dict) -> World:
    """One of everything, by Amara; written for the first test that asks for it, and put back for each other."""
    if kept_world:
        kept_world["put back"](connection)
    else:
        kept_world["world"] = build_world(amara, bashir)
        kept_world["put back"] = keep_the_pages(connection)
    world = copy.deepcopy(kept_world["world"])
    assert (world.author, world.other) == (amara, bashir)  # by their numbers: nobody was written before them
    for member in (amara, bashir):
        member.refresh_from_db()
    return world


@pytest.fixture
def page(browse: Browse) -> Page:
    return browse()


@pytest.fixture
def phone(browse: Browse) -> Page:
    """A page on a small touch screen."""
    return browse(**PHONE)


@pytest.fixture
def no_script(browse: Browse) -> Page:
    """A page in a browser that runs no scripts."""
    return browse(java_script_enabled=False)


@pytest.fixture
def sign_in(live) -> Callable[[Page, Member], None]:
    """Signs a member in on a page, without the sign-in form."""
    return lambda page, member: sign_in_context(page.context, member, live.url)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing to complain of on a page as it stands, once it has loaded, in either scheme."""

    def assert_accessible(page: Page) -> None:
        found = axe_says(page)
        assert not found, "\n".join([page.url, *found])

    return assert_accessible


def axe_says(page: Page) -> list[str]:
    """What axe finds wrong with a page, once it has loaded: in the light all that it knows, in the dark colours."""
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    found = {"light": page.evaluate(RUN_AXE, AXE_OPTIONS)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = page.evaluate(RUN_AXE, COLOURS)
    page.emulate_media(color_scheme="light")
    return [f"{scheme}: {AxeResults(results).generate_report(violation['id'])}"
            for scheme, results in found.items() for violation in results["violations"]]  # fmt: skip


def follow(way: Locator) -> None:
    """Click what leads to another page, and wait until that page has loaded and its scripts have run."""
    expect(way).to_be_visible()  # or the page on which it stands could be the one that is waited for
    with way.page.expect_navigation():
        way.click()


def wait_for_scripts(page: Page) -> None:
    """Wait for the scripts that parts of a page ask for when they are there: what is typed before is not heard."""
    expect(page.locator(UNBOUND)).to_have_count(0)


def sign_in_context(context: BrowserContext, member: Member, url: str) -> None:
    client = Client()
    client.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
