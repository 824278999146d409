"""Making, renewing and revoking one's secret addresses of calendars."""

from django.db import transaction
from django.utils import timezone

from forum.circles.models import Circle
from forum.meetings.calendar.models import CalendarKey, new_secret
from forum.members.models import Member
from forum.permissions import Act, require


@transaction.atomic
def make_key(*, member: Member, circle: Circle | None) -> CalendarKey:
    """Give `member` an address of the meetings of `circle`, of all their circles where it is None; one that is there
    already stays. Whoever calls has made sure that they are in it."""
    require(member, Act.EDIT_PROFILE, member)
    return CalendarKey.objects.get_or_create(member=member, circle=circle)[0]


@transaction.atomic
def renew_key(*, member: Member, circle: Circle | None) -> CalendarKey:
    """Give `member` another address: the one they had leads nowhere from now on."""
    require(member, Act.EDIT_PROFILE, member)
    renewed = {"secret": new_secret(), "made_at": timezone.now()}
    return CalendarKey.objects.update_or_create(member=member, circle=circle, defaults=renewed)[0]


@transaction.atomic
def revoke_key(*, member: Member, circle: Circle | None) -> None:
    """Take an address of `member` away."""
    require(member, Act.EDIT_PROFILE, member)
    CalendarKey.objects.filter(member=member, circle=circle).delete()
