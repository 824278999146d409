"""From the bytes of a file to the notes in it, whichever of the known forms it has."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NoReturn

from essays.exchange.reading import hypothesis, w3c
from essays.exchange.reading.found import Brought
from essays.exchange.reading.refusals import FileReason, FileRefused, Reason

MEGABYTE = 1024 * 1024
LONGEST_FILE = 20 * MEGABYTE
MOST_NOTES = 20_000


def read(data: bytes) -> list[Brought]:
    """The notes of a file, in its order, except that what answers comes after what is answered.

    A note that cannot be taken is among them, with its reason. Raises FileRefused where the file cannot be read.
    """
    if len(data) > LONGEST_FILE:
        raise FileRefused(FileReason.TOO_LONG, megabytes=LONGEST_FILE // MEGABYTE)
    if not data.strip():
        raise FileRefused(FileReason.EMPTY)
    document = _json(data)
    rows = hypothesis.rows_in(document)
    if rows is not None:
        found = [hypothesis.brought(row) for row in _few_enough(rows)]
    else:
        found = [w3c.brought(item) for item in _few_enough(w3c.annotations_in(document))]
    if not found:
        raise FileRefused(FileReason.NO_NOTES)
    return _answered_first(_with_answers(found))


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise FileRefused(FileReason.TOO_DEEP) from None
    except ValueError:  # also what is not UTF-8, and numbers with thousands of digits
        raise FileRefused(FileReason.NOT_JSON) from None


def _no_number(said: str) -> NoReturn:
    raise ValueError(f"{said} is no number of JSON")


def _few_enough(items: list[Any]) -> list[Any]:
    if len(items) > MOST_NOTES:
        raise FileRefused(FileReason.TOO_MANY, most=MOST_NOTES)
    return items


def _with_answers(found: list[Brought]) -> list[Brought]:
    """A note about another note of the file answers it, whatever it calls itself."""
    known = {note.original for note in found if note.original}

    def answered(note: Brought) -> str:
        if note.answers or note.quotes:
            return note.answers
        of_the_file = next((target for target in note.targets if target in known), "")
        return of_the_file or (next(iter(note.targets), "") if note.is_reply else "")

    return [replace(note, answers=answered(note)) for note in found]


def _answered_first(found: Iterable[Brought]) -> list[Brought]:
    """Each note followed by all that answers it, however deep. What answers nothing of the file stands by itself: that
    may be elsewhere. Those that answer one another in a ring are refused."""
    found = list(found)
    known = {note.original for note in found if note.original}
    roots: list[Brought] = []
    answering: dict[str, list[Brought]] = {}
    for note in found:
        if note.answers in known:
            answering.setdefault(note.answers, []).append(note)
        elif note.answers:
            roots.append(note)
        else:
            roots.append(note if note.quotes or note.refusal else replace(note, refusal=Reason.NO_QUOTE))
    ordered: list[Brought] = []
    waiting = list(reversed(roots))
    while waiting:
        note = waiting.pop()
        ordered.append(note)
        if note.original:
            waiting += reversed(answering.pop(note.original, []))
    left = (note for notes in answering.values() for note in notes)
    return ordered + [replace(note, refusal=note.refusal or Reason.UNANSWERED) for note in left]
