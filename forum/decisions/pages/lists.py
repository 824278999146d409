"""What a circle has decided, what it is deciding, and what it wants to look at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.decisions.models import Proposal
from forum.decisions.querysets import ProposalQuerySet
from forum.members.models import Member
from forum.members.prepared import PreparedForReaders
from forum.permissions import Act, can
from forum.web.pagination import Page, newest_first, newest_page, page_of
from forum.web.prepared import Prepared

OPEN, DECIDED, REVIEW = "open", "decided", "review"
SHOWN = {OPEN: _("Open"), DECIDED: _("Decided"), REVIEW: _("To be looked at again")}
MOST_DRAFTS = 10


@dataclass(frozen=True)
class Choice:
    name: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class DecisionsPage:
    """A circle's proposals, those `shown`; `drafts` are the reader's own."""

    circle: Circle
    shown: str
    choices: Sequence[Choice]
    proposals: Page[Proposal]
    drafts: Sequence[Proposal]
    may_propose: bool


def decisions_page(
    circle: Circle, reader: Any, now: datetime, *, shown: str = "", before: str = ""
) -> DecisionsPage:
    """The page of `circle` below the key `before`. Two queries, and one more for whoever may have drafts."""
    shown = shown if shown in SHOWN else OPEN
    seen = _seen(reader, circle)
    may_propose = can(reader, Act.PROPOSE, circle)
    if shown == OPEN:
        page = newest_page(seen.open(), before=before) if before else page_of(_OPEN.rows(reader, circle))
    elif shown == DECIDED:
        page = newest_page(seen.decided(), by="decided_at", before=before)
    else:
        page = newest_page(seen.to_be_reviewed(now), by="review_at", before=before)
    drafts = _DRAFTS.rows(reader, circle) if may_propose and shown == OPEN else []
    return DecisionsPage(
        circle=circle,
        shown=shown,
        choices=[Choice(name, label, name == shown) for name, label in SHOWN.items()],
        proposals=page,
        drafts=drafts,
        may_propose=may_propose,
    )


def _seen(reader: Any, circle: Circle) -> ProposalQuerySet:
    return Proposal.objects.visible_to(reader).of(circle).for_lists()


# What everyone who opens the page is shown first.
_OPEN = PreparedForReaders(lambda reader, circle: newest_first(_seen(reader, circle).open()), Circle)
_DRAFTS = Prepared(
    lambda member, circle: _seen(member, circle).drafts_of(member).order_by("-pk")[:MOST_DRAFTS],
    Member,
    Circle,
)
