"""A real browser. Every page is served by a live server over the test database, at relative addresses.

`page` is a visitor's, `browse(member)` another person's; a script error, or a breach of the
Content-Security-Policy, on any of them fails the test.
"""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from forum.members.models import Member
from tests.machine import find_chromium

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

# It would read imported stylesheets by writing them into the page, which the Content-Security-Policy forbids.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}

Browse = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync", "--disable-component-update",
             "--disable-background-networking"]  # fmt: skip
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

    Further arguments are Playwright's for a context: `browse(color_scheme="dark")`.
    """
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_page(member: Member | None = None, **context_args) -> Page:
        context = new_context(**context_args)
        if member:
            sign_in_context(context, member, live.url)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        return page

    yield open_page
    assert complaints == []


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
    """Asserts that axe finds nothing to complain of on a page as it stands."""

    def assert_accessible(page: Page) -> None:
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return assert_accessible


def sign_in_context(context: BrowserContext, member: Member, url: str) -> None:
    client = Client()
    client.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
