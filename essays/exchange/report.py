"""From a file to the report on it: what each of its notes would become here. Nothing of it is written yet."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from essays.exchange import reading
from essays.exchange.models import Bringing, BroughtNote
from essays.exchange.placing import Place, Text, Wanted
from essays.exchange.reading import Brought, Quote, Reason
from essays.exchange.recognising import NotesHere
from essays.exchange.works import work_in
from essays.library.models import Edition, Section
from essays.margin.models import Passage
from essays.margin.selecting import block_at
from forum.debate.models import Post
from forum.members.models import Member
from forum.permissions import Act, can
from forum.text import TextRefused, render

State = BroughtNote.State
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
TOLD_EVERY = 100  # notes


def notes_of(bringing: Bringing, *, tell: Callable[[int, int], None]) -> list[BroughtNote]:
    """The notes of a file, each with what would become of it. `tell` hears how many of how many are done.

    Raises FileRefused where the file cannot be read.
    """
    found = reading.read(bytes(bringing.data))
    sections = _Sections(bringing.edition)
    here = NotesHere(bringing)
    keys = [_key(note) for note in found]
    known = here.among(found, keys)
    above = _Above(bringing.member, here.answered(found, known))
    made: list[BroughtNote] = []
    by_address: dict[str, BroughtNote] = {}
    met: set[str] = set()
    for position, (note, key) in enumerate(zip(found, keys, strict=True)):
        if position % TOLD_EVERY == 0:
            tell(position, len(found))
        answered = by_address.get(note.answers) if note.answers else None
        row = BroughtNote(bringing=bringing, position=position, original=note.original, key=key)
        row.answers = answered.position if answered else None
        is_here = position in known or key in met
        if is_here and not note.refusal:
            row.state, row.said = State.HERE, _said(note, [])
        else:
            _judge(row, note, answered, above, sections)
        met.add(key)
        made.append(row)
        if note.original:
            by_address.setdefault(note.original, row)
    return made


def _judge(
    row: BroughtNote, note: Brought, answered: BroughtNote | None, above: "_Above", sections: "_Sections"
) -> None:
    """Say of a row what becomes of its note, which does not stand here yet."""
    is_placed = not note.refusal and not note.answers
    passages = [sections.placed(quote) for quote in note.quotes] if is_placed else []
    row.said = _said(note, passages)
    under = above.posts.get(note.answers)
    row.reason = note.refusal or above.refuses(note, answered, under) or _unwritable(row, note)
    if row.reason:
        row.state = State.REFUSED
    elif under:
        row.state, row.under = State.ANSWER, under
    else:
        row.state = answered.state if answered else _state_of(passages)


def _said(note: Brought, passages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What a row keeps of its note."""
    said: dict[str, Any] = {**asdict(note), "passages": passages, **_times(note)}
    said["evidence"] = [{**piece, "csl": work_in(piece["csl"])} for piece in said["evidence"]]
    for kept_otherwise in ("quotes", "targets", "refusal", "answers", "created", "modified", "is_reply"):
        del said[kept_otherwise]
    return said


class _Above:
    """The posts here that are answered, by the address they are answered at."""

    def __init__(self, member: Member, posts: Mapping[str, Post]) -> None:
        self.member, self.posts = member, posts
        self._may: dict[Any, bool] = {}  # by the circle or the member that a thread is for

    def refuses(self, note: Brought, answered: BroughtNote | None, under: Post | None) -> str:
        """Why a note may not stand below what it answers, in the file or here."""
        if not note.answers:
            return ""
        if under:
            return self._refuses_under(note, under)
        if answered is None:
            return Reason.UNANSWERED
        if answered.state in (State.REFUSED, State.HERE):  # and what stands here is not there for this member
            return Reason.ANSWERS_REFUSED
        is_told = note.is_private and not answered.said["is_private"]
        return Reason.PRIVATE_ANSWER if is_told else ""

    def _refuses_under(self, note: Brought, under: Post) -> str:
        thread = under.thread
        whose = thread.circle_id, thread.private_to_id
        if whose not in self._may:
            self._may[whose] = can(self.member, Act.REPLY, thread)
        if not self._may[whose]:
            return Reason.ANSWERS_OF_OTHERS
        if under.withdrawn_at:
            return Reason.ANSWERS_WITHDRAWN
        return Reason.PRIVATE_ANSWER if note.is_private and thread.private_to_id is None else ""


def _unwritable(row: BroughtNote, note: Brought) -> str:
    """Render what the note says; the reason where it may not stand."""
    if note.withdrawn:
        return ""
    try:
        row.html = render(note.words)
    except TextRefused:
        too_long = len(note.words.encode(errors="replace")) > 10_240
        return Reason.LONG_WORDS if too_long else Reason.HOSTILE_WORDS
    return ""


def _state_of(passages: Sequence[dict[str, Any]]) -> str:
    """A note stands where one of its passages does, and word for word where all do."""
    states = {passage["state"] for passage in passages}
    if states == {State.EXACT.value}:
        return State.EXACT
    return State.GONE if states == {State.GONE.value} else State.EDITED


def _times(note: Brought) -> dict[str, str | None]:
    """When it was written, edited and withdrawn elsewhere, as far as that can be."""
    return {
        "written_at": _sane(note.created),
        "edited_at": _sane(note.modified),
        "withdrawn_at": _sane(note.withdrawn),
    }


def _sane(said: str) -> str | None:
    """A moment between 1970 and now, in UTC; None for anything else."""
    try:
        at = parse_datetime(said)
        at = at.replace(tzinfo=UTC) if at and at.tzinfo is None else at
        return at.astimezone(UTC).isoformat() if at and EARLIEST <= at <= timezone.now() else None
    except (ValueError, OverflowError):
        return None


def _key(note: Brought) -> str:
    """What only the same note, brought again, shares: its address and its words, or else whose it is and about what."""
    who = note.original or [note.author, note.created, [quote.exact for quote in note.quotes], note.answers]
    said = json.dumps([who, " ".join(note.words.split()), note.withdrawn])
    return hashlib.sha256(said.encode()).hexdigest()


class _Sections:
    """The sections of an edition, in which passages are found."""

    def __init__(self, edition: Edition) -> None:
        self.rows = list(Section.objects.filter(edition=edition).order_by("position"))
        self.text = Text([(row.slug, row.text) for row in self.rows])
        self.found: dict[Quote, Place | None] = {}

    def placed(self, quote: Quote) -> dict[str, Any]:
        """A passage with where it stands, as its columns take it. Words found to the letter are the text's own."""
        if quote not in self.found:
            section = urlsplit_path(quote.source).rstrip("/").rpartition("/")[2]
            wanted = Wanted(quote.exact, quote.prefix, quote.suffix, section, quote.start)
            self.found[quote] = self.text.find(wanted)
        place, around = self.found[quote], Passage.AROUND
        said = {"exact": quote.exact, "prefix": quote.prefix[-around:], "suffix": quote.suffix[:around]}
        if place is None:
            return {**said, "state": State.GONE.value}
        section = self.rows[place.section]
        if place.state == State.EXACT:
            text = section.text
            said = {
                "exact": text[place.start : place.end],
                "prefix": text[max(0, place.start - around) : place.start],
                "suffix": text[place.end : place.end + around],
            }
        return {
            **said,
            "state": place.state,
            "section": section.pk,
            "block": block_at(section, place.start),
            "start": place.start,
            "end": place.end,
        }


def urlsplit_path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def counts_of(rows: Iterable[BroughtNote]) -> dict[str, int]:
    """How many of the rows are in each state."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[str(row.state)] = counts.get(str(row.state), 0) + 1
    return counts
