"""What of proposals waits for a member, told to the front door."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from forum.decisions.models import Proposal
from forum.members import waiting
from forum.members.models import Member
from forum.members.waiting import Waiting
from forum.text import within_quotation
from forum.web.prepared import Prepared

MOST = 5


def register() -> None:
    waiting.register(_PROPOSALS, _said)


def _proposals_for(member: Member, now: datetime) -> QuerySet:
    """The proposals that ask for the member's position, vote, amendment or answer, those that end first."""
    return Proposal.objects.waiting_for(member, now).select_related("circle")[:MOST]


_PROPOSALS = Prepared(_proposals_for, Member, datetime)


def _said(proposal: Proposal, member: Member) -> Waiting:
    return Waiting(proposal.get_absolute_url(), _words(proposal, member), proposal.ends_at)


def _words(proposal: Proposal, member: Member) -> str:
    said = {"title": within_quotation(proposal.title), "circle": proposal.circle.name}
    if proposal.about_id == member.pk:
        return _("%(circle)s is asked whether you should leave it: you can answer") % said
    if proposal.stage == Proposal.Stage.AMENDING:
        return _("Your proposal “%(title)s” is blocked: you can amend it") % said
    if proposal.stage == Proposal.Stage.VOTE:
        return _("Vote on “%(title)s” in %(circle)s") % said
    return _("Say where you stand to “%(title)s” in %(circle)s") % said
