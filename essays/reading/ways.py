"""The ways that lead here from other rooms: a circle's page, a note's page, and what a member takes along."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essays.margin import additions
from essays.reading.pinning import meetings_for
from essays.reading.progress import exported
from forum.circles import reading
from forum.circles.models import Circle
from forum.circles.reading import Way
from forum.profiles import exporting


def register() -> None:
    additions.register("essays/reading/_pin.html", meetings_for)
    exporting.register("reading", exported)
    reading.register_way(to_plans)


def to_plans(circle: Circle, _reader: Any) -> Way:
    return Way(reverse("plans", args=[circle.slug]), _("Reading plan"))
