from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from forum.meetings.beside import blocks_of
from forum.meetings.models import Meeting


def show_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    blocks = blocks_of(meeting, request.user)
    return render(request, "forum/meetings/meeting.html", {"meeting": meeting, "blocks": blocks})


urlpatterns = [path("meetings/<int:pk>/", show_meeting, name="meeting")]
