"""Joining a circle that is joined freely."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from forum.circles.actions import join
from forum.circles.leaving import was_sent_away
from forum.circles.models import Circle, Membership
from forum.members.models import Member
from forum.permissions import Act, require


def join_freely(*, member: Member, circle: Circle) -> Membership:
    """Come in by oneself; joining twice changes nothing.

    Raises PermissionDenied where a circle has another way in, and for whoever it has asked to leave: they come back
    when somebody in it invites them.
    """
    require(member, Act.JOIN_CIRCLE, circle)
    if was_sent_away(member, circle):
        raise PermissionDenied(
            _(
                "This circle has decided that you leave it. You can come back when one of its members invites you."
            )
        )
    return join(member=member, circle=circle)
