"""What `verify_record` says of proposals: that they read as the record commits to, and that what was decided is what it
says, of whoever was sent away too."""

from collections.abc import Iterator

from forum.circles.models import Membership
from forum.decisions.models import Kind, Proposal, ProposalWording
from forum.record.hashing import leaf

AT_ONCE = 500  # rows read at a time


def proposals_hold() -> Iterator[str]:
    """Each proposal whose words or outcome are not those of its entries."""
    wordings = ProposalWording.objects.select_related("proposal", "entry").order_by("pk")
    for one in wordings.iterator(chunk_size=AT_ONCE):
        said, proposal = one.entry.read_all(), one.proposal
        if (said["case"], said["wording"], said["kind"]) != (proposal.case, one.number, proposal.kind):
            yield f"proposal {proposal.case}: wording {one.number} is not that of its entry"
        elif said["text"] and proposal.salt and _committed(proposal, one.title, one.text) != said["text"]:
            yield f"proposal {proposal.case}: wording {one.number} does not read as the record commits to"
        elif one.number == proposal.wording and (one.title, one.text) != (proposal.title, proposal.text):
            yield f"proposal {proposal.case}: it does not read as its last wording does"
    for proposal in Proposal.objects.exclude(entry=None).select_related("entry").order_by("pk"):
        assert proposal.entry is not None
        said = proposal.entry.read_all()
        row = (proposal.case, proposal.outcome, proposal.carried_out, proposal.wording)
        if row != (said["case"], said["outcome"], said["carried_out"], said["wording"]):
            yield f"proposal {proposal.case}: what was decided is not what the record says"


def sent_away_hold() -> Iterator[str]:
    """Each membership that is said to have been ended by a decision, and was not."""
    for one in Membership.objects.exclude(left_by_decision=None).order_by("pk"):
        decided = Proposal.objects.filter(pk=one.left_by_decision, circle=one.circle_id, kind=Kind.LEAVING)
        proposal = decided.filter(outcome=Proposal.Outcome.ADOPTED, carried_out=True).first()
        if proposal is None or not _is_about(proposal, one.member_id):
            yield f"membership {one.pk}: no decision has ended it"


def _is_about(proposal: Proposal, member: int) -> bool:
    """Whether the record, too, commits to that member; of whoever has closed their account nobody can say it."""
    if proposal.about_id is None or not proposal.about_salt:
        return True
    first = proposal.wordings.select_related("entry").order_by("number").first()
    committed = leaf(proposal.case, str(member), bytes.fromhex(proposal.about_salt)).hex()
    return first is not None and first.entry.read_all().get("about") == committed


def _committed(proposal: Proposal, title: str, text: str) -> str:
    return leaf(proposal.case, f"{title}\n{text}", bytes.fromhex(proposal.salt)).hex()
