"""Finding what an address names, as far as whoever asks may see it."""

from typing import Any

from django.db.models import Case, Q, When
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from essays.library.models import Essay
from essays.reading.models import Plan, Prompt
from forum.circles.models import Circle


def circle_or_404(request: HttpRequest, slug: str) -> Circle:
    return get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)


def plan_or_404(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.user).for_pages(), pk=pk)


def prompt_or_404(request: HttpRequest, pk: int) -> Prompt:
    return get_object_or_404(Prompt.objects.visible_to(request.user).for_pages(), pk=pk)


def essays_for(circle: Circle, reader: Any) -> Any:
    """The texts that a circle may read together: its own first, then those of open circles; the newest first."""
    readable = Q(circle=circle) | Q(circle__access=Circle.Access.OPEN)
    essays = Essay.objects.visible_to(reader).filter(readable)
    own_first = Case(When(circle=circle, then=0), default=1)
    return essays.select_related("circle").order_by(own_first, "-put_up_at", "-pk")
