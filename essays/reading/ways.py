"""The ways that lead here from other rooms: a circle's page, a note's page, and what a member takes along."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essays.margin import additions
from essays.reading.models import Plan
from essays.reading.pinning import meetings_for
from essays.reading.progress import exported
from essays.reading.words import day_in_words
from forum.circles import reading
from forum.circles.models import Circle
from forum.circles.reading import Reading, Way
from forum.meetings.models import Meeting
from forum.profiles import exporting

MOST = 3  # plans that a circle's page names


def register() -> None:
    additions.register("essays/reading/_pin.html", meetings_for)
    exporting.register("reading", exported)
    reading.register(read_by_plan)
    reading.register_way(to_plans)


def read_by_plan(circle: Circle, reader: Any) -> Sequence[Reading]:
    """The texts that the circle reads by a plan now, the latest first, each with when one meets about it next."""
    following = Meeting.objects.ahead(timezone.now()).filter(stage__plan=OuterRef("pk"))
    plans = Plan.objects.visible_to(reader).running().filter(circle=circle).select_related("essay")
    plans = plans.annotate(next_at=Subquery(following.order_by("starts_at").values("starts_at")[:1]))
    return [
        Reading(
            title=plan.essay.title,
            href=plan.get_absolute_url(),
            author=plan.essay.author,
            language=plan.essay.language,
            note=_when(plan.next_at),
        )
        for plan in plans.order_by("-pk")[:MOST]
    ]


def _when(next_at: datetime | None) -> str:
    if next_at is None:
        return gettext("by a plan, all of whose meetings are past")
    return gettext("by a plan; next: %(when)s") % {"when": day_in_words(timezone.localtime(next_at))}


def to_plans(circle: Circle, _reader: Any) -> Way:
    return Way(reverse("plans", args=[circle.slug]), _("Reading plan"))
