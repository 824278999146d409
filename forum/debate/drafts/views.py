"""Drafts: their list, saving while one types, discarding."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.debate.drafts.actions import DraftRefused, discard_draft, save_draft
from forum.debate.drafts.models import Draft
from forum.debate.drafts.pages import drafts_page
from forum.debate.drafts.places import places_named
from forum.limits import Limit, limited
from forum.members.models import Member
from forum.members.requests import member_of
from forum.web.access import member_required
from forum.web.asked import words_in
from forum.web.htmx import is_fragment
from forum.web.idempotency import token_in

NOT_TYPED = {"csrfmiddlewaretoken", "token", "then", "seen", "place"}
"""Names in a form of what its writer has not said."""


@require_safe
@member_required
def show_drafts(request: HttpRequest) -> HttpResponse:
    """One's own drafts."""
    page = drafts_page(member_of(request), before=request.GET.get("before", ""))
    return render(request, "forum/debate/drafts/drafts.html", {"page": page})


@require_POST
@member_required
@limited(Limit.SAVING_DRAFTS)
def save(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a form now, at its ?place; says the version that is kept, "" for none."""
    member, place = member_of(request), request.POST.get("place", "")[: Draft.LONGEST_PLACE]
    if place not in places_named([place], member):
        raise Http404
    try:
        draft = kept(request.POST, member=member, place=place)
    except DraftRefused as refused:
        return JsonResponse({"refused": str(refused)}, status=422)
    return JsonResponse({"version": draft.version if draft else ""})


@require_POST
@member_required
@limited(Limit.SAVING_DRAFTS)
def discard(request: HttpRequest) -> HttpResponse:
    """Discard the draft of a ?place, wherever it is."""
    place = words_in(request.POST.get("place"))[: Draft.LONGEST_PLACE]
    discard_draft(member=member_of(request), place=place)
    if is_fragment(request):
        return HttpResponse(status=204)
    messages.success(request, _("The draft has been discarded."))
    return redirect("drafts")


def kept(said: QueryDict, *, member: Member, place: str) -> Draft | None:
    """Keep what a form says as a draft."""
    fields = {words_in(name): words_in(str(words)) for name, words in said.items() if name not in NOT_TYPED}
    return save_draft(member=member, place=place, fields=fields, token=token_in(said.get("token")))
