"""Making a proposal, giving it other words, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.decisions.amending import reword
from forum.decisions.clock import put_to_vote
from forum.decisions.closing import withdraw
from forum.decisions.drafting import change_draft, discard, draft, put_forward
from forum.decisions.forms import FORMS
from forum.decisions.models import Kind, Proposal
from forum.decisions.refusals import CannotPropose, NotNow
from forum.decisions.views.finding_them import circle_or_404, proposal_or_404
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.text import TextRefused
from forum.web.access import member_required
from forum.web.asked import words_in
from forum.web.sending import do_once, sent_in, status_of

Stage = Proposal.Stage
TELLS = {
    Kind.PLAIN: gettext_lazy("In your own words. Nothing carries itself out: people do what they decided."),
    Kind.GUIDELINES: gettext_lazy(
        "What the circle asks of those who write in it. Changed at once when it is decided."
    ),
    Kind.NUMBER: gettext_lazy(
        "How long questions are asked, how long positions are open, who can be drawn by lot."
    ),
    Kind.SETTINGS: gettext_lazy("What it is called and for, who reads in it, and how one comes in."),
    Kind.LEAVING: gettext_lazy(
        "They are heard, and answer. Four fifths have to say so in a vote. They can be invited again."
    ),
}


@require_safe
@member_required
def choose_kind(request: HttpRequest, slug: str) -> HttpResponse:
    """What a proposal can be about."""
    circle = circle_or_404(request, slug)
    require(request.user, Act.PROPOSE, circle)
    kinds = [
        (kind, kind.label, TELLS[kind]) for kind in Kind if kind != Kind.LEAVING or not circle.is_commons
    ]
    context = {"section": "talk", "circle": circle, "kinds": kinds}
    return render(request, "forum/decisions/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.POSTING)
def write(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Write a proposal, and keep it as a draft or put it forward at once; ?title, ?text and ?why are what it begins
    with."""
    member, circle = member_of(request), circle_or_404(request, slug)
    require(member, Act.PROPOSE, circle)
    if kind not in FORMS or (kind == Kind.LEAVING and circle.is_commons):
        raise Http404
    begun = {name: words_in(request.GET[name]) for name in ("title", "text", "why") if name in request.GET}
    form = FORMS[kind](sent_in(request), circle=circle, begun=begun)
    keep_key = f"proposal-{kind}-in-{circle.pk}"
    if form.is_valid():

        def act() -> str:
            made = draft(member=member, circle=circle, **form.said())
            return made.get_absolute_url()

        try:
            return do_once(
                request, form, act, keep_key=keep_key, said=_("Your draft is kept. Only you see it.")
            )
        except TextRefused as refused:
            form.add_error("why", str(refused))
    context = {
        "section": "talk", "circle": circle, "form": form, "kind": Kind(kind), "keep_key": keep_key,
    }  # fmt: skip
    return render(request, "forum/decisions/write.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def change_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a draft, or a proposal that may still change, say something else."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.CHANGE_PROPOSAL, proposal)
    form = FORMS[proposal.kind](sent_in(request), circle=proposal.circle, proposal=proposal)
    keep_key = f"proposal-{proposal.pk}-{proposal.wording}"
    if form.is_valid():
        change = change_draft if proposal.stage == Stage.DRAFT else reword

        def act() -> str:
            change(member=member, proposal=proposal, **form.said())
            return proposal.get_absolute_url()

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except TextRefused as refused:
            form.add_error("why", str(refused))
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    context = {
        "section": "talk", "circle": proposal.circle, "proposal": proposal, "form": form,
        "kind": Kind(proposal.kind), "keep_key": keep_key,
    }  # fmt: skip
    return render(request, "forum/decisions/write.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.POSTING)
def open_to_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft before the circle."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.CHANGE_PROPOSAL, proposal)
    try:
        put_forward(member=member, proposal=proposal)
        messages.success(
            request, _("It is open now. For a while people ask; then they say where they stand.")
        )
    except (CannotPropose, NotNow, TextRefused) as refused:
        messages.error(request, str(refused))
    return redirect(proposal)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a proposal is to be withdrawn, or a draft thrown away, and do it."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.WITHDRAW_PROPOSAL, proposal)
    if request.method != "POST":
        context = {"section": "talk", "proposal": proposal}
        return render(request, "forum/decisions/withdraw.html", context)
    try:
        if proposal.stage == Stage.DRAFT:
            discard(member=member, proposal=proposal)
            return redirect("decisions", proposal.circle.slug)
        withdraw(member=member, proposal=proposal)
    except NotNow:
        messages.error(request, _("It has been decided meanwhile, and stays as it is."))
    return redirect(proposal)


@require_POST
@member_required
@limited(Limit.EDITING)
def amend_no_further(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the circle vote on a blocked proposal as it is."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.CHANGE_PROPOSAL, proposal)
    try:
        put_to_vote(member=member, proposal=proposal)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(proposal)
