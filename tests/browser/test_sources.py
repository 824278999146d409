"""A list of references on its way: pasted, looked at, added, merged with what was here, and taken apart again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from forum.debate.actions import EvidenceGiven, open_thread
from forum.sources.actions import add_source, find_or_add
from forum.sources.csl import cleaned
from forum.sources.models import Source
from tests.browser.conftest import PHONE, follow

LIST = r"""
@book{okafor1931, author = {Okafor, Ngozi}, title = {The Ledger of the Baths}, year = 1931,
  publisher = {Harbour Press}, address = {Harbour}, isbn = {0198534531}}
@book{broken, title = {No end, author = {Nobody}
@article{zizek, author = {{\v{Z}}i{\v{z}}ek, Slavoj}, title = {On keys}, journal = {Baths}, volume = 12, year = 1999}
"""


@pytest.fixture
def typed(amara, commons) -> Source:
    """A source as Amara typed it beside a post."""
    source = find_or_add(member=amara, author="Ngozi Okafor", title="Ledger of the Baths", year="1931")
    evidence = [EvidenceGiven(source, "p. 3", "Nobody kept a key.", "against")]
    open_thread(member=amara, circle=commons, title="Keys", source="See the ledger.", evidence=evidence)
    return source


def paste_and_add(page: Page, look: Callable[[Page], None] = lambda page: None) -> None:
    """`look` is what is done with the page on which the list is shown."""
    page.goto("/sources/")
    follow(page.get_by_role("link", name="Paste references"))
    page.get_by_label("References").fill(LIST)
    follow(page.get_by_role("button", name="Show what this says"))
    expect(page.get_by_text("BibTeX: 2 of 3 entries can be read.")).to_be_visible()
    expect(page.get_by_text("Its braces or commas do not fit")).to_be_visible()
    expect(page.get_by_label("Žižek, Slavoj. 1999. “On keys.” Baths 12.")).to_be_checked()
    page.get_by_label("Žižek, Slavoj").uncheck()
    expect(page.get_by_role("link", name="Ngozi Okafor, Ledger of the Baths, 1931")).to_be_visible()
    look(page)
    follow(page.get_by_role("button", name="Add the chosen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The Ledger of the Baths")


def test_a_list_is_pasted_and_an_entry_of_it_merged_and_taken_apart(browse, axe, live, bashir, typed):
    page = browse(bashir)
    paste_and_add(page, look=axe)
    axe(page)

    follow(page.get_by_role("link", name="One other source may be the same"))
    axe(page)
    follow(page.get_by_role("button", name="Same work: merge"))
    expect(page.get_by_text("These are now one work.")).to_be_visible()
    expect(page.get_by_role("heading", name="Also entered as")).to_be_visible()
    expect(page.get_by_text("Nobody kept a key.")).to_be_visible()
    axe(page)
    page.goto(typed.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("The Ledger of the Baths")

    follow(page.get_by_role("button", name="This is another work: take it out"))
    expect(page.get_by_text("These are two works again.")).to_be_visible()
    expect(page.get_by_text("until Bashir took that back")).to_be_visible()
    page.goto(typed.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Ledger of the Baths")


def test_all_of_it_works_without_scripts(live, bashir, typed, no_script, sign_in):
    sign_in(no_script, bashir)
    paste_and_add(no_script)
    follow(no_script.get_by_role("link", name="One other source may be the same"))
    follow(no_script.get_by_role("button", name="Same work: merge"))
    expect(no_script.get_by_text("These are now one work.")).to_be_visible()


def test_the_form_asks_what_a_kind_of_source_has(browse, axe, live, bashir):
    page = browse(bashir, **PHONE)
    page.goto("/sources/add/")
    expect(page.get_by_label("Issue")).to_be_hidden()
    page.get_by_label("What it is").select_option("article-journal")
    expect(page.get_by_label("Issue")).to_be_visible()
    page.get_by_label("Title").fill("On keys")
    page.get_by_label("Issue").fill("3")
    page.get_by_label("What it is").select_option("book")
    expect(page.get_by_label("Issue")).to_be_visible()  # what was typed is not hidden
    page.get_by_label("ISBN").fill("978-0-19-853453-9")
    follow(page.get_by_role("button", name="Add source"))
    expect(page.get_by_text("This is no ISBN")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("On keys")
    axe(page)
    page.get_by_label("ISBN").fill("978-0-19-853453-2")
    follow(page.get_by_role("button", name="Add source"))
    expect(page.get_by_role("heading", level=1)).to_have_text("On keys")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_suggested_source_with_all_its_details_is_cited(browse, live, bashir, commons):
    item, _left_out = cleaned(
        {"type": "book", "title": "On keys", "author": ["Okafor, Ngozi"], "volume": "2"}
    )
    source = add_source(member=bashir, item=item)
    page = browse(bashir)
    page.goto(f"/circles/{commons.slug}/new/")
    page.get_by_label("Title").first.fill("Keys")
    page.get_by_label("Your words").fill("See there.")
    page.get_by_text("Add a source").click()
    title = page.locator("[name=evidence-title]")
    title.press_sequentially("on ke")
    page.get_by_role("option", name="Okafor, Ngozi, On keys").click()
    page.get_by_label("What the source says").fill("Nobody keeps them.")
    page.get_by_label("speaks for it").check()
    follow(page.get_by_role("button", name="Start thread"))
    expect(page.get_by_text("Nobody keeps them.")).to_be_visible()

    assert source.evidence.count() == 1
