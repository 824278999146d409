"""Reading what a circle decides."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from forum.debate.marks.reading import remember_reading
from forum.debate.models import Thread
from forum.debate.pages import thread_page
from forum.debate.runs import place_asked
from forum.debate.signals import posts_shown
from forum.decisions.deciding_forms import ReviewForm, VoteForm
from forum.decisions.models import Proposal
from forum.decisions.pages.lists import decisions_page
from forum.decisions.pages.proposals import proposal_page
from forum.decisions.pages.standing import positions_page
from forum.decisions.views.finding_them import circle_or_404, proposal_or_404


@require_safe
def show_decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """What a circle is deciding, what it has decided, and what it wants to look at again."""
    circle, asked = circle_or_404(request, slug), request.GET
    page = decisions_page(
        circle,
        request.user,
        timezone.now(),
        shown=asked.get("show", ""),
        before=asked.get("before", ""),
    )
    return render(request, "forum/decisions/decisions.html", {"section": "talk", "page": page})


@require_safe
def show_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal: what would be decided, where people stand, and what comes next."""
    proposal = proposal_or_404(request, pk)
    page = proposal_page(proposal, request.user, timezone.now())
    if proposal.thread and request.user.is_authenticated:
        posts_shown.send(sender=Thread, member=request.user, posts=[proposal.thread.opening_id])
    context = {"section": "talk", "page": page, "vote_form": VoteForm(), "review_form": ReviewForm()}
    return render(request, "forum/decisions/proposal.html", context)


@require_safe
def show_discussion(request: HttpRequest, pk: int) -> HttpResponse:
    """The discussion of a proposal: its questions and answers, as in any thread."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).select_related("circle"), pk=pk)
    if proposal.thread_id is None:
        raise Http404
    thread = Thread.objects.for_pages().get(pk=proposal.thread_id)
    page = thread_page(thread, request.user, **place_asked(thread, request.GET))
    remember_reading(request, page)
    page.tell_shown_to(request.user)
    context = {"section": "talk", "page": page, "proposal": proposal}
    return render(request, "forum/decisions/discussion.html", context)


@require_safe
def show_positions(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's position, with names."""
    proposal = proposal_or_404(request, pk)
    page = positions_page(proposal, request.user, timezone.now(), before=request.GET.get("before", ""))
    return render(request, "forum/decisions/positions.html", {"section": "talk", "page": page})
