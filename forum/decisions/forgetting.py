"""What is forgotten of proposals when an account is closed: the name, and by what the record commits to it."""

from django.db import transaction
from django.utils.translation import gettext as _

from forum.debate.models import Thread
from forum.decisions.models import Proposal, ProposalWording
from forum.members.models import Member
from forum.search import indexing


@transaction.atomic
def forget(*, member: Member) -> None:
    """Delete the salts of commitments to `member`, after which the record says nothing of them any more, and their
    name from proposals that asked them to leave."""
    Proposal.objects.filter(proposed_by=member).update(proposer_salt="")
    about = list(Proposal.objects.filter(about=member).values_list("pk", flat=True))
    if about:
        title, text = _("Shall a former member leave?"), _("A former member leaves the circle.")
        Proposal.objects.filter(pk__in=about).update(title=title, text=text, salt="", about_salt="")
        ProposalWording.objects.filter(proposal__in=about).update(title=title, text=text)
        Thread.objects.filter(proposal__in=about).update(title=title)
        indexing.update("proposal", about)
        posts = Thread.objects.filter(proposal__in=about).values_list("opening", flat=True)
        indexing.update("post", list(posts))
