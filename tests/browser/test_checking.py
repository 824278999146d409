"""A quotation is held against the book: from the text to the form and back, by two members."""

import re

import pytest
from playwright.sync_api import Page, expect

from essays.library.models import Essay
from essays.library.publishing import publish
from essays.library.readers import read
from tests.browser.conftest import follow
from tests.essays.citing.conftest import PIER, citations_of, picture

pytestmark = pytest.mark.browser

OTHER = "Nobody had called for the first stone; it was carried down at dawn."


@pytest.fixture
def pier(live, amara, commons) -> Essay:
    return publish(member=amara, circle=commons, outline=read(PIER.encode(), "pier.md"))


def look_up(page: Page, pier: Essay, *, photo: bool) -> None:
    """From the quotation in the text to a check that says it is altered."""
    page.goto(f"/essays/{pier.slug}/of-ropes/")
    first = page.locator(".block-quotation").first
    follow(first.locator(".cited a"))
    follow(page.get_by_role("link", name="Check it against the book"))
    page.get_by_role("radio", name="altered").check()
    page.get_by_label("What the book says").fill(OTHER)
    page.get_by_label("Edition you used").fill("Harbour Press 1931")
    page.get_by_label("Page", exact=False).and_(page.locator("[name=page]")).fill("12")
    if photo:
        file = {"name": "page.png", "mimeType": "image/png", "buffer": picture("PNG")}
        page.get_by_label("A photograph of the page").set_input_files([file])
    follow(page.get_by_role("button", name="Save what you found"))


def test_two_members_find_a_quotation_altered_and_the_text_says_so(browse, bashir, chiara, pier):
    first = browse(bashir)
    look_up(first, pier, photo=True)
    expect(first).to_have_url(re.compile("/citations/\\d+/$"))
    expect(first.locator(".standing")).to_have_text("checked once: altered")
    expect(first.locator(".diff ins")).to_contain_text("at dawn")
    shown = first.get_by_role("img", name="Photograph of the page, by Bashir")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 60)

    second = browse(chiara)
    look_up(second, pier, photo=False)
    expect(second.locator(".standing")).to_have_text("settled: altered")

    visitor = browse()
    visitor.goto(f"/essays/{pier.slug}/of-ropes/")
    expect(visitor.locator(".block-quotation .cited").first).to_contain_text("settled: altered")
    visitor.goto(f"/essays/{pier.slug}/sources/?only=failed")
    expect(visitor.locator(".work")).to_have_count(1)
    expect(visitor.locator(".work")).to_contain_text("1 failed")


def test_a_check_without_the_books_words_is_asked_for_them_and_loses_nothing(browse, bashir, pier):
    page = browse(bashir, java_script_enabled=False)
    page.goto(f"{citations_of(pier)[0].get_absolute_url()}check/")
    page.get_by_role("radio", name="out of context").check()
    page.locator("[name=page]").fill("page 12, I think")
    page.get_by_role("button", name="Save what you found").click()
    expect(page.locator(".errorlist")).to_contain_text("Say what stands in the book")
    expect(page.locator("[name=page]")).to_have_value("page 12, I think")
    expect(page.get_by_role("radio", name="out of context")).to_be_checked()


def test_a_citation_is_mended_with_a_work_that_is_suggested(browse, bashir, pier):
    page = browse(bashir)
    third = citations_of(pier)[2]
    page.goto(f"{third.get_absolute_url()}mend/")
    title = page.locator("[name=evidence-title]")
    title.fill("")
    title.press_sequentially("lamps")
    page.get_by_role("option", name="Sandell, Mira, Lamps and Wardens").click()
    expect(page.locator("[name=evidence-author]")).to_have_value("Sandell, Mira")
    page.get_by_label("Why").fill("The lamps are hers.")
    follow(page.get_by_role("button", name="Mend", exact=True))
    expect(page.locator(".means-line")).to_contain_text("Lamps and Wardens")
    follow(page.get_by_role("link", name="History"))
    expect(page.locator(".post")).to_contain_text("The lamps are hers.")
    follow(page.get_by_role("button", name="Put back what stood before"))
    expect(page.locator(".post").first).to_contain_text("took a mending back")


def test_its_pages_are_accessible(browse, bashir, axe, pier):
    page = browse(bashir)
    url = citations_of(pier)[1].get_absolute_url()
    for address in (
        url,
        f"{url}check/",
        f"{url}mend/",
        f"{url}history/",
        "/sources/",
        f"/essays/{pier.slug}/sources/",
    ):
        page.goto(address)
        axe(page)
