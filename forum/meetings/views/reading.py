"""Reading of meetings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from forum.meetings.models import Meeting
from forum.meetings.pages.lists import meetings_page
from forum.meetings.pages.meetings import meeting_page
from forum.meetings.signals import meeting_shown
from forum.meetings.views.finding_them import circle_or_404, meeting_or_404


@require_safe
def show_meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a circle."""
    page = meetings_page(
        circle_or_404(request, slug), request.user, timezone.now(), before=request.GET.get("before", "")
    )
    return render(request, "forum/meetings/meetings.html", {"section": "talk", "page": page})


@require_safe
def show_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting: when and where, who comes, what is on the agenda, and what other rooms know of it."""
    page = meeting_page(meeting_or_404(request, pk), request.user, timezone.now())
    if request.user.is_authenticated:
        meeting_shown.send(sender=Meeting, meeting=page.meeting, member=request.user)
    context = {"section": "talk", "page": page, "meeting": page.meeting}
    return render(request, "forum/meetings/meeting.html", context)
