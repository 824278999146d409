"""Writes what was reported: all of it in one transaction, or nothing."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.exchange.models import Bringing, BroughtNote
from essays.exchange.reading import Reason
from essays.library.holding import hold
from essays.library.models import Essay
from essays.margin.bringing import NoteBrought, PassageBrought, bring_notes
from forum.debate.bringing import PostBrought, hold_threads
from forum.debate.bringing_replies import bring_reply
from forum.debate.evidence import EvidenceGiven
from forum.debate.models import Post
from forum.members.models import Member
from forum.permissions import Act, can
from forum.sources.actions import add_source
from forum.sources.csl import key_of_item
from forum.sources.models import Source

State = BroughtNote.State


class TextChanged(Exception):
    """Another edition is read by now than the one in which the notes were placed."""


@transaction.atomic
def write(bringing: Bringing) -> None:
    """Write the notes of a confirmed file. Raises TextChanged, PermissionDenied; nothing is written then."""
    answered = _answers(bringing).filter(under__isnull=False)
    hold_threads(answered.values_list("under__thread_id", flat=True).distinct())
    hold(bringing.essay_id)
    if not Essay.objects.filter(pk=bringing.essay_id, edition=bringing.edition_id).exists():
        raise TextChanged
    writer = _Writer(bringing.member)
    alone: list[list[BroughtNote]] = []
    shared: list[list[BroughtNote]] = []
    for rows in _threads(bringing):
        (alone if bringing.private or rows[0].said["is_private"] else shared).append(rows)
    for threads, circle in ((shared, bringing.essay.circle), (alone, None)):
        if not threads:
            continue
        notes = [writer.note(rows) for rows in threads]
        written = bring_notes(member=bringing.member, essay=bringing.essay, circle=circle, notes=notes)
        rows = [row for thread in threads for row in thread]
        posts = [post for thread in written for post in thread.posts]
        _tie(zip(rows, posts, strict=True))
    if refused := _write_answers(bringing, writer):
        _leave_out(bringing, refused)


def _answers(bringing: Bringing) -> Any:
    """The replies to what is here, in their order."""
    return bringing.notes.filter(state=State.ANSWER)


def _write_answers(bringing: Bringing, writer: "_Writer") -> dict[str, list[int]]:
    """Write the replies to what is here below it; return those that cannot stand there any more, by the reason."""
    written: dict[int, Post] = {}  # by their position in the file
    refused: dict[str, list[int]] = {}
    for row in _answers(bringing).in_order().select_related("under__thread"):
        above = row.under or written.get(row.answers)
        reason = _refuses(bringing, row, above)
        if above is None or reason:
            refused.setdefault(reason, []).append(row.pk)
        else:
            brought = writer.post(row)
            written[row.position] = bring_reply(member=bringing.member, answers=above, brought=brought)
            row.post = written[row.position]
            row.save(update_fields=["post"])
    return refused


def _refuses(bringing: Bringing, row: BroughtNote, above: Post | None) -> str:
    """Why a reply may not be written below that post by now."""
    if above is None:
        return Reason.UNANSWERED
    if row.under and row.under.withdrawn_at:
        return Reason.ANSWERS_WITHDRAWN
    if not can(bringing.member, Act.REPLY, above.thread):
        return Reason.ANSWERS_OF_OTHERS
    is_told = bringing.private and above.thread.private_to_id is None
    return Reason.PRIVATE_ANSWER if is_told else ""


def _leave_out(bringing: Bringing, refused: dict[str, list[int]]) -> None:
    """Say of rows that they were not written after all, and why."""
    for reason, numbers in refused.items():
        bringing.notes.filter(pk__in=numbers).update(state=State.REFUSED, reason=reason)
    counts = bringing.notes.order_by().values_list("state").annotate(Count("pk"))
    Bringing.objects.filter(pk=bringing.pk).update(counts=dict(counts))


def _tie(pairs: Iterable[tuple[BroughtNote, Post]]) -> None:
    """Say of each row which post it has become. `bulk_update` would write a condition for each of ten thousand rows,
    and take longer than all that was written before."""
    column = BroughtNote._meta.get_field("post").column
    statement = f'UPDATE "{BroughtNote._meta.db_table}" SET "{column}" = %s WHERE "id" = %s'  # noqa: S608 (our own names)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(post.pk, row.pk) for row, post in pairs])


def _threads(bringing: Bringing) -> Iterator[list[BroughtNote]]:
    """The rows to be written, a list for each note and what answers it, in their order."""
    wanted = [State.EXACT, State.EDITED]
    if bringing.keeps_gone:
        wanted.append(State.GONE)
    threads: dict[int, list[BroughtNote]] = {}  # by the position of the opening note
    opened_by: dict[int, int] = {}
    for row in bringing.notes.filter(state__in=wanted).in_order():
        opening = opened_by[row.answers] if row.answers is not None else row.position
        opened_by[row.position] = opening
        threads.setdefault(opening, []).append(row)
    yield from threads.values()


class _Writer:
    """Makes of rows what the margin takes; asks for each source once."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.now = timezone.now()
        self.sources: dict[str, Source] = {}  # by the key of what they say

    def note(self, rows: list[BroughtNote]) -> NoteBrought:
        places = {row.position: index for index, row in enumerate(rows)}
        return NoteBrought(
            passages=[PassageBrought(**passage) for passage in rows[0].said["passages"]],
            posts=[self.post(row, places[row.answers] if row.answers is not None else None) for row in rows],
        )

    def post(self, row: BroughtNote, answers: int | None = None) -> PostBrought:
        said = row.said
        withdrawn_at = _moment(said["withdrawn_at"]) or (self.now if said["withdrawn"] else None)
        return PostBrought(
            elsewhere=said["author"] or _("Somebody"),
            kind=said["kind"],
            source=said["words"],
            html=row.html,
            written_at=_moment(said["written_at"]) or self.now,
            edited_at=_moment(said["edited_at"]),
            withdrawn_at=withdrawn_at,
            answers=answers,
            evidence=[self._evidence(piece) for piece in said["evidence"]],
        )

    def _evidence(self, piece: dict[str, Any]) -> EvidenceGiven:
        return EvidenceGiven(self._source(piece["csl"]), piece["locator"], piece["says"], piece["stance"])

    def _source(self, item: dict[str, Any]) -> Source:
        key = key_of_item(item)
        if key not in self.sources:
            self.sources[key] = add_source(member=self.member, item=item)
        return self.sources[key]


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
