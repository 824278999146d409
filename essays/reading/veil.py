"""The soft veil: to whoever reads along with a circle, the notes beside what they have not read yet wait.

Whoever meets a text through the answers to it reads the answers. A member of a circle with a plan has the words to
themselves first; how many notes wait is told, and one click shows them. The Commons is everybody's: its plan veils a
text only for those who have said that they read along, by marking how far they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, Subquery, Value

from essays.library.models import Section
from essays.margin.veiling import Veiling
from essays.margin.veiling import register as register_veil
from essays.reading.models import Lift, Mark, Plan

ABOVE, BELOW = "essays/reading/_veil.html", "essays/reading/_read_to_here.html"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a reader stands towards a section of a text they read in a plan."""

    section: Section
    plan: int
    is_read: bool
    is_furthest: bool  # the last one they have read


def register() -> None:
    register_veil(columns, standing_of)


def columns(reader: Any) -> Mapping[str, Any]:
    """What the query of a section asks besides, of its essay and its reader."""
    if not reader.is_authenticated:
        return {"plan_read_in": Value(None, output_field=BooleanField())}
    essay = OuterRef("edition__essay")
    marks = Mark.objects.own(reader).filter(essay=essay)
    plans = Plan.objects.for_member(reader).running().filter(essay=essay)
    marked = Exists(Mark.objects.own(reader).filter(essay=OuterRef("essay")))
    plans = plans.filter(Q(circle__is_commons=False) | marked)
    return {
        "plan_read_in": Subquery(plans.order_by("-pk").values("pk")[:1]),
        "read_up_to": Subquery(marks.values("section__position")),
        "is_unveiled": Exists(marks.filter(unveiled_at__isnull=False))
        | Exists(Lift.objects.filter(member=reader.pk, section=OuterRef("pk"))),
    }


def standing_of(section: Any, reader: Any) -> Veiling | None:
    """What is shown of it with a section read with those columns; None to whoever reads it in no plan."""
    if not getattr(section, "plan_read_in", None):
        return None
    upto = section.read_up_to or 0
    said = Standing(section, section.plan_read_in, section.position <= upto, section.position == upto)
    is_drawn = not (said.is_read or section.is_unveiled)
    return Veiling(is_drawn, ABOVE if is_drawn else "", BELOW, said)
