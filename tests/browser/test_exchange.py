"""A margin taken from one text to another, by way of a file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from essays.exchange import tasks
from essays.library.models import Essay
from tests.browser.conftest import PHONE, follow
from tests.world import PASSAGE

TASKS = ("read_notes", "write_notes")


@pytest.fixture
def worker(monkeypatch) -> Iterator[threading.Event]:
    """Does what is to be done in the background, beside the server, once it is told to begin."""
    begin = threading.Event()
    working: list[threading.Thread] = []

    def in_the_background(call):
        def work(pk: int) -> None:
            from django.db import connection

            begin.wait()  # which the end of the test tells it, if nobody did
            call(pk)
            connection.close()

        def enqueue(pk: int) -> None:
            working.append(threading.Thread(target=work, args=[pk]))
            working[-1].start()

        return enqueue

    for name in TASKS:
        task = getattr(tasks, name)
        monkeypatch.setattr(tasks, name, _Task(task.call, in_the_background(task.call), task.func))
    yield begin
    begin.set()
    for thread in working:
        thread.join()


class _Task:
    """A task whose queue is a thread."""

    def __init__(self, call, enqueue, func):
        self.call, self.enqueue, self.func = call, enqueue, func


def download(page: Page, essay: Essay, ending: str, folder: Path) -> Path:
    page.goto(essay.get_absolute_url())
    follow(page.get_by_role("link", name="Take the margin with you"))
    with page.expect_download() as downloading:
        page.get_by_role("button", name=f"Download .{ending}").click()
    file = folder / downloading.value.suggested_filename
    downloading.value.save_as(file)
    return file


def test_a_margin_goes_to_another_text_and_is_taken_back(browse, amara, world, worker, axe, tmp_path):
    page = browse(amara)
    file = download(page, world.open.essay, "jsonld", tmp_path)
    assert file.name == "the-warm-water-margin.jsonld"

    other = world.closed.essay
    page.goto(f"{other.get_absolute_url()}export/")
    follow(page.get_by_role("link", name="Bring notes from elsewhere"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring notes from elsewhere")
    axe(page)
    page.get_by_label("A file of notes").set_input_files(file)
    follow(page.get_by_role("button", name="Look into it"))
    expect(page.get_by_role("heading", name="Reading the notes…")).to_be_visible()
    axe(page)
    worker.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is in this file")
    expect(page.get_by_role("link", name="1 word for word")).to_be_visible()
    axe(page)

    follow(page.get_by_role("button", name="Write them in the margin"))
    expect(page.get_by_role("heading", level=1)).to_have_text("These notes are in the margin")
    axe(page)
    page.goto(f"{other.get_absolute_url()}of-steam/")
    expect(page.get_by_text("Amara, from elsewhere (brought by Amara)")).to_be_visible()
    expect(page.locator(".note-quote", has_text=PASSAGE)).to_have_count(2)

    page.go_back()
    follow(page.get_by_role("button", name="Take them back"))
    expect(page.get_by_text("The notes have been taken back.")).to_be_visible()
    page.goto(f"{other.get_absolute_url()}of-steam/")
    expect(page.locator(".note-quote", has_text=PASSAGE)).to_have_count(1)


def test_without_scripts_it_goes_the_same_way(browse, amara, world, worker, tmp_path):
    worker.set()
    page = browse(amara, java_script_enabled=False)
    file = download(page, world.open.essay, "jsonld", tmp_path)

    page.goto(f"{world.closed.essay.get_absolute_url()}bring/")
    page.get_by_label("A file of notes").set_input_files(file)
    follow(page.get_by_role("button", name="Look into it"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What is in this file")
    page.get_by_label("Only me, as private notes").check()
    follow(page.get_by_role("button", name="Write them in the margin"))
    expect(page.get_by_text("You alone can see them.")).to_be_visible()


def test_paper_shows_notes_beside_their_blocks(browse, amara, world, worker, tmp_path):
    file = download(browse(amara), world.open.essay, "html", tmp_path)
    page = browse()
    page.goto(file.as_uri())

    text = page.locator(".row", has_text=PASSAGE).first
    words, note = (text.locator(part).first.bounding_box() for part in (".text", ".note"))
    assert note["x"] > words["x"] + words["width"]
    assert abs(note["y"] - words["y"]) < 40


def test_a_report_fits_a_phone(browse, amara, world, worker, axe):
    page = browse(amara, **PHONE)
    for address in (world.bringing.get_absolute_url(), f"{world.open.essay.get_absolute_url()}export/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        axe(page)
