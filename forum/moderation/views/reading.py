"""Reading about cases: all of them, one of them, and how it all works."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from forum.circles.models import Circle
from forum.moderation.forms import AppealForm, NumberForm, VoteForm
from forum.moderation.introducing import introduction
from forum.moderation.models import Case
from forum.moderation.pages.cases import CasePage, case_page
from forum.moderation.pages.lists import cases_page
from forum.moderation.roles import case_of
from forum.moderation.signals import case_shown
from forum.web.idempotency import OnceForm


@require_safe
def show_introduction(request: HttpRequest) -> HttpResponse:
    """How members look after their conversation, for whoever has just come."""
    return render(request, "forum/moderation/introduction.html", introduction())


@require_safe
def show_cases(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Cases of all circles that the reader sees, or of one: ?show=open, decided, mine or practice."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug) if slug else None
    page = cases_page(
        request.user,
        circle=circle,
        shown=request.GET.get("show", ""),
        before=request.GET.get("before", ""),
    )
    return render(request, "forum/moderation/cases.html", {"section": "talk", "page": page})


@require_safe
def show_case(request: HttpRequest, pk: int) -> HttpResponse:
    """A case, as whoever reads it is concerned by it."""
    case = case_or_404(request, pk)
    if request.user.is_authenticated:
        case_shown.send(sender=Case, case=case, member=request.user)
    return show(request, case)


@require_safe
def lead_to_ruling(request: HttpRequest, number: int) -> HttpResponse:
    """Lead from the entry by which something was restrained to the case it was found in; else to the entry itself.

    A page of many posts says this address of each, and asks nothing of the database for it.
    """
    case = case_of(number)
    is_seen = case is not None and Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    return redirect(case) if case is not None and is_seen else redirect("entry", number)


def case_or_404(request: HttpRequest, pk: int) -> Case:
    """The case of that number, if the reader sees it, with all that its page says."""
    return get_object_or_404(Case.objects.visible_to(request.user).for_page(), pk=pk)


def show(request: HttpRequest, case: Case, **refused: OnceForm) -> HttpResponse:
    """The page of `case`, with what is `refused`: a form of its that was sent and could not be done, under its name."""
    page = case_page(case, request.user)
    context = {"section": "talk", "page": page} | _forms(page) | refused
    return render(request, "forum/moderation/case.html", context, status=422 if refused else 200)


def _forms(page: CasePage) -> dict[str, Any]:
    """The forms that its reader can send from the page."""
    forms: dict[str, Any] = {}
    if page.may.give_number:
        forms["number_form"] = NumberForm()
    if page.may.ask_redraw:
        forms["redraw_form"] = OnceForm()
    if page.may.appeal:
        forms["appeal_form"] = AppealForm()
    if page.may.vote and page.panel is not None:
        own = page.own_ballot
        initial: dict[str, Any] = {}
        if own:
            initial = {"choice": own.choice, "days": own.days, "reason": own.reason}
            initial["holds_now"] = "" if own.holds_now is None else "yes" if own.holds_now else "no"
        forms["vote_form"] = VoteForm(panel=page.panel, initial=initial)
    return forms
