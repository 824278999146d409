"""Which proposals a reader may see, and which of them wait for whom. Nowhere else decides this."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from forum.circles.querysets import ids_joined_by, seen_through

OPEN = ("questions", "positions", "amending", "vote")
TIMED = OPEN  # all of these end by the clock


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "ProposalQuerySet":
        """Those of circles the reader may see; a draft is its author's alone."""
        shown = ~Q(stage="draft")
        if reader.is_authenticated:
            shown |= Q(proposed_by=reader.pk)
        return self.filter(seen_through("circle", reader), shown)

    def of(self, circle: Any) -> "ProposalQuerySet":
        return self.filter(circle=circle)

    def drafts_of(self, member: Any) -> "ProposalQuerySet":
        return self.filter(stage="draft", proposed_by=member.pk)

    def open(self) -> "ProposalQuerySet":
        return self.filter(stage__in=OPEN)

    def decided(self) -> "ProposalQuerySet":
        return self.filter(stage="closed")

    def to_be_reviewed(self, now: datetime) -> "ProposalQuerySet":
        """Decisions whose day of review has come."""
        return self.filter(stage="closed", outcome="adopted", review_at__lte=now)

    def due(self, now: datetime) -> "ProposalQuerySet":
        """Those whose stage is over."""
        return self.filter(stage__in=TIMED, ends_at__lte=now)

    def for_lists(self) -> "ProposalQuerySet":
        return self.select_related("circle", "proposed_by", "thread")

    def for_pages(self) -> "ProposalQuerySet":
        """With all that its page shows of it and of its discussion's opening."""
        return self.select_related("circle", "proposed_by", "about", "thread__opening__author")

    def waiting_for(self, member: Any, now: datetime) -> "ProposalQuerySet":
        """Those that wait for something a member may do: a position, a vote, an amendment, an answer."""
        from forum.decisions.models import Elector, Position, ProposalVote

        electors = Elector.objects.filter(proposal=OuterRef("pk"), member=member.pk)
        positions = Position.objects.filter(proposal=OuterRef("pk"), member=member.pk)
        positions = positions.filter(Q(wording=OuterRef("wording")) | Q(says="block"))
        votes = ProposalVote.objects.filter(proposal=OuterRef("pk"), member=member.pk)
        wanted = (
            Q(Exists(electors), ~Exists(positions), stage="positions")
            | Q(Exists(electors), ~Exists(votes), stage="vote")
            | Q(stage="amending", proposed_by=member.pk)
            | Q(about=member.pk, answer="")
        )
        mine = self.filter(circle_id__in=ids_joined_by(member), stage__in=OPEN, ends_at__gt=now)
        return mine.filter(wanted).order_by("ends_at", "pk")


class ElectorQuerySet(models.QuerySet):
    def still_in(self) -> "ElectorQuerySet":
        """Those who are in the proposal's circle now: who has left has no say in it any more."""
        from forum.circles.models import Membership

        present = Membership.objects.filter(
            circle=OuterRef("proposal__circle"), member=OuterRef("member"), left_at=None
        )
        return self.filter(Exists(present))


class PositionQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> "PositionQuerySet":
        """Positions are said openly, to whoever sees the proposal."""
        return self.filter(seen_through("proposal__circle", reader))

    def that_count(self) -> "PositionQuerySet":
        """Those on the present wording, and blocks, of members who have not left."""
        from forum.circles.models import Membership

        present = Membership.objects.filter(
            circle=OuterRef("proposal__circle"), member=OuterRef("member"), left_at=None
        )
        return self.filter(Q(wording=F("proposal__wording")) | Q(says="block"), Exists(present))
