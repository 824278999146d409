"""Tells the forum where the discussion of a proposal stands."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.debate import contexts
from forum.decisions.models import Proposal

PROPOSAL = "proposal"


def register() -> None:
    contexts.register(PROPOSAL, contexts_of_proposals)


def contexts_of_proposals(thread_ids: Iterable[int]) -> dict[int, contexts.Context]:
    """The proposals that threads discuss, by thread id, in one query."""
    found = Proposal.objects.filter(thread__in=list(thread_ids)).select_related("circle")
    found = found.only("thread", "circle__name")
    return {
        proposal.thread_id: contexts.Context(
            title=_("Decisions of %s") % proposal.circle.name,
            url=reverse("proposal_discussion", args=[proposal.pk]),
            place_url=proposal.get_absolute_url(),
            circle=proposal.circle_id,
        )
        for proposal in found
        if proposal.thread_id
    }
