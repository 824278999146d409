"""Putting minutes before the circle, objecting to them, and objecting no longer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.limits import Limit, limited
from forum.meetings.minutes.consenting import object_to, offer, take_back
from forum.meetings.minutes.forms import ObjectionForm
from forum.meetings.minutes.models import Minutes, Objection
from forum.meetings.minutes.refusals import NotNow
from forum.meetings.minutes.views.finding_them import meeting_or_404
from forum.meetings.minutes.views.reading import answer_with
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once


@require_POST
@member_required
@limited(Limit.EDITING)
def offer_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the time to object begin."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.OFFER_MINUTES, meeting)
    try:
        offer(member=member, meeting=meeting)
        messages.success(request, _("Everyone in the circle can object now, for 72 hours."))
    except NotNow as too_soon:
        messages.error(request, str(too_soon))
    return redirect("minutes", pk)


@require_POST
@member_required
@limited(Limit.POSTING)
def object_to_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the minutes do not say as it was."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    minutes = get_object_or_404(Minutes.objects.visible_to(member).select_related("meeting"), pk=pk)
    require(member, Act.OBJECT_TO_MINUTES, minutes)
    form = ObjectionForm(request.POST)
    keep_key = f"objection-{pk}"
    if form.is_valid():

        def act() -> str:
            object_to(member=member, minutes=minutes, reason=form.cleaned_data["reason"])
            return f"{reverse('minutes', args=[pk])}#objections"

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    return answer_with(request, meeting, status=422, objection=form)


@require_POST
@member_required
@limited(Limit.EDITING)
def take_back_objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Object no longer."""
    member = member_of(request)
    objections = Objection.objects.visible_to(member).select_related("minutes__meeting")
    objection = get_object_or_404(objections, pk=pk)
    require(member, Act.TAKE_BACK_OBJECTION, objection)
    try:
        take_back(member=member, objection=objection)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect("minutes", objection.minutes_id)
