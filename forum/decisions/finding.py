"""Proposals, by their title and by what they would decide. A draft is found by nobody."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forum.circles.querysets import seen_through
from forum.decisions.models import Proposal
from forum.search.models import Document
from forum.search.registry import Entry, Findable, Group, Shown
from forum.search.registry import register as register_findable

PROPOSAL = "proposal"
DECISIONS = Group("decisions", _("Proposals and decisions"))


def register() -> None:
    register_findable(
        Findable(
            name=PROPOSAL, number=6, group=DECISIONS, rows=proposals, entries=entries, seen=seen, show=show
        )
    )


def proposals() -> QuerySet[Proposal]:
    return Proposal.objects.exclude(stage="draft")


def entries(ids: Collection[int]) -> Iterator[Entry]:
    for proposal in proposals().filter(pk__in=ids).select_related("circle", "proposed_by"):
        assert proposal.opened_at is not None
        yield Entry(
            object_id=proposal.pk,
            at=proposal.opened_at,
            title=proposal.title,
            text=proposal.text,
            facets=[f"in:{proposal.circle.slug}", f"by:{proposal.proposed_by.handle}"],
            circle=proposal.circle_id,
        )


def seen(reader: Any) -> Q:
    return seen_through("circle", reader)


def show(reader: Any, documents: Sequence[Document]) -> Mapping[int, Shown]:
    """Proposals with the stage they are at, in one query."""
    rows = Proposal.objects.visible_to(reader).for_lists()
    found = rows.in_bulk([one.object_id for one in documents])
    return {
        one.pk: Shown(
            title=proposal.title,
            icon="decision",
            kind=proposal.get_outcome_display() or proposal.get_stage_display(),
            href=proposal.get_absolute_url(),
            place=proposal.circle.name,
            by=proposal.proposed_by.name,
        )
        for one in documents
        if (proposal := found.get(one.object_id))
    }
