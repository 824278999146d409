"""Asking everyone present something that they answer without their names: temperature checks, and recalls.

No row says who said what: of the answers only sums are kept, of who has answered only marks (see `models.Answered`).
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from forum.meetings.live.log import Log, held, moment_of
from forum.meetings.live.models import Answered, Sounding
from forum.meetings.live.refusals import NotNow
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Role, Turn
from forum.meetings.rota.turns import follow, turn_of
from forum.members.models import Member
from forum.permissions import Act, require
from forum.record.writing import append

CHECK, RECALL = Sounding.Kind.CHECK, Sounding.Kind.RECALL
UP, MIDDLE, DOWN = "up", "middle", "down"
YES, NO = "yes", "no"
SAYS: dict[str, tuple[str, ...]] = {CHECK: (UP, MIDDLE, DOWN), RECALL: (YES, NO)}
FEWEST = 3  # answers before sums are told: of fewer they would say who said what
FEWEST_TO_RECALL = 2  # who say yes: whoever is there first does not undo the lot alone
LAPSES_AFTER = timedelta(minutes=5)  # a recall that the others do not answer


def start_check(*, member: Member, meeting: Meeting, at: datetime | None = None) -> None:
    """Ask how warm everyone is; while that is asked, it is not asked again. Raises NotNow."""
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    with held(meeting, at=at) as log:
        log.arrive(member)
        if log.state.check is None:
            _begin(log, CHECK)
            log.write("check-asked", member)


def answer_check(
    *, member: Member, meeting: Meeting, says: str, asked: int | None = None, at: datetime | None = None
) -> None:
    """Say "up", "middle" or "down", once, to the check of the number `asked` where that is said. Raises NotNow where it
    is not asked any more."""
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    with held(meeting, at=at) as log:
        log.arrive(member)
        if log.state.check is None or asked not in (None, log.state.check.number):
            raise NotNow(_("This check has ended. Your answer was not counted."))
        if _say(log, CHECK, member, says):
            log.write("check-answered")
            settle(log, said=True)


def end_check(*, member: Member, meeting: Meeting, at: datetime | None = None) -> None:
    """End a check before all have answered; whoever is there may. Raises NotNow."""
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    with held(meeting, at=at) as log:
        log.arrive(member)
        if log.state.check is not None:
            _end_check(log)


def ask_recall(
    *, member: Member, meeting: Meeting, turn: int | None = None, at: datetime | None = None
) -> None:
    """Ask whether the next on the rota shall facilitate, and say yes to it; nobody learns who asked. `turn` is the
    facilitator's that was meant, where that is said. Raises NotNow, also for whoever is there alone."""
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    with held(meeting, at=at) as log:
        log.arrive(member)
        facilitates = turn_of(log.meeting, Role.FACILITATOR)
        if facilitates is None:
            raise NotNow(_("Nobody facilitates: there is nobody to recall."))
        if turn not in (None, facilitates.pk):
            raise NotNow(_("Somebody else facilitates by now. Nothing was asked."))
        if len(log.state.here) < FEWEST_TO_RECALL:
            raise NotNow(_("Nobody else is here yet: it takes more than one to recall somebody."))
        if log.state.recall is None:
            _begin(log, RECALL)
            log.write("recall-asked", turn=facilitates.pk)
        _answer_recall(log, member, YES)


def answer_recall(
    *, member: Member, meeting: Meeting, says: str, asked: int | None = None, at: datetime | None = None
) -> None:
    """Say "yes" or "no" to that, once, to the recall of the number `asked` where that is said. More than half of those
    present carry it, at that moment, and no less than FEWEST_TO_RECALL. Raises NotNow."""
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    with held(meeting, at=at) as log:
        log.arrive(member)
        if log.state.recall is None or asked not in (None, log.state.recall.number):
            raise NotNow(_("This recall has ended. Your answer was not counted."))
        _answer_recall(log, member, says)


def settle(log: Log, *, said: bool = False) -> None:
    """End what is asked, where all have answered it or it has come to nothing. To be called when somebody has `said`
    something to it, or has gone; only by what somebody says is a recall carried, not by others going."""
    here, state = set(log.state.here), log.state
    if state.check is not None and state.check.answered and _all_answered(log, CHECK, here):
        _end_check(log)
    if state.recall is None:
        return
    turn, row = turn_of(log.meeting, Role.FACILITATOR), _row(log, RECALL)
    yes, present = row.sums.get(YES, 0), len(here) + _answered_and_gone(row, here)
    if turn is None or turn.pk != state.recall.turn:  # they have handed it on meanwhile
        _end_recall(log, row, carried=False)
    elif said and 2 * yes > present and yes >= FEWEST_TO_RECALL:
        _carry_out(log, row, yes, present)
    elif _all_answered(log, RECALL, here) or log.now - moment_of(state.recall.at) > LAPSES_AFTER:
        _end_recall(log, row, carried=False)


def marks_in(meeting: Meeting) -> dict[str, set[str]]:
    """The marks of those who have answered, by what is asked; one query."""
    found: dict[str, set[str]] = {}
    rows = Answered.objects.filter(sounding__meeting=meeting)
    for kind, mark in rows.values_list("sounding__kind", "mark"):
        found.setdefault(kind, set()).add(mark)
    return found


def salts_in(meeting: Meeting) -> dict[str, str]:
    """By what marks are made, by what is asked; one query."""
    return dict(Sounding.objects.filter(meeting=meeting).values_list("kind", "salt"))


def mark_of(salt: str, member: int) -> str:
    """The mark of a member in a sounding: without this installation's secret nobody can tell whose it is."""
    key = f"forum.meetings.live {settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{salt} {member}".encode(), hashlib.sha256).hexdigest()


def _begin(log: Log, kind: str) -> None:
    Sounding.objects.create(
        meeting=log.meeting, kind=kind, salt=get_random_string(24), sums=dict.fromkeys(SAYS[kind], 0)
    )


def _row(log: Log, kind: str) -> Sounding:
    return Sounding.objects.get(meeting=log.meeting, kind=kind)


def _say(log: Log, kind: str, member: Member, says: str) -> bool:
    """Count an answer, unless this member has given theirs; whether it was counted."""
    if says not in SAYS[kind]:
        raise NotNow(_("Choose one of the answers. Nothing was counted."))
    row = _row(log, kind)
    mark = mark_of(row.salt, member.pk)
    if Answered.objects.filter(pk=mark).exists():
        return False
    Answered.objects.create(mark=mark, sounding=row)
    row.sums[says] += 1
    row.save(update_fields=["sums"])
    return True


def _all_answered(log: Log, kind: str, here: set[int]) -> bool:
    """Whether everyone who is there has; where nobody is, the connection may be lost, and they come back."""
    row = _row(log, kind)
    marks = set(row.answered.values_list("mark", flat=True))
    return bool(here) and all(mark_of(row.salt, member) in marks for member in here)


def _answer_recall(log: Log, member: Member, says: str) -> None:
    if _say(log, RECALL, member, says):
        log.write("recall-answered")
        settle(log, said=True)


def _end_check(log: Log) -> None:
    row = _row(log, CHECK)
    sums = row.sums if sum(row.sums.values()) >= FEWEST else {}
    log.write("check-ended", sums=sums)
    row.delete()


def _answered_and_gone(row: Sounding, here: set[int]) -> int:
    """How many have answered who are not there any more. They count as present: otherwise two could say yes and go, and
    leave a majority to those who said nothing."""
    own = {mark_of(row.salt, member) for member in here}
    return sum(mark not in own for mark in row.answered.values_list("mark", flat=True))


def _end_recall(log: Log, row: Sounding, *, carried: bool) -> None:
    log.write("recall-ended", carried=carried)
    row.delete()


def _carry_out(log: Log, row: Sounding, yes: int, present: int) -> None:
    """The next on the rota who is there follows; the record says by how many of how many."""
    _end_recall(log, row, carried=True)
    follow(
        meeting=log.meeting,
        role=Role.FACILITATOR,
        ended_by=Turn.EndedBy.RECALLED,
        present=log.state.here,
    )
    body = {"case": log.meeting.case, "role": Role.FACILITATOR.value, "yes": yes, "present": present}
    append("recall", body, circle=log.meeting.circle, at=log.now)
