"""The ways that lead here from other rooms: a circle's page, a note's page, and what a member takes along."""

from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
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
from forum.circles.reading import Way
from forum.meetings.models import Meeting
from forum.profiles import exporting


def register() -> None:
    additions.register("essays/reading/_pin.html", meetings_for)
    exporting.register("reading", exported)
    reading.register_way(to_plans)


def with_plans(essays: QuerySet, circle: Circle, reader: Any) -> QuerySet:
    """Those of `essays` that a circle has put up or reads by a plan, with the number of the latest plan that `reader`
    may see, as `plan_number`, and when one meets about it next, as `next_at`. Those with a plan come first."""
    plans = (
        Plan.objects.visible_to(reader).running().filter(circle=circle, essay=OuterRef("pk")).order_by("-pk")
    )
    following = Meeting.objects.ahead(timezone.now()).filter(stage__plan=OuterRef("plan_number"))
    return (
        essays.annotate(plan_number=Subquery(plans.values("pk")[:1]))
        .filter(Q(circle=circle) | Q(plan_number__isnull=False))
        .annotate(next_at=Subquery(following.order_by("starts_at").values("starts_at")[:1]))
        .order_by(F("plan_number").desc(nulls_last=True), *essays.query.order_by)
    )


def how_it_is_read(essay: Any) -> str:
    """What a circle's page says of one of `with_plans` that has a plan."""
    return _when(essay.next_at)


def address_of_plan(essay: Any) -> str:
    return reverse("plan", args=[essay.plan_number])


def _when(next_at: datetime | None) -> str:
    if next_at is None:
        return gettext("by a plan, all of whose meetings are past")
    return gettext("by a plan; next: %(when)s") % {"when": day_in_words(timezone.localtime(next_at))}


def to_plans(circle: Circle, _reader: Any) -> Way:
    return Way(reverse("plans", args=[circle.slug]), _("Reading plan"))
