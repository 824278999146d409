"""What the record is told of a proposal: numbers, and commitments to its words and to people; never these."""

from typing import Any

from forum.decisions.models import Proposal
from forum.record import writing
from forum.record.hashing import leaf
from forum.record.models import Entry


def tell_wording(proposal: Proposal) -> Entry:
    """Write that a proposal is made, or reads otherwise now."""
    body: dict[str, Any] = {
        "case": proposal.case,
        "kind": proposal.kind,
        "wording": proposal.wording,
        "round": proposal.rounds,
        "text": text_commitment(proposal),
        "by": leaf(proposal.case, str(proposal.proposed_by_id), bytes.fromhex(proposal.proposer_salt)).hex(),
    }
    if proposal.about_id:
        body["about"] = leaf(proposal.case, str(proposal.about_id), bytes.fromhex(proposal.about_salt)).hex()
    return writing.append("proposal", body, circle=proposal.circle)


def tell_decision(proposal: Proposal, numbers: dict[str, int]) -> Entry:
    """Write what became of it: who stood how, how many voted, and whether it was carried out."""
    body = {
        "case": proposal.case,
        "kind": proposal.kind,
        "outcome": proposal.outcome,
        "carried_out": proposal.carried_out,
        "wording": proposal.wording,
        "rounds": proposal.rounds,
        "text": text_commitment(proposal),
        **numbers,
    }
    return writing.append("decision", body, circle=proposal.circle, at=proposal.decided_at)


def tell_review(proposal: Proposal, months: int) -> Entry:
    """Write that a decision was looked at again and stays, for so many months."""
    return writing.append("review", {"case": proposal.case, "months": months}, circle=proposal.circle)


def text_commitment(proposal: Proposal) -> str:
    """The commitment to the present wording, in hex: whoever knows words and salt can check it. "" once the salt is
    gone, with whoever the words were about."""
    if not proposal.salt:
        return ""
    return leaf(proposal.case, f"{proposal.title}\n{proposal.text}", bytes.fromhex(proposal.salt)).hex()
