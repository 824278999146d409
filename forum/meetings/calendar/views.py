"""Calendars by their secret addresses, one meeting as a file, and the page of one's addresses."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.circles.models import Circle
from forum.limits import Limit, limited
from forum.meetings.calendar.actions import make_key, renew_key, revoke_key
from forum.meetings.calendar.addresses import key_for
from forum.meetings.calendar.answering import answer
from forum.meetings.calendar.gathering import calendar_of, calendar_with
from forum.meetings.calendar.models import CalendarKey
from forum.meetings.calendar.pages import addresses_page
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.members.requests import member_of
from forum.web.access import member_required
from forum.web.asked import number_in


@require_safe
def secret_calendar(request: HttpRequest, pass_: str) -> HttpResponse:
    """The meetings that the member sees whose address this is."""
    key = key_for(pass_)
    if key is None:
        raise Http404
    request.user = key.member  # by whom it is limited: the fetching is done by a few machines for many
    return _read(request, key)


@limited(Limit.FETCHING_CALENDARS)
def _read(request: HttpRequest, key: CalendarKey) -> HttpResponse:
    calendar = calendar_of(key)
    if calendar is None:
        raise Http404
    return answer(request, calendar, file_name="meetings.ics", is_secret=True)


@require_safe
@limited(Limit.FETCHING_CALENDARS)
def meeting_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, to be taken into a calendar by hand."""
    found = Meeting.objects.visible_to(request.user).filter(starts_at__isnull=False).select_related("circle")
    meeting = get_object_or_404(found, pk=pk)
    calendar = calendar_with(meeting, request.user)
    return answer(request, calendar, file_name=f"meeting-{meeting.pk}.ics", is_secret=False)


@member_required
@limited(Limit.TAKING_NOTE)
def calendar_addresses(request: HttpRequest) -> HttpResponse:
    """One's secret addresses; making, renewing and revoking them one by one."""
    member = member_of(request)
    if request.method != "POST":
        page = addresses_page(member, of=request.GET.get("of", ""))
        return render(request, "forum/meetings/calendar/addresses.html", {"page": page})
    said = {
        "make": (make_key, _("The address is ready.")),
        "renew": (renew_key, _("You have a new address. The earlier one leads nowhere now.")),
        "revoke": (revoke_key, _("The address leads nowhere now.")),
    }.get(request.POST.get("then", ""))
    if said:
        act, done = said
        act(member=member, circle=_circle_asked(request, member))
        messages.success(request, done)
    return redirect(request.get_full_path())


def _circle_asked(request: HttpRequest, member: Member) -> Circle | None:
    """The circle that a form is about, which its sender is in; None for all of them."""
    if not request.POST.get("circle"):
        return None
    number = number_in(request.POST.get("circle")) or 0
    return get_object_or_404(Circle.objects.joined_by(member), pk=number)
