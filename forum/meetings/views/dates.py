"""Finding a date."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.limits import Limit, limited
from forum.meetings.actions import put_off
from forum.meetings.finding_a_date import fix_date, propose_dates, say_when, take_back_date
from forum.meetings.forms import DateForm
from forum.meetings.models import Meeting, ProposedDate, Says
from forum.meetings.refusals import CannotPut, NotNow
from forum.meetings.views.finding_them import meeting_or_404
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.sending import do_once, sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a further date."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, meeting)
    form = DateForm(sent_in(request), initial={"time_zone": meeting.time_zone})
    if form.is_valid():

        def act() -> str:
            propose_dates(member=member, meeting=meeting, moments=[form.cleaned_data["moment"]])
            return f"{meeting.get_absolute_url()}#dates"

        try:
            return do_once(request, form, act)
        except (CannotPut, NotNow) as refused:
            form.add_error(None, str(refused))
    context = {"section": "talk", "circle": meeting.circle, "meeting": meeting, "form": form}
    return render(request, "forum/meetings/propose_date.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.EDITING)
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of each date whether one could. Said twice it is the same."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.COME_TO_MEETING, meeting)
    said = {
        number: value
        for name, value in request.POST.items()
        if name.startswith("date-")
        and value in ("", *Says.values)
        and (number := number_in(name.removeprefix("date-"))) is not None
    }
    try:
        say_when(member=member, meeting=meeting, says=said)
        messages.success(request, _("Your answers are kept. You can change them until a date is fixed."))
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(f"{meeting.get_absolute_url()}#dates")


@require_POST
@member_required
@limited(Limit.EDITING)
def fix(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix a date."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, meeting)
    date = _date(request, meeting)
    try:
        if date is None:
            raise NotNow(_("That date has been taken back meanwhile. Nothing was changed."))
        fix_date(member=member, meeting=meeting, date=date)
        messages.success(request, _("The date is fixed. What people said of it is their answer now."))
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(meeting)


@require_POST
@member_required
@limited(Limit.EDITING)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a date back that suits nobody."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, meeting)
    try:
        if date := _date(request, meeting):
            take_back_date(member=member, date=date)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(f"{meeting.get_absolute_url()}#dates")


@require_POST
@member_required
@limited(Limit.EDITING)
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a meeting off: it has no date any more, and looks for one."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, meeting)
    try:
        put_off(member=member, meeting=meeting)
        messages.success(request, _("It has no date any more. Propose others."))
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(meeting)


def _date(request: HttpRequest, meeting: Meeting) -> ProposedDate | None:
    number = number_in(request.POST.get("date", "")) or 0
    return ProposedDate.objects.filter(meeting=meeting, pk=number).select_related("meeting__circle").first()
