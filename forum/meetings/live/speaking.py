"""What everyone present may do: ask to speak in one way or another, pass, say that they are done."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from forum.meetings.live.log import Log, held
from forum.meetings.live.refusals import NotNow
from forum.meetings.live.standing import ROUND, order
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.permissions import Act, require

Saying = Callable[..., None]


def _saying(act: Callable[[Log, Member], None]) -> Saying:
    """Have `act` done to the meeting's log by a member who is in its circle, and who is there by that."""

    def do(*, member: Member, meeting: Meeting, at: datetime | None = None) -> None:
        require(member, Act.TAKE_PART_IN_MEETING, meeting)
        with held(meeting, at=at) as log:
            log.arrive(member)
            act(log, member)

    do.__doc__ = f"{act.__doc__} Raises NotNow."
    return do


@_saying
def raise_hand(log: Log, member: Member) -> None:
    """Ask to speak, in the order of the queue; twice changes nothing."""
    if any(hand.member == member.pk for hand in log.state.hands):
        return
    if not log.state.is_open:
        raise NotNow(_("The queue is closed just now. A process point can be raised at any time."))
    log.write("raised", member)


@_saying
def lower_hand(log: Log, member: Member) -> None:
    """Ask for nothing any more: neither to speak, nor to reply, nor for a process point."""
    if log.state.asks(member.pk) not in ("", ROUND):
        log.write("lowered", member)


@_saying
def ask_to_reply(log: Log, member: Member) -> None:
    """Ask for the one direct reply to whoever speaks, or spoke last."""
    if log.state.reply == member.pk:
        return
    if not log.state.may_reply(member.pk):
        raise NotNow(_("There is one direct reply to each turn, and somebody has it already."))
    log.write("reply-asked", member)


@_saying
def raise_point(log: Log, member: Member) -> None:
    """Ask to say something about how we talk: it goes first, and does not count as speaking."""
    if member.pk not in log.state.points:
        log.write("point-raised", member)


@_saying
def pass_on(log: Log, member: Member) -> None:
    """Pass in a go-round; whoever passes on their turn leaves it to the next."""
    turn, waiting = log.state.turn, log.state.round or ()
    has_the_turn = turn is not None and turn.member == member.pk and turn.how == ROUND
    if not (has_the_turn or member.pk in waiting):
        return
    log.write("passed", member)
    if has_the_turn:
        go_on_in_round(log)


@_saying
def be_done(log: Log, member: Member) -> None:
    """Have said what one wanted to."""
    turn = log.state.turn
    if turn is None or turn.member != member.pk:
        return
    log.write("done", member)
    go_on_in_round(log)


def go_on_in_round(log: Log) -> None:
    """In a go-round the next begins by themselves: nobody has to be called."""
    if log.state.round is not None and log.state.turn is None:
        call_first(log, None)


def call_first(log: Log, by: Member | None) -> None:
    """Call whoever comes first; where nobody does, the turn under way ends."""
    places = order(log.state)
    if places:
        log.write("called", by, whom=places[0].member, how=places[0].how)
    elif log.state.turn is not None:
        log.write("done", by, moved=True)
