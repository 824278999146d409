"""What goes with the role of facilitator: the queue, the timer and the agenda's cursor move. Nothing else does.

Where nobody has the role, or whoever has it is not there, anybody present may.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from forum.meetings.live.log import Log, held, in_milliseconds
from forum.meetings.live.refusals import NotNow
from forum.meetings.live.speaking import call_first, go_on_in_round
from forum.meetings.models import AgendaItem, Meeting
from forum.members.models import Member
from forum.permissions import Act, require

LONGEST = 60 * 60  # seconds a timer is set to
AGAIN = 2000  # milliseconds within which the same timer is a second click

Moving = Callable[..., None]


def _moving(act: Callable[..., None]) -> Moving:
    """Have `act` done to the meeting's log by whoever may move it at that moment."""

    def do(*, member: Member, meeting: Meeting, at: datetime | None = None, **said: Any) -> None:
        with held(meeting, at=at) as log:
            # Asked while the meeting is held: the role may have gone to somebody else while we waited.
            require(member, Act.MOVE_MEETING, meeting)
            log.arrive(member)
            act(log, member, **said)

    do.__doc__ = f"{act.__doc__} Raises NotNow."
    return do


@_moving
def open_queue(log: Log, member: Member) -> None:
    """Let hands go up; a go-round ends by it."""
    if not log.state.is_open or log.state.round is not None:
        log.write("opened", member)


@_moving
def close_queue(log: Log, member: Member) -> None:
    """Let no more hands go up; those that are up stay, and so do process points."""
    if log.state.is_open or log.state.round is not None:
        log.write("closed", member)


@_moving
def go_round(log: Log, member: Member) -> None:
    """Let each who is there speak in turn, or pass; whoever has spoken least begins."""
    if log.state.round is None:
        log.write("went-round", member)
        go_on_in_round(log)


@_moving
def call_next(log: Log, member: Member, *, turn: int) -> None:
    """Call whoever comes next. `turn` is the number of the one that was under way, 0 where none was: what was meant to
    end another turn, which has ended since, ends none."""
    if log.state.turn is None or log.state.turn.number == turn:
        call_first(log, member)


@_moving
def start_timer(log: Log, member: Member, *, length: int) -> None:
    """Let the timer run towards `length` seconds. It tells when they are over, and does nothing."""
    if not 0 < length <= LONGEST:
        raise NotNow(_("The timer runs for an hour at most."))
    timer, now = log.state.timer, in_milliseconds(log.now)
    if timer and timer.stopped is None and timer.length == length and now - timer.since < AGAIN:
        return
    log.write("timed", member, length=length)


@_moving
def stop_timer(log: Log, member: Member) -> None:
    """Let the timer stand."""
    if log.state.timer is not None and log.state.timer.stopped is None:
        log.write("timer-stopped", member)


@_moving
def move_cursor(log: Log, member: Member, *, item: int) -> None:
    """Go to an item of the agenda."""
    if log.state.item == item:
        return
    if not AgendaItem.objects.filter(meeting=log.meeting, pk=item).exists():
        raise NotNow(_("This is not on the agenda any more."))
    log.write("moved", member, item=item)
