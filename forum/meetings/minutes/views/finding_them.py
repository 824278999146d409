"""The meeting, or the item, that an address names, as its reader may see it; else 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from forum.circles.models import Circle
from forum.meetings.minutes.models import ActionItem
from forum.meetings.models import Meeting


def circle_or_404(request: HttpRequest, slug: str) -> Circle:
    return get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("circle"), pk=pk)


def item_or_404(request: HttpRequest, pk: int) -> ActionItem:
    return get_object_or_404(ActionItem.objects.visible_to(request.user).for_pages(), pk=pk)
