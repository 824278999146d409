"""A meeting's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.meetings.beside import shown_beside
from forum.meetings.models import Meeting
from forum.meetings.signals import meeting_shown


@require_safe
def show_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """What a meeting is about, and what other rooms show beside it."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).for_pages(), pk=pk)
    if request.user.is_authenticated:
        meeting_shown.send(sender=Meeting, meeting=meeting, member=request.user)
    context = {"meeting": meeting, "beside": shown_beside(meeting, request.user)}
    return render(request, "forum/meetings/meeting.html", context)
