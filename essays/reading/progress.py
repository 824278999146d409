"""How far one is oneself, and how far most are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from essays.library.models import Section
from essays.reading.models import Mark, Plan
from forum.circles.models import Membership

# Where most are is told only of so many: of three, each would know of the others how far they are from one glance to
# the next, and of one or two it would be their own mark that the circle reads.
FEWEST = 5


def own_mark(plan: Plan, member: Any) -> Mark | None:
    return Mark.objects.own(member).filter(essay=plan.essay_id).select_related("section").first()


def most_are_at(plan: Plan, sections: Sequence[Section]) -> Section | None:
    """The furthest section that more than half of those in the circle who have marked anything have read, in one query;
    None where fewer than FEWEST have, or most have read nothing yet. Whose marks they are is not even asked."""
    present = Membership.objects.current().filter(circle=plan.circle_id).values("member")
    marks = Mark.objects.filter(Q(essay=plan.essay_id), member__in=present, member__is_active=True)
    positions = sorted((p or 0 for p in marks.values_list("section__position", flat=True)), reverse=True)
    if len(positions) < FEWEST:
        return None
    reached = positions[len(positions) // 2]
    return next((section for section in sections if section.position == reached), None)


def exported(member: Any) -> list[Mapping[str, Any]]:
    """One's own marks, for whoever takes their own data along."""
    marks = Mark.objects.own(member).select_related("essay", "section").order_by("pk")
    return [
        {
            "text": mark.essay.title,
            "read_to_the_end_of": mark.section.name if mark.section else None,
            "at": mark.at.isoformat(),
            "sees_all_notes_since": mark.unveiled_at.isoformat() if mark.unveiled_at else None,
        }
        for mark in marks
    ]
