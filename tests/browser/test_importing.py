"""A text from the clipboard to the shelf."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from essays.library.importing import tasks
from essays.library.models import Essay, ImportDraft
from tests.browser.conftest import follow
from tests.essays.library import samples


@pytest.fixture
def reader(monkeypatch) -> Iterator[threading.Event]:
    """Reads what was brought as the background worker does, beside the server, once it is told to begin."""
    begin = threading.Event()
    readers: list[threading.Thread] = []

    def read(pk: int) -> None:
        from django.db import connection

        begin.wait()  # which the end of the test tells it, if nobody did
        tasks.read_draft.call(pk)
        connection.close()

    def enqueue(pk: int) -> None:
        readers.append(threading.Thread(target=read, args=[pk]))
        readers[-1].start()

    monkeypatch.setattr(tasks, "read_draft", _Task(tasks.read_draft.call, enqueue))
    yield begin
    begin.set()
    for thread in readers:
        thread.join()


class _Task:
    """A task whose queue is a thread."""

    def __init__(self, call, enqueue):
        self.call, self.enqueue = call, enqueue


def bring(page: Page, text: str) -> None:
    page.goto("/essays/")
    follow(page.get_by_role("link", name="Put a text up"))
    page.get_by_label("Or the text itself").fill(text)
    follow(page.get_by_role("button", name="Continue"))


def test_a_pasted_text_is_read_corrected_published_and_read_by_all(browse, amara, reader, axe):
    page = browse(amara)
    bring(page, samples.LETTERED)
    expect(page.get_by_role("heading", name="Reading your text…")).to_be_visible()
    axe(page)

    reader.set()
    expect(
        page.get_by_text("5 sections, 10 quotations, 3 citations that name no work, such as ‘ibid’")
    ).to_be_visible()
    axe(page)

    follow(page.get_by_role("link", name="a) Beginnings"))
    axe(page)
    page.get_by_label("Heading").fill("How it began")
    page.get_by_label("Kind of paragraph 1", exact=True).select_option("Title")
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("b) The ferry often waited, rather than sailed")
    follow(page.get_by_role("button", name="Not a section"))
    expect(page.get_by_role("heading", level=1)).to_have_text("a) How it began")
    follow(page.get_by_role("link", name="Bridge or Barrier?"))

    page.get_by_role("textbox", name="Title", exact=True).fill("On Bridges")
    follow(page.get_by_role("button", name="Publish"))
    expect(page.get_by_role("heading", level=1)).to_have_text("On Bridges")

    visitor = browse()
    visitor.goto("/essays/on-bridges/")
    follow(visitor.get_by_role("link", name="How it began").first)
    expect(visitor.get_by_text("No passenger is right against the timetable")).to_be_visible()


def test_without_scripts_the_page_moves_on_too(browse, amara, reader):
    page = browse(amara, java_script_enabled=False)
    bring(page, samples.LETTERED)
    expect(page.get_by_role("heading", name="Reading your text…")).to_be_visible()

    reader.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bridge or Barrier?")
    follow(page.get_by_role("button", name="Publish"))
    expect(page).to_have_url("/essays/bridge-or-barrier/")


def test_a_pasted_text_that_is_refused_is_still_in_the_form(browse, amara, reader):
    reader.set()
    page = browse(amara)
    page.goto("/essays/import/")
    page.get_by_label("The pasted text is").select_option("HTML")
    page.get_by_label("Or the text itself").fill("<script>count()</script><p>Hello")
    follow(page.get_by_role("button", name="Continue"))

    expect(page.get_by_role("alert")).to_contain_text("hardly any text")
    expect(page.get_by_label("Or the text itself")).to_have_value("<script>count()</script><p>Hello")
    assert not Essay.objects.exists()
    assert [bytes(draft.data) for draft in ImportDraft.objects.all()] == [b""]


def test_a_section_fits_a_small_screen(browse, amara, reader, axe):
    reader.set()
    page = browse(amara, viewport={"width": 320, "height": 700})
    bring(page, samples.LETTERED)
    follow(page.get_by_role("link", name="b) The ferry often waited"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("The ferry often waited")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page)
