"""Who can be drawn for a meeting's roles, who has opted out of one, and how often each has had which."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Count, Q

from forum.circles.models import Membership
from forum.meetings.models import Answer, Meeting, Says
from forum.meetings.rota.assigning import levelled
from forum.meetings.rota.models import Lift, OptOut, Role, Turn

ROLES = tuple(Role.values)
Served = dict[tuple[str, int], int]


def pool_of(meeting: Meeting) -> list[int]:
    """The ids of those in the circle who did not say that they do not come, and take one role at least."""
    declined = Answer.objects.filter(meeting=meeting, says=Says.NO).values("member")
    present = Membership.objects.current().filter(circle=meeting.circle_id, member__is_active=True)
    ids = present.exclude(member__in=declined).order_by("member").values_list("member", flat=True)
    out = out_of(meeting.circle_id)
    return [one for one in ids if any((role, one) not in out for role in ROLES)]


def out_of(circle: int) -> frozenset[tuple[str, int]]:
    """Who has opted out of which role in the circle."""
    rows = OptOut.objects.filter(circle=circle, until=None).values_list("role", "member")
    return frozenset(rows)


def served_in(circle: int, people: Collection[int], *, beside: Meeting) -> Served:
    """How often each of `people` has had each role in the circle's meetings but `beside`: to the end, or until
    they were recalled. Who swapped a role away, handed it on or did not come has not had it; nor has anybody at a
    meeting that was cancelled."""
    had = Turn.objects.filter(
        Q(until=None) | Q(ended_by=Turn.EndedBy.RECALLED),
        meeting__circle=circle,
        meeting__cancelled_at=None,
        member__in=people,
    ).exclude(meeting=beside)
    counts = had.order_by().values_list("role", "member").annotate(times=Count("meeting", distinct=True))
    return {(role, member): times for role, member, times in counts}


def counted_for(meeting: Meeting, people: Sequence[int]) -> Served:
    """How often each counts as having had each role, now that they are drawn among: who came late, or could not be
    drawn for a while, is lifted so far that they need not make up for it, once and for all."""
    served = served_in(meeting.circle_id, people, beside=meeting)
    rows = Lift.objects.filter(circle=meeting.circle_id, member__in=people)
    lifts = {(one.role, one.member_id): one.by for one in rows}
    counted: Served = {
        (role, one): served.get((role, one), 0) + lifts.get((role, one), 0)
        for role in ROLES
        for one in people
    }
    level = levelled(counted, people, ROLES)
    for (role, one), times in level.items():
        if times > counted[role, one]:
            by = lifts.get((role, one), 0) + times - counted[role, one]
            Lift.objects.update_or_create(
                circle_id=meeting.circle_id, member_id=one, role=role, defaults={"by": by}
            )
    return level


def last_in(meeting: Meeting) -> Mapping[str, int]:
    """Who had which role at the meeting of the circle before this one that had any."""
    before = Turn.objects.filter(
        meeting__circle=meeting.circle_id,
        meeting__cancelled_at=None,
        meeting__starts_at__lt=meeting.starts_at,
    ).exclude(meeting=meeting)
    latest = before.order_by("-meeting__starts_at", "-meeting").values("meeting")[:1]
    had = Turn.objects.filter(Q(until=None) | Q(ended_by=Turn.EndedBy.RECALLED), meeting__in=latest)
    return dict(had.order_by("since", "pk").values_list("role", "member"))
