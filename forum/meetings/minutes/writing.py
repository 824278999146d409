"""Writing minutes: many at once, none over another's words."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.meetings.minutes.locking import begun, insist_on_time
from forum.meetings.minutes.merging import Marks, Merged, merge, unsettled
from forum.meetings.minutes.models import Minutes, MinutesVersion, Objection
from forum.meetings.minutes.refusals import NotNow
from forum.meetings.minutes.rules import LONGEST, MOST_LINES, ONE_GO, PAUSE, TO_OBJECT
from forum.meetings.minutes.signals import minutes_offered, objections_answered
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search import indexing
from forum.text import TextRefused, render


@dataclass(frozen=True)
class Written:
    """The minutes as they are now; whether others' words came into what was typed, and in how many places two wordings
    stand now that did not before."""

    minutes: Minutes
    is_merged: bool = False
    conflicts: int = 0


@transaction.atomic
def write(
    *,
    member: Member,
    meeting: Meeting,
    source: str,
    base: int,
    window: str = "",
    at: datetime | None = None,
) -> Written:
    """Have minutes say `source`, which was made of the version of the number `base` (0: of nothing).

    What others have written since then is put together with it, sentence by sentence; where both changed the same one,
    both wordings stand, marked. `window` is a name of the page in which it is typed, by which a saving whose answer was
    lost is known. Words that change nothing make no version. Other words answer the objections that are open, and the
    time to object begins anew. Raises TextRefused for words that may not stand, NotNow once the minutes stand.
    """
    require(member, Act.WRITE_MINUTES, meeting)
    now = at or timezone.now()
    _insist_on_size(source)
    if meeting.is_cancelled:
        raise NotNow(_("This meeting was cancelled, so there is nothing to take down. Nothing was changed."))
    minutes = begun(meeting)
    insist_on_time(minutes, now)
    merged = _put_together(minutes, source, base, window)
    if merged.text == minutes.source:
        return Written(minutes, is_merged=merged.text != source)
    is_merged = merged.text != source
    if is_merged:
        _insist_on_size(merged.text)
        # What was typed is kept too: whoever goes on typing meanwhile goes on from that, and not from both.
        _keep(minutes, source, member, window, now)
    _keep(minutes, merged.text, member, "" if is_merged else window, now)
    minutes.source, minutes.html = merged.text, render(merged.text, limit=LONGEST)
    minutes.unsettled = unsettled(merged.text)
    is_offered, objectors = _begin_anew(minutes, now)
    minutes.save()
    indexing.update("minutes", [minutes.pk])
    if is_offered:
        minutes_offered.send(sender=Minutes, minutes=minutes, by=member)
    if objectors:
        objections_answered.send(sender=Minutes, minutes=minutes, members=objectors, by=member)
    return Written(minutes, is_merged=is_merged, conflicts=merged.conflicts)


@transaction.atomic
def say_how_many(*, member: Member, meeting: Meeting, present: int | None) -> Minutes:
    """Say how many were there; None where nothing is said of it. Raises NotNow once the minutes stand."""
    require(member, Act.WRITE_MINUTES, meeting)
    minutes = begun(meeting)
    insist_on_time(minutes, timezone.now())
    minutes.present = present
    minutes.save(update_fields=["present"])
    return minutes


def _put_together(minutes: Minutes, source: str, base: int, window: str) -> Merged:
    if base == minutes.number:
        return Merged(source, 0)
    marks = Marks(
        stood=_("Two wordings. This one stood here:"),
        typed=_("This one was typed meanwhile:"),
        end=_("Keep one of them, or make one of both, and take these three lines out."),
    )
    return merge(_ancestor(minutes, base, window), minutes.source, source, marks)


def _ancestor(minutes: Minutes, base: int, window: str) -> str:
    """Of what was typed: the version of that number, or a later one that came from the same window and of whose saving
    it never heard. Where its words are not kept any more, those of the one before: more is compared then, nothing
    lost."""
    versions = minutes.versions.filter(is_thinned=False)
    if window:
        latest = versions.filter(window=window, number__gt=base).order_by("-number").first()
        if latest:
            return latest.source
    if base > minutes.number:
        return ""
    found = versions.filter(number__lte=base).order_by("-number").first()
    return found.source if found else ""


def _keep(minutes: Minutes, source: str, member: Member, window: str, now: datetime) -> None:
    """Keep a version. It goes on with the run before, unless that is long ago or somebody objected to what it said."""
    minutes.number += 1
    before = minutes.versions.kept().order_by("-number").first()
    goes_on = (
        before is not None
        and now - before.at <= PAUSE
        and now - before.since <= ONE_GO
        and not (minutes.offered_at and minutes.objections.filter(version=before.number).exists())
    )
    if before is not None and goes_on:
        before.is_step = True
        before.save(update_fields=["is_step"])
    MinutesVersion.objects.create(
        minutes=minutes,
        number=minutes.number,
        run=before.run if before is not None and goes_on else minutes.number,
        since=before.since if before is not None and goes_on else now,
        source=source,
        author=member,
        window=window,
        at=now,
    )


def _begin_anew(minutes: Minutes, now: datetime) -> tuple[bool, list[int]]:
    """Once minutes are offered, other words answer what was objected to, and everyone has their time again. Return
    whether there is something to object to only now, and the numbers of those whose objections are answered."""
    if minutes.meeting.closed_at and not minutes.offered_at:
        minutes.offered_at = now
    if not minutes.offered_at:
        return False, []
    was_offered = minutes.ends_at is not None
    minutes.ends_at = now + TO_OBJECT if minutes.source.strip() else None
    objectors = list(minutes.objections.open().values_list("member_id", flat=True))
    minutes.objections.open().update(ended_at=now, ended_by=Objection.EndedBy.ANSWERED)
    return minutes.ends_at is not None and not was_offered, objectors


def _insist_on_size(source: str) -> None:
    """Refuse what would keep the server busy, before anything is done with it."""
    if len(source) > LONGEST or len(source.encode(errors="replace")) > LONGEST:
        raise TextRefused(
            gettext_lazy("These minutes are too long: the limit is %(limit)d KB. Please shorten them."),
            limit=LONGEST // 1024,
        )
    if source.count("\n") >= MOST_LINES:
        raise TextRefused(
            gettext_lazy("These minutes have too many lines: the limit is %(limit)d."), limit=MOST_LINES
        )
