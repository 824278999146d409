"""A margin of 10,000 notes on its way out, and a file of 10,000 on its way in: how long, and how much memory."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from essays.exchange import actions
from essays.exchange.forms_out import FORMS
from essays.exchange.models import Bringing
from essays.exchange.tasks import read_notes, write_notes
from essays.library.models import Essay, Section
from forum.members.models import Member
from tests.bench.serving import Server
from tests.bench.words import wordings

BROUGHT = 10_000
WORDS_A_NOTE = 30
PIECE = 64 * 1024


@dataclass(frozen=True)
class Passing:
    """Something that went out or came in: how long it took, how much it was, and what it took beyond idling."""

    what: str
    seconds: float
    megabytes: float
    memory_mb: float


def exports(server: Server, essay: Essay) -> list[Passing]:
    """The whole margin of `essay` in every form, as a visitor downloads it, read as fast as it comes."""
    _download(
        server, reverse("export", args=[essay.slug])
    )  # so that what a first request loads is not counted
    return [_export(server, essay, form) for form in FORMS]


def imports(member: Member, essay: Essay, section: Section) -> list[Passing]:
    """A file of BROUGHT notes to `section`, read in one go, and then written; in this process, as a worker does it."""
    data = file_of(section, BROUGHT)
    found: list[Bringing] = []

    def read() -> int:
        begun = actions.begin(
            member=member, essay=essay, filename="bench.json", data=data, here="http://bench"
        )
        read_notes.call(begun.pk)
        found.append(Bringing.objects.get(pk=begun.pk))
        return len(data)

    def write() -> int:
        actions.confirm(member=member, bringing=found[0], private=False, keeps_gone=False)
        write_notes.call(found[0].pk)
        return len(data)

    passings = [
        _measured("import of 10,000 notes: read", os.getpid(), read),
        _measured("import of 10,000 notes: written", os.getpid(), write),
    ]
    found[0].refresh_from_db()
    assert (found[0].state, found[0].counts) == ("written", {"exact": BROUGHT})
    return passings


def file_of(section: Section, count: int) -> bytes:
    """So many notes on runs of words of the section, as another installation would write them."""
    words = wordings(WORDS_A_NOTE)
    return json.dumps([_annotation(section.text, nth, next(words).source) for nth in range(count)]).encode()


def _annotation(text: str, nth: int, words: str) -> dict[str, object]:
    start = nth * 7919 % (len(text) - 400)
    start = text.index(" ", start) + 1
    end = text.index(" ", start + 40 + nth % 160)
    exact = text[start:end].strip()
    quote = {
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[start + len(exact) : start + len(exact) + 32],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}
    return {
        "id": f"https://elsewhere.example/{nth}",
        "type": "Annotation",
        "creator": {"name": f"Person {nth % 50}"},
        "created": "2020-01-01T00:00:00Z",
        "body": {"type": "TextualBody", "value": words, "format": "text/markdown"},
        "target": {"source": "https://elsewhere.example/text", "selector": [quote, position]},
    }


def _export(server: Server, essay: Essay, form: str) -> Passing:
    path = reverse("export_as", args=[essay.slug, form])
    return _measured(f"export as {form}", server.worker, lambda: _download(server, path))


def _download(server: Server, path: str) -> int:
    connection = server.connect()
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200, path
        size = 0
        while piece := answer.read(PIECE):
            size += len(piece)
        return size
    finally:
        connection.close()


def _measured(what: str, process: int, act: Callable[[], int]) -> Passing:
    """What `act`, which returns how many bytes passed, took of time and of that process's memory."""
    idle = _memory(process, "VmRSS")
    Path(f"/proc/{process}/clear_refs").write_text("5")  # the peak counts from here
    begun = time.perf_counter()
    size = act()
    seconds = time.perf_counter() - begun
    peak = _memory(process, "VmHWM")
    return Passing(what, seconds, size / 1024**2, max(0.0, peak - idle))


def _memory(process: int, name: str) -> float:
    """Megabytes of a process's memory, resident now ("VmRSS") or at most so far ("VmHWM")."""
    status = Path(f"/proc/{process}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1]) / 1024


def as_lines(passings: list[Passing]) -> str:
    return "\n".join(
        f"{one.what:<34} {one.seconds:6.1f} s  {one.megabytes:6.1f} MB  {one.memory_mb:6.1f} MB above idle"
        for one in passings
    )
