"""Saying where one stands, seconding a block, voting, answering, and looking at a decision again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.decisions.answering import answer
from forum.decisions.deciding_forms import AnswerForm, PositionForm, ReviewForm, VoteForm
from forum.decisions.models import Position, Proposal
from forum.decisions.refusals import NotNow
from forum.decisions.reviewing import look_again_later
from forum.decisions.taking_positions import second, second_no_longer, take_position
from forum.decisions.views.finding_them import proposal_or_404
from forum.decisions.voting import vote
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.text import TextRefused
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def say_where_one_stands(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a position, or change it; ?says= begins with one."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.TAKE_POSITION, proposal)
    own = Position.objects.filter(proposal=proposal, member=member).first()
    initial = {name: getattr(own, name) for name in ("says", "reason", "harms", "lifts")} if own else {}
    if request.GET.get("says") in Position.Says.values:
        initial["says"] = request.GET["says"]
    form = PositionForm(sent_in(request), promises=_promises(proposal, own), initial=initial)
    keep_key = f"position-{proposal.pk}-{proposal.wording}"
    if form.is_valid():

        def act() -> str:
            take_position(member=member, proposal=proposal, **form.said())
            return f"{proposal.get_absolute_url()}#positions"

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    context = {"section": "talk", "proposal": proposal, "form": form, "own": own, "keep_key": keep_key}
    return render(request, "forum/decisions/position.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.EDITING)
def second_block(request: HttpRequest, pk: int) -> HttpResponse:
    """Find another's block principled, or (`says` is "no") no longer."""
    member = member_of(request)
    blocks = Position.objects.visible_to(member).filter(says=Position.Says.BLOCK)
    block = get_object_or_404(blocks.select_related("proposal__circle"), pk=pk)
    require(member, Act.SECOND_BLOCK, block)
    try:
        if request.POST.get("says") == "no":
            second_no_longer(member=member, position=block)
        else:
            second(member=member, position=block)
    except (NotNow, Position.DoesNotExist):
        messages.error(request, _("Positions are over, or this is no block any more. Nothing was changed."))
    return redirect(f"{block.proposal.get_absolute_url()}#blocks")


@require_POST
@member_required
@limited(Limit.EDITING)
def vote_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote yes or no."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.VOTE_ON_PROPOSAL, proposal)
    form = VoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose yes or no. Nothing was changed."))
        return redirect(proposal)

    def act() -> str:
        vote(member=member, proposal=proposal, says=form.cleaned_data["says"])
        return f"{proposal.get_absolute_url()}#vote"

    try:
        return do_once(
            request, form, act, said=_("Your vote is counted. You can change it until the vote ends.")
        )
    except NotNow as too_late:
        messages.error(request, str(too_late))
        return redirect(proposal)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def answer_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer to being asked to leave."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.ANSWER_PROPOSAL, proposal)
    form = AnswerForm(sent_in(request), initial={"source": proposal.answer_source})
    keep_key = f"answer-to-proposal-{proposal.pk}"
    if form.is_valid():

        def act() -> str:
            answer(member=member, proposal=proposal, source=form.cleaned_data["source"])
            return proposal.get_absolute_url()

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except TextRefused as refused:
            form.add_error("source", str(refused))
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    context = {"section": "talk", "proposal": proposal, "form": form, "keep_key": keep_key}
    return render(request, "forum/decisions/answer.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.EDITING)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a decision stays, and when to look at it the next time."""
    member, proposal = member_of(request), proposal_or_404(request, pk)
    require(member, Act.REVIEW_DECISION, proposal)
    form = ReviewForm(request.POST)
    if form.is_valid():
        look_again_later(member=member, proposal=proposal, months=form.cleaned_data["months"])
    else:
        messages.error(request, _("Choose when to look at it again. Nothing was changed."))
    return redirect(proposal)


def _promises(proposal: Proposal, own: Position | None) -> list[str]:
    """What a block may guard: the circle's purpose, and each guideline. What one has named stays to be chosen."""
    circle = proposal.circle
    named = [_("The purpose: %s") % circle.purpose] if circle.purpose else [_("The purpose of the circle")]
    named += [f"{number}. {line}" for number, line in enumerate(circle.guideline_list, start=1)]
    if own and own.harms and own.harms not in named:
        named.append(own.harms)
    return named
