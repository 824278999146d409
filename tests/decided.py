"""What a circle decides: a proposal on which positions are open, with a block, and a draft of another."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from forum.circles.models import Circle
from forum.decisions.changes import plain
from forum.decisions.clock import move_on
from forum.decisions.drafting import draft, put_forward
from forum.decisions.models import Position, Proposal
from forum.decisions.taking_positions import take_position
from forum.members.models import Member


@dataclass(frozen=True)
class Decided:
    proposal: Proposal
    block: Position  # the author's own
    draft: Proposal


def decide(author: Member, circle: Circle, title: str) -> Decided:
    """Both proposed by `author`."""
    now = timezone.now()
    said = {"circle": circle, "change": plain(f"{title} every second week."), "why": f"Why not {title}."}
    begun = draft(member=author, title=title, **said)
    proposal = put_forward(member=author, proposal=begun, at=now - timedelta(hours=49))
    move_on(proposal.pk, now)
    proposal.refresh_from_db()
    block = take_position(
        member=author, proposal=proposal, says="block", reason=f"Not {title} again.",
        harms="The purpose of the circle", lifts=f"Less of {title}.",
    )  # fmt: skip
    return Decided(proposal, block, draft(member=author, title=f"{title}, a draft", **said))


OF_A_PROPOSAL = (
    "proposal", "proposal_discussion", "positions", "change_proposal", "open_proposal", "withdraw_proposal",
    "put_to_vote", "take_position", "vote_on_proposal", "answer_proposal", "review_decision",
)  # fmt: skip


def addresses_of(decided: Decided) -> dict[str, str]:
    """Where it is read, changed and decided, by name."""
    slug = decided.proposal.circle.slug
    found = {name: reverse(name, args=[slug]) for name in ("decisions", "new_proposal")}
    found["write_proposal"] = reverse("write_proposal", args=[slug, "plain"])
    found["second_block"] = reverse("second_block", args=[decided.block.pk])
    return found | {name: reverse(name, args=[decided.proposal.pk]) for name in OF_A_PROPOSAL}


def addresses_of_draft(decided: Decided) -> dict[str, str]:
    """The same of the draft, as far as there is anything to see."""
    return {name: reverse(name, args=[decided.draft.pk]) for name in OF_A_PROPOSAL}
