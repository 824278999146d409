"""The circle, meeting or item that an address names, as its reader may see it; else 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from forum.circles.models import Circle
from forum.meetings.models import AgendaItem, Meeting


def circle_or_404(request: HttpRequest, slug: str) -> Circle:
    return get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).for_pages(), pk=pk)


def item_or_404(request: HttpRequest, pk: int) -> AgendaItem:
    items = AgendaItem.objects.visible_to(request.user).select_related("meeting__circle", "thread")
    return get_object_or_404(items, pk=pk)
