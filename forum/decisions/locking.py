"""Whatever is said about a proposal is said one after the other, and never after its time."""

from datetime import datetime

from django.utils.translation import gettext as _

from forum.decisions.models import Proposal
from forum.decisions.refusals import NotNow

Stage = Proposal.Stage


def locked(pk: int) -> Proposal:
    """The proposal of that number, held until the transaction ends."""
    rows = Proposal.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("circle", "proposed_by", "about").get(pk=pk)


def locked_at(pk: int, *stages: str, now: datetime) -> Proposal:
    """The proposal, held, if it is at one of `stages` and that has not ended, whether or not a chore has seen to it.
    Raises NotNow."""
    proposal = locked(pk)
    if proposal.stage not in stages or (proposal.ends_at and proposal.ends_at <= now):
        raise NotNow(_too_late(proposal, stages))
    return proposal


def _too_late(proposal: Proposal, stages: tuple[str, ...]) -> str:
    if proposal.stage == Stage.CLOSED:
        return _("This has been decided meanwhile. Nothing was changed.")
    if Stage.POSITIONS in stages:
        return _("The time for positions is over, or has not come yet. Nothing was changed.")
    if Stage.VOTE in stages:
        return _("There is no vote under way. Nothing was changed.")
    return _("The proposal has gone on meanwhile, and its words stay as they are now.")
