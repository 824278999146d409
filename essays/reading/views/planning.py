"""Planning what a circle reads, and laying out anew what lies ahead."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essays.reading.forms import AheadForm, PlanForm
from essays.reading.planning import make_plan
from essays.reading.presets import presets_for
from essays.reading.proposing import goes_on, proposal_for
from essays.reading.refusals import CannotPlan, ChangedMeanwhile
from essays.reading.replanning import as_it_stands, changes_by, course_of, end_plan, lay_out_anew
from essays.reading.schedule import NoDaysLeft
from essays.reading.views.finding_them import circle_or_404, essays_for, plan_or_404
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.POSTING)
def plan_reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a schedule, adjust it, and publish it. Until it is published, nothing is written."""
    member, circle = member_of(request), circle_or_404(request, slug)
    require(member, Act.PLAN_READING, circle)
    essays = essays_for(circle, member)
    is_sent = request.method == "POST"
    form = (
        PlanForm(request.POST, essays=essays) if is_sent else PlanForm.beginning(member, essays, request.GET)
    )
    proposal, refusal = None, ""
    if form.is_valid():
        try:
            proposal = proposal_for(form, request.POST if is_sent else None)
        except NoDaysLeft:
            form.add_error("pause_last", _("The pauses leave no day on which you could meet."))
    if proposal and request.POST.get("do") == "publish":
        refusal = proposal.refusal
        if not goes_on(form, request.POST):
            refusal = _("You changed something. This is the schedule for it: have a look, then publish it.")
        if not refusal:
            wanted, essay = form.wanted(proposal.sizes, proposal.when), proposal.essay

            def act() -> str:
                made = make_plan(member=member, circle=circle, essay=essay, wanted=wanted)
                return made.get_absolute_url()

            try:
                return do_once(request, form, act, said=_("It is planned, and the meetings are called."))
            except CannotPlan as refused:
                refusal = str(refused)
    elif proposal:
        refusal = proposal.refusal
    context = {
        "section": "talk", "circle": circle, "form": form, "proposal": proposal, "refusal": refusal,
        "has_texts": essays.exists() if not proposal else True,
    }  # fmt: skip
    is_refused = is_sent and (refusal or not form.is_valid())
    return render(request, "essays/reading/new_plan.html", context, status=422 if is_refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def plan_ahead(request: HttpRequest, pk: int) -> HttpResponse:
    """What would change if what lies ahead is laid out as the address asks for; and, when sent, to do that."""
    member, plan = member_of(request), plan_or_404(request, pk)
    require(member, Act.CHANGE_PLAN, plan)
    if plan.ended_at:
        messages.error(request, _("This plan was ended."))
        return redirect(plan)
    now = timezone.now()
    course = course_of(plan, now)
    is_sent = request.method == "POST"
    form: Any = (
        AheadForm(request.POST, course=course) if is_sent else AheadForm.beginning(course, request.GET)
    )
    changes, refusal = None, ""
    if form.is_valid():
        try:
            ahead = form.ahead()
            is_asked = is_sent or bool(request.GET)
            changes = changes_by(course, ahead, now) if is_asked else as_it_stands(course, now)
            if is_sent:
                seen = form.cleaned_data["seen"]

                def act() -> str:
                    lay_out_anew(member=member, plan=plan, ahead=ahead, seen=seen)
                    return plan.get_absolute_url()

                return do_once(request, form, act, said=_("What lies ahead is laid out anew."))
        except NoDaysLeft:
            form.add_error("pause_last", _("The pauses leave no day on which you could meet."))
        except ChangedMeanwhile as refused:
            refusal = str(refused)
            plan = plan_or_404(request, pk)
            course = course_of(plan, now)
            form = AheadForm.beginning(course, request.POST)
            changes = changes_by(course, form.ahead(), now) if form.is_valid() else None
    context = {
        "section": "talk", "plan": plan, "course": course, "form": form, "changes": changes, "refusal": refusal,
        "is_any": changes is not None and not all(change.is_same for change in changes),
        "presets": presets_for(course, form) if not (is_sent or request.GET) and form.is_valid() else (),
    }  # fmt: skip
    return render(request, "essays/reading/ahead.html", context, status=422 if is_sent else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a plan is to be ended, and end it."""
    member, plan = member_of(request), plan_or_404(request, pk)
    require(member, Act.CHANGE_PLAN, plan)
    if request.method != "POST":
        course = course_of(plan, timezone.now())
        context = {"section": "talk", "plan": plan, "ahead": course.ahead}
        return render(request, "essays/reading/end.html", context)
    end_plan(member=member, plan=plan)
    messages.success(request, _("The plan is ended. What you read and wrote stays."))
    return redirect("plans", plan.circle.slug)
