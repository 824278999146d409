"""How long each has spoken: counted when a meeting closes, for those who have not asked not to be counted."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.live.log import held
from forum.meetings.live.models import Presence, Sounding, Speaking, Uncounted
from forum.meetings.live.refusals import NotNow
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.permissions import Act, require


def end(meeting: Meeting, at: datetime) -> None:
    """Write down that a meeting has closed, and how long each has spoken. Once; again changes nothing."""
    with held(meeting, at=at, also_over=True) as log:
        if Speaking.objects.filter(meeting=meeting).exists() or not log.state.number:
            return
        log.write("over")
        spoken = log.state.spoken.items()
        Speaking.objects.bulk_create(
            Speaking(
                meeting=meeting, member_id=member, turns=one.turns, seconds=one.seconds, squares=one.squares
            )
            for member, one in spoken
            if member not in log.state.uncounted and one.turns
        )
        Sounding.objects.filter(meeting=meeting).delete()
        Presence.objects.filter(meeting=meeting, left_at=None).update(left_at=log.now)


@transaction.atomic
def count(*, member: Member, circle: Circle, counted: bool) -> None:
    """Have `member`'s speaking time counted in `circle`, or not: from now on. Where not, what was counted of it before
    is forgotten, in a meeting that is held now too. Twice changes nothing."""
    require(member, Act.SPEAK_UNCOUNTED, circle)
    current = Uncounted.objects.current().filter(circle=circle, member=member)
    if counted:
        current.update(until=timezone.now())
    else:
        Uncounted.objects.get_or_create(circle=circle, member=member, until=None)
    for meeting in Meeting.objects.of(circle).live():
        _tell(meeting, member, counted)
    if not counted:  # last: a meeting that closes at this moment has counted them, or knows by now
        Speaking.objects.filter(meeting__circle=circle, member=member).delete()


@dataclass(frozen=True)
class SpeakingPage:
    """Whether a member is counted in a circle, what of theirs was, and how many there are who are not counted."""

    is_counted: bool
    uncounted: int
    turns: int
    minutes: int


def speaking_page(circle: Circle, member: Member) -> SpeakingPage:
    uncounted = set(Uncounted.objects.current().filter(circle=circle).values_list("member_id", flat=True))
    own = Speaking.objects.visible_to(member).filter(meeting__circle=circle)
    sums = own.aggregate(turns=Sum("turns"), seconds=Sum("seconds"))
    return SpeakingPage(
        is_counted=member.pk not in uncounted,
        uncounted=len(uncounted),
        turns=sums["turns"] or 0,
        minutes=round((sums["seconds"] or 0) / 60),
    )


def _tell(meeting: Meeting, member: Member, counted: bool) -> None:
    try:
        with held(meeting) as log:
            if (member.pk in log.state.uncounted) == counted:
                log.write("counted", member, counted=counted)
    except NotNow:
        return
