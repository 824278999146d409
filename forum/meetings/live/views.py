"""A meeting while it is held: its page, what changes on it, and what those who are there do."""

from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.circles.models import Circle
from forum.limits import Limit, limited
from forum.meetings.live import counting, presence
from forum.meetings.live.asking import do_what_was_said
from forum.meetings.live.glance import HELD, Glance, glance
from forum.meetings.live.pages import Room, part_of, room_at, shown_at
from forum.meetings.live.passage import passage_part
from forum.meetings.live.refusals import NotNow
from forum.meetings.models import Meeting
from forum.meetings.rota.turns import takes_minutes
from forum.meetings.signals import meeting_shown
from forum.members.models import Member
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.htmx import is_fragment, lead_to
from forum.web.prefetching import is_read

UNCHANGED = 304
REFUSED = 409


@require_safe
@member_required
def show_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting, for those who are in its circle: whoever reads it is there."""
    member, meeting = member_of(request), _meeting_or_404(request, pk)
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    if is_read(request):
        presence.arrive(member=member, meeting=meeting)
        meeting_shown.send(sender=Meeting, meeting=meeting, member=member)
    room = room_at(pk, _glance(meeting, member))
    context = {
        "section": "talk",
        "meeting": meeting,
        "room": room,
        "part": part_of(room, member.pk),
        "passage": passage_part(room),
        "takes_minutes": takes_minutes(member, meeting),
        "now": shown_at(timezone.now()),
        "reloads": "by-itself" in request.GET,
    }
    return render(request, "forum/meetings/live/live.html", context)


@require_safe
@member_required
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that changes; 304 where it has not. Whoever asks is there."""
    member, now = member_of(request), timezone.now()
    found = glance(pk, member.pk, now)
    if found is None:
        require(member, Act.TAKE_PART_IN_MEETING, _meeting_or_404(request, pk))
        raise PermissionDenied  # they have come into the circle at this very moment
    if found.phase == HELD and not (found.is_here and found.is_seen and found.is_swept):
        found = _note(pk, member, found)
    if request.headers.get("If-None-Match") == found.etag(member.pk):
        return HttpResponse(status=UNCHANGED, headers={"ETag": found.etag(member.pk), **_told()})
    return _part(room_at(pk, found), found, member)


@require_safe
@member_required
def show_passage(request: HttpRequest, pk: int) -> HttpResponse:
    """What is talked about; 304 where it reads as before."""
    member, meeting = member_of(request), _meeting_or_404(request, pk)
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    room = room_at(pk, _glance(meeting, member))
    answer = HttpResponse(passage_part(room))
    answer.headers["ETag"] = f'"{sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.headers.get("If-None-Match") == answer.headers["ETag"]:
        return HttpResponse(status=UNCHANGED, headers={"ETag": answer.headers["ETag"]})
    return answer


@require_POST
@member_required
@limited(Limit.SPEAKING)
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what a button of the meeting's page says."""
    member, meeting = member_of(request), _meeting_or_404(request, pk)
    require(member, Act.TAKE_PART_IN_MEETING, meeting)
    refused, done = "", request.POST.get("do", "")
    try:
        do_what_was_said(done, member=member, meeting=meeting)
    except NotNow as too_late:
        refused = str(too_late)
    except PermissionDenied as not_theirs:
        if not is_fragment(request):
            raise
        refused = str(not_theirs)  # the role may have gone on while they were pressing the button
    if done == "leave" and not refused:
        return lead_to(request, meeting.circle.get_absolute_url())
    if is_fragment(request):
        found = _glance(meeting, member)
        return _part(room_at(pk, found), found, member, refused=refused)
    if refused:
        messages.error(request, refused)
    return redirect("live", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def speaking_time(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether one's speaking time in a circle is counted."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    member = member_of(request)
    require(member, Act.SPEAK_UNCOUNTED, circle)
    if request.method == "POST":
        counting.count(member=member, circle=circle, counted=request.POST.get("counted") == "yes")
        messages.success(request, _("It is so from now on."))
        return redirect("speaking_time", circle.slug)
    context = {"section": "talk", "circle": circle, "page": counting.speaking_page(circle, member)}
    return render(request, "forum/meetings/live/speaking_time.html", context)


def _meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("circle"), pk=pk)


def _glance(meeting: Meeting, member: Member) -> Glance:
    """How a meeting stands for somebody who is in its circle."""
    found = glance(meeting.pk, member.pk, timezone.now())
    if found is None:
        raise PermissionDenied  # they have left it at this very moment
    return found


def _note(pk: int, member: Member, found: Glance) -> Glance:
    """Remember that somebody is there, and look for who is not, where that is due."""
    now = timezone.now()
    if not found.is_here:
        presence.arrive(member=member, meeting=Meeting(pk=pk))
    elif not found.is_seen:
        presence.heard_of(member=member, meeting=pk, at=now)
    is_swept = not found.is_swept and presence.sweep_if_due(pk, now)
    return (glance(pk, member.pk, now) or found) if is_swept or not found.is_here else found


def _part(room: Room, found: Glance, member: Member, *, refused: str = "") -> HttpResponse:
    """The part that changes, as this member sees it."""
    answer = HttpResponse(part_of(room, member.pk, said=refused), status=REFUSED if refused else 200)
    if not refused:
        answer.headers["ETag"] = found.etag(member.pk, version=room.version)
    for name, value in _told().items():
        answer.headers[name] = value
    return answer


def _told() -> dict[str, str]:
    """What each answer tells beside: not to be shown again unasked, and what time it is, for the clocks."""
    return {"Cache-Control": "private, no-cache", "Meeting-Time": str(shown_at(timezone.now()))}
