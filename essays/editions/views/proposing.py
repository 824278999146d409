"""An edition on its way: what it changes, what becomes of the notes, and who decides."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from essays.editions import actions
from essays.editions.actions import NotNow
from essays.editions.forms import ProposeForm
from essays.editions.models import NextEdition
from essays.editions.pages.changes import changes_page
from essays.editions.pages.drafting import fates_page, next_page
from essays.editions.views.drafting import next_of
from essays.library import rearranging
from forum.limits import Limit, limited
from forum.members.models import Member
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.asked import number_in
from forum.web.htmx import is_fragment, lead_to
from forum.web.idempotency import OnceForm, once
from forum.web.sending import do_once


@require_http_methods(["GET", "HEAD", "POST"])
@limited(Limit.EDITING)
def next_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition on its way, wherever it has got to; and what is done to it."""
    if is_fragment(request) and request.method != "POST":
        return _how_it_stands(request, pk)
    found = next_of(request, pk)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        return _act(request, found)
    if found.edition:
        return redirect(reverse("edition", args=[found.essay.slug, found.edition.number]))
    if found.is_being_published or found.is_being_compared:
        context = {"section": "texts", "edition": found, "form": OnceForm()}
        return render(request, "essays/editions/waiting.html", context)
    return _next_page(request, found)


@require_safe
def next_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What an edition on its way changes, from section ?from= on."""
    found = next_of(request, pk)
    if found.changes is None:
        return redirect(found)
    page = changes_page(found.changes, start=number_in(request.GET.get("from")) or 0)
    context = {"section": "texts", "edition": found, "changes": page}
    return render(request, "essays/editions/next_changes.html", context)


@require_safe
def next_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of the passages in ?state=."""
    found = next_of(request, pk)
    page = fates_page(
        request.user, found, request.GET.get("state", "edited"), after=request.GET.get("after", "")
    )
    return render(request, "essays/editions/next_notes.html", {"section": "texts", "page": page})


def _next_page(
    request: HttpRequest,
    found: NextEdition,
    *,
    form: ProposeForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    page = next_page(request.user, found)
    if form is None and page.is_own and found.is_draft and found.is_compared:
        form = ProposeForm(member=member_of(request), edition=found)
    context = {
        "section": "texts",
        "page": page,
        "edition": found,
        "form": form,
        "act_form": OnceForm(auto_id=False),  # it stands in several places
        "refusal": refusal,
    }
    return render(request, "essays/editions/next.html", context, status=status)


def _act(request: HttpRequest, found: NextEdition) -> HttpResponse:
    """Do what the button that was pressed says, once."""
    member, then = member_of(request), request.POST.get("then", "")
    try:
        if then in ("propose", "publish_own"):
            return _propose(request, found, publishes=then == "publish_own")
        form, act = OnceForm(request.POST), _asked(request, member, found, then)
        if act is None or not form.is_valid():
            return _next_page(request, found, status=422)
        led_to, _is_new = once(member=member, token=form.cleaned_data["token"], act=act)
    except NotNow as refused:
        fresh = next_of(request, found.pk) if NextEdition.objects.filter(pk=found.pk).exists() else None
        if fresh is None or fresh.edition:
            messages.warning(request, str(refused))
            return redirect(reverse("editions", args=[found.essay.slug]))
        return _next_page(request, fresh, refusal=str(refused), status=409)
    for said in _told(found, then):
        messages.success(request, said)
    return redirect(led_to)


def _asked(request: HttpRequest, member: Member, found: NextEdition, then: str) -> Callable[[], str] | None:
    """What a button asks for, and where that leads; None where there is no such button."""
    name, _dash, place = then.partition("-")
    if name in _ARRANGEMENTS and place:
        how = partial(_ARRANGEMENTS[name], index=(number_in(place) or 0) - 1)
        return partial(_arrange, request, member, found, how)
    if then in _DECISIONS:
        return partial(_decide, member, found, _DECISIONS[then], number_in(request.POST.get("seen")) or 0)
    if then == "rebase":
        return partial(_rebase, request, member, found)
    return partial(_ACTS[then], member, found) if then in _ACTS else None


def _arrange(request: HttpRequest, member: Member, found: NextEdition, how: actions.Change) -> str:
    seen = number_in(request.POST.get("seen")) or 0
    actions.change(member=member, edition=found, seen=seen, how=how)
    return f"{found.get_absolute_url()}#sections"


def _propose(request: HttpRequest, found: NextEdition, *, publishes: bool) -> HttpResponse:
    member = member_of(request)
    require(member, Act.CHANGE_EDITION, found)
    form = ProposeForm(request.POST, member=member, edition=found)
    if not form.is_valid():
        return _next_page(request, found, form=form, status=422)

    def act() -> str:
        proposed = actions.propose(
            member=member, edition=found, why=form.cleaned_data["why"], answers=form.chosen()
        )
        if publishes:
            proposed = actions.publish(member=member, edition=proposed)
        return proposed.get_absolute_url()

    return do_once(request, form, act, keep_key=f"next-{found.pk}-propose")


def _compare(member: Member, found: NextEdition) -> str:
    return f"{actions.compare(member=member, edition=found).get_absolute_url()}#changes"


def _stop(member: Member, found: NextEdition) -> str:
    return actions.stop_comparing(member=member, edition=found).get_absolute_url()


def _decide(member: Member, found: NextEdition, decision: Callable[..., NextEdition], seen: int) -> str:
    """Agree or publish: to the words that the page with the button showed, and to no others."""
    return decision(member=member, edition=found, seen=seen).get_absolute_url()


def _take_back(member: Member, found: NextEdition) -> str:
    return actions.take_back(member=member, edition=found).get_absolute_url()


def _withdraw(member: Member, found: NextEdition) -> str:
    actions.withdraw(member=member, edition=found)
    return reverse("editions", args=[found.essay.slug])


def _rebase(request: HttpRequest, member: Member, found: NextEdition) -> str:
    edition, both = actions.rebase(member=member, edition=found)
    messages.success(request, _("It is up to date. Please compare it with the text again."))
    if both:
        said = _("Both editions changed these sections, and yours is kept there: %(names)s.")
        messages.warning(request, said % {"names": ", ".join(both)})
    return edition.get_absolute_url()


_ACTS = {
    "compare": _compare,
    "stop": _stop,
    "take_back": _take_back,
    "withdraw": _withdraw,
}
_DECISIONS: dict[str, Callable[..., NextEdition]] = {"publish": actions.publish, "agree": actions.agree}
_ARRANGEMENTS: dict[str, Callable[..., Any]] = {
    "up": partial(rearranging.with_section_moved, by=-1),
    "down": partial(rearranging.with_section_moved, by=1),
    "join": rearranging.with_sections_joined,
    "remove": rearranging.without_section,
    "add": rearranging.with_section_after,
}


def _told(found: NextEdition, then: str) -> list[str]:
    said = {
        "withdraw": _("It has been withdrawn."),
        "agree": _agreed(found) if then == "agree" else "",
        "take_back": _("It is a draft again. Nobody else sees it until you propose it."),
    }
    return [said[then]] if then in said else []


def _agreed(found: NextEdition) -> str:
    """Whoever agrees second is told what that has done."""
    if NextEdition.objects.get(pk=found.pk).is_proposed:
        return _("You have agreed to this edition. It is published once another member agrees.")
    return _("You have agreed to this edition, the second to do so: with that it is published.")


def _how_it_stands(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page that waits: how far it has come, or where to go."""
    found = (
        NextEdition.objects.visible_to(request.user).for_reading().without_contents().filter(pk=pk).first()
    )
    if found is None:
        return lead_to(request, reverse("essays"))
    if found.is_being_published or found.is_being_compared:
        return render(request, "essays/editions/_progress.html", {"edition": found})
    return lead_to(request, found.get_absolute_url())
