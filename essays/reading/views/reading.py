"""Reading by a plan: where a circle is, what there has been, and how far one is oneself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essays.library.models import Essay, Section
from essays.library.pages import section_url
from essays.margin.models import Annotation
from essays.reading.marking import lift_for_good, lift_here, mark_read, veil_again
from essays.reading.pages import plan_page, plans_page
from essays.reading.pinning import pin, unpin
from essays.reading.recaps import recap_of
from essays.reading.refusals import CannotPlan
from essays.reading.views.finding_them import circle_or_404, plan_or_404
from forum.limits import Limit, limited
from forum.meetings.models import Meeting
from forum.meetings.refusals import CannotPut, NotNow
from forum.members.requests import member_of
from forum.web.access import member_required
from forum.web.asked import number_in


@require_safe
def show_plans(request: HttpRequest, slug: str) -> HttpResponse:
    """What a circle reads, and has read, by plans."""
    page = plans_page(circle_or_404(request, slug), request.user, before=request.GET.get("before", ""))
    return render(request, "essays/reading/plans.html", {"section": "talk", "page": page})


@require_safe
def show_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a circle is with a text, and what it reads next."""
    page = plan_page(request.user, plan_or_404(request, pk), timezone.now())
    return render(request, "essays/reading/plan.html", {"section": "talk", "page": page})


@require_safe
def join_here(request: HttpRequest, pk: int) -> HttpResponse:
    """What there has been so far, for whoever comes late."""
    page = recap_of(request.user, plan_or_404(request, pk), timezone.now())
    return render(request, "essays/reading/recap.html", {"section": "talk", "page": page})


@require_POST
@member_required
@limited(Limit.TAKING_NOTE)
def read_to_here(request: HttpRequest, slug: str) -> HttpResponse:
    """Mark how far one has read a text: to the end of the section ?section=, or nothing of it."""
    member, essay = member_of(request), _essay_or_404(request, slug)
    number = number_in(request.POST.get("section"))
    section = get_object_or_404(Section, pk=number, edition=essay.edition_id) if number else None
    mark_read(member=member, essay=essay, section=section)
    messages.success(request, _("Marked, for you alone."))
    return redirect(_back(request, section_url(essay, section) if section else essay.get_absolute_url()))


@require_POST
@member_required
@limited(Limit.TAKING_NOTE)
def lift_veil(request: HttpRequest, slug: str) -> HttpResponse:
    """See the notes beside a section before one has read it; or beside all of the text; or no more."""
    member, essay = member_of(request), _essay_or_404(request, slug)
    number, how = number_in(request.POST.get("section")), request.POST.get("do")
    section = get_object_or_404(Section, pk=number, edition=essay.edition_id) if number else None
    if how == "always":
        lift_for_good(member=member, essay=essay)
    elif how == "again":
        veil_again(member=member, essay=essay)
    elif section:
        lift_here(member=member, section=section)
    else:
        raise Http404
    return redirect(_back(request, section_url(essay, section) if section else essay.get_absolute_url()))


@require_POST
@member_required
@limited(Limit.TAKING_NOTE)
def pin_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a note on a meeting's agenda, or take it off again."""
    member = member_of(request)
    notes = Annotation.objects.visible_to(member).for_reading().select_related("essay__circle")
    annotation = get_object_or_404(notes, pk=pk)
    meetings = Meeting.objects.visible_to(member).select_related("circle")
    meeting = get_object_or_404(meetings, pk=number_in(request.POST.get("meeting")) or 0)
    try:
        if request.POST.get("do") == "unpin":
            unpin(member=member, annotation=annotation, meeting=meeting)
            messages.success(request, _("It is off the agenda."))
        else:
            pin(member=member, annotation=annotation, meeting=meeting)
            messages.success(request, _("It is on the agenda."))
    except (CannotPlan, CannotPut, NotNow) as refused:
        messages.error(request, str(refused))
    return redirect(annotation)


def _essay_or_404(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)


def _back(request: HttpRequest, otherwise: str) -> str:
    """The page of this site from which it was sent."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return back if is_ours else otherwise
