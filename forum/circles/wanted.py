"""Who asks to be let into a member's circles, told to the front door: any member can answer, if they know of it."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from forum.circles.models import Asking
from forum.circles.querysets import ids_joined_by
from forum.members import waiting
from forum.members.models import Member
from forum.members.waiting import Waiting
from forum.web.prepared import Prepared

MOST = 5  # circles


def register() -> None:
    waiting.register(_CIRCLES, _said)


def _circles_of(member: Member, _now: datetime) -> QuerySet:
    """The circles that the member is in, and somebody waits to be let into, who has waited longest first."""
    asking = Asking.objects.waiting().filter(circle_id__in=ids_joined_by(member))
    circles = asking.values("circle__slug", "circle__name").annotate(people=Count("pk"), since=Min("at"))
    return circles.order_by("since", "circle__slug")[:MOST]


_CIRCLES = Prepared(_circles_of, Member, datetime)


def _said(row: dict[str, Any], _member: Member) -> Waiting:
    said = ngettext(
        "%(people)d person asks to join %(circle)s", "%(people)d people ask to join %(circle)s", row["people"]
    )
    words = said % {"people": row["people"], "circle": row["circle__name"]}
    return Waiting(reverse("askings", args=[row["circle__slug"]]), words)
