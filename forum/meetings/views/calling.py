"""Calling a meeting, changing and cancelling it, saying whether one comes, opening and closing it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.limits import Limit, limited
from forum.meetings.actions import (
    answer,
    call_meeting,
    cancel_meeting,
    change_meeting,
    close_meeting,
    open_meeting,
)
from forum.meetings.finding_a_date import propose_dates
from forum.meetings.forms import AnswerForm, CallForm, CancelForm, MeetingForm
from forum.meetings.refusals import NotNow
from forum.meetings.views.finding_them import circle_or_404, meeting_or_404
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.POSTING)
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Call a meeting of a circle."""
    member, circle = member_of(request), circle_or_404(request, slug)
    require(member, Act.CALL_MEETING, circle)
    form = CallForm(sent_in(request), zone=member.time_zone, is_open=not circle.is_closed)
    keep_key = f"meeting-in-{circle.pk}"
    if form.is_valid():

        def act() -> str:
            with transaction.atomic():
                meeting = call_meeting(member=member, circle=circle, **form.said())
                if dates := form.cleaned_data["dates"]:
                    propose_dates(member=member, meeting=meeting, moments=dates)
            return meeting.get_absolute_url()

        return do_once(request, form, act, keep_key=keep_key)
    context = {"section": "talk", "circle": circle, "form": form, "keep_key": keep_key}
    return render(request, "forum/meetings/call.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a meeting be at another time, elsewhere, or about something else."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, meeting)
    if meeting.is_over:
        messages.error(request, _("This meeting is over, or was cancelled. It stays as it is."))
        return redirect(meeting)
    form = MeetingForm(sent_in(request), meeting=meeting, is_open=not meeting.circle.is_closed)
    keep_key = f"meeting-{meeting.pk}-{meeting.sequence}"
    if form.is_valid():

        def act() -> str:
            return change_meeting(member=member, meeting=meeting, **form.said()).get_absolute_url()

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    context = {
        "section": "talk", "circle": meeting.circle, "meeting": meeting, "form": form, "keep_key": keep_key,
    }  # fmt: skip
    return render(request, "forum/meetings/call.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a meeting does not take place, and cancel it."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, meeting)
    form = CancelForm(sent_in(request))
    if form.is_valid():

        def act() -> str:
            return cancel_meeting(
                member=member, meeting=meeting, why=form.cleaned_data["why"]
            ).get_absolute_url()

        try:
            return do_once(request, form, act)
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    context = {"section": "talk", "circle": meeting.circle, "meeting": meeting, "form": form}
    return render(request, "forum/meetings/cancel.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.EDITING)
def say_whether(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether one comes; `from` is "front" where it is said at the front door, which one is led back to."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.COME_TO_MEETING, meeting)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer(member=member, meeting=meeting, says=form.cleaned_data["says"])
        except NotNow as too_late:
            messages.error(request, str(too_late))
    else:
        messages.error(request, _("Choose yes, maybe or no. Nothing was changed."))
    if request.POST.get("from") == "front":
        return redirect("front_door")
    return redirect(f"{meeting.get_absolute_url()}#who")


@require_POST
@member_required
@limited(Limit.EDITING)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a meeting."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.COME_TO_MEETING, meeting)
    try:
        open_meeting(member=member, meeting=meeting)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(meeting)


@require_POST
@member_required
@limited(Limit.EDITING)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a meeting that is open."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.COME_TO_MEETING, meeting)
    try:
        close_meeting(member=member, meeting=meeting)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(meeting)
