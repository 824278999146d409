"""Writing minutes: in a form that any browser sends, and by itself while one types."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from forum.limits import Limit, limited
from forum.meetings.minutes.forms import MinutesForm, PresentForm
from forum.meetings.minutes.models import Minutes
from forum.meetings.minutes.pages.minutes import minutes_of
from forum.meetings.minutes.refusals import NotNow
from forum.meetings.minutes.views.finding_them import meeting_or_404
from forum.meetings.minutes.writing import Written, say_how_many, write
from forum.meetings.models import Meeting
from forum.members.requests import member_of
from forum.permissions import Act, can, require
from forum.text import TextRefused
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.htmx import is_fragment
from forum.web.sending import do_once, sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def write_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write, and lead back to the minutes; or, where two wordings stand in one place, here again to settle them.

    The page of a meeting that is held asks for the part in which they are written, to show it beside.
    """
    member, meeting = member_of(request), meeting_or_404(request, pk)
    minutes = minutes_of(meeting, member)
    if is_fragment(request) and request.method != "POST":
        return _sheet(request, meeting, minutes)
    require(member, Act.WRITE_MINUTES, meeting)
    if minutes and minutes.stand:
        messages.info(request, _("These minutes stand, and are not changed any more."))
        return redirect(minutes)
    form = MinutesForm(sent_in(request), minutes=minutes)
    if form.is_valid():

        def act() -> str:
            said = form.cleaned_data
            written = write(
                member=member,
                meeting=meeting,
                source=said["source"],
                base=said["base"],
                window=said["window"],
            )
            return reverse("write_minutes" if written.conflicts else "minutes", args=[pk]) + _told(written)

        try:
            return _told_in_words(request, do_once(request, form, act))
        except TextRefused as refused:
            form.add_error("source", str(refused))
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    context = {"section": "talk", "meeting": meeting, "minutes": minutes, "form": form}
    response = render(request, "forum/meetings/minutes/write.html", context, status=status_of(form))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _sheet(request: HttpRequest, meeting: Meeting, minutes: Minutes | None) -> HttpResponse:
    """The minutes without a page around them: written by whoever may, read by the others."""
    may_write = can(request.user, Act.WRITE_MINUTES, meeting) and not (minutes and minutes.stand)
    form = MinutesForm(minutes=minutes) if may_write else None
    context = {"meeting": meeting, "minutes": minutes, "form": form}
    response = render(request, "forum/meetings/minutes/_sheet.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.SAVING_DRAFTS)
def save_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what is being typed, and answer with what stands then; or, asked ?since= a version, with what is newer.

    Answers {number, source, html, unsettled, conflicts}; {refused: why} where the words may not stand; 204 where
    nothing is newer.
    """
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.WRITE_MINUTES, meeting)
    if request.method != "POST":
        minutes = minutes_of(meeting, member)
        if minutes is None or minutes.number == number_in(request.GET.get("since")):
            return HttpResponse(status=204)
        return _as_json(Written(minutes))
    form = MinutesForm(request.POST, minutes=None)
    if not form.is_valid():
        return JsonResponse({"refused": form.errors.as_text()}, status=422)
    said = form.cleaned_data
    try:
        written = write(
            member=member, meeting=meeting, source=said["source"], base=said["base"], window=said["window"]
        )
    except (TextRefused, NotNow) as refused:
        return JsonResponse({"refused": str(refused)}, status=422)
    return _as_json(written)


@require_POST
@member_required
@limited(Limit.EDITING)
def say_present(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many were there."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.WRITE_MINUTES, meeting)
    form = PresentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say it as a number. Nothing was changed."))
        return redirect("minutes", pk)

    def act() -> str:
        say_how_many(member=member, meeting=meeting, present=form.cleaned_data["present"])
        return reverse("minutes", args=[pk])

    try:
        return do_once(request, form, act)
    except NotNow as too_late:
        messages.error(request, str(too_late))
        return redirect("minutes", pk)


def _as_json(written: Written) -> JsonResponse:
    minutes: Minutes = written.minutes
    return JsonResponse(
        {
            "number": minutes.number,
            "source": minutes.source,
            "html": minutes.html,
            "unsettled": minutes.unsettled,
            "conflicts": written.conflicts,
            "stands": minutes.stand,
        }
    )


def _told(written: Written) -> str:
    """What became of it, in the address that is led to: it is remembered with the form's token."""
    if written.conflicts:
        return f"?two-wordings={written.conflicts}"
    return "?together" if written.is_merged else ""


def _told_in_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same as a message, and out of the address."""
    address, _sign, told = response.headers["Location"].partition("?")
    if told == "together":
        messages.info(
            request, _("Somebody else has written meanwhile. What you both wrote stands together now.")
        )
    elif told:
        n = number_in(told.rpartition("=")[2]) or 1
        said = ngettext(
            "You and somebody else changed the same sentence: in %(n)d place both wordings stand. Settle it below.",
            "You and somebody else changed the same sentences: in %(n)d places both wordings stand. Settle them below.",
            n,
        )
        messages.warning(request, said % {"n": n})
    return redirect(address)
