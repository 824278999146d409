"""What a circle's page offers to whoever stands before it, or in it: coming in, asking, inviting, leaving."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forum.circles.asking import may_ask_again_at
from forum.circles.leaving import was_sent_away
from forum.circles.models import Asking, Circle
from forum.permissions import Act, can


@dataclass(frozen=True)
class Door:
    """At most one of `may_join`, `may_ask`, `asking` and `again_at` holds, and none for who is in."""

    is_in: bool
    may_join: bool = False
    may_ask: bool = False
    asking: Asking | None = None  # the reader's own, as long as nobody has answered
    again_at: datetime | None = None  # after a no: from when one may ask again
    may_invite: bool = False
    may_leave: bool = False
    was_sent_away: bool = False  # by the circle's decision: one comes back when somebody in it invites one


def door_of(circle: Circle, reader: Any, *, is_in: bool, now: datetime) -> Door:
    """What `reader` may do at `circle`, knowing whether they are in it. One query for a member who is not, where one
    joins freely or asks to join; else none.

    The forms behind it ask the table of Acts again.
    """
    if is_in:
        return Door(is_in=True, may_invite=not circle.is_commons, may_leave=not circle.is_commons)
    if can(reader, Act.JOIN_CIRCLE, circle):
        is_out = was_sent_away(reader, circle)
        return Door(is_in=False, may_join=not is_out, was_sent_away=is_out)
    if not can(reader, Act.ASK_TO_JOIN, circle):
        return Door(is_in=False)
    last = Asking.objects.filter(circle=circle, member=reader.pk).order_by("-pk").first()
    if last and last.is_waiting:
        return Door(is_in=False, asking=last)
    again_at = may_ask_again_at(last)
    if again_at and again_at > now:
        return Door(is_in=False, again_at=again_at)
    return Door(is_in=False, may_ask=True)
