"""What happens elsewhere and changes proposals: whoever is asked to leave has left, or an account is closed."""

from functools import partial
from typing import Any

from django.db import transaction

from forum.circles.models import Circle
from forum.circles.signals import circle_left
from forum.decisions.clock import end_if_left
from forum.decisions.forgetting import forget
from forum.decisions.models import Proposal
from forum.members.models import Member
from forum.members.signals import account_closed


def connect() -> None:
    circle_left.connect(end_what_is_no_longer_needed, dispatch_uid="forum.decisions.left")
    account_closed.connect(forget_member, dispatch_uid="forum.decisions.closed")


def end_what_is_no_longer_needed(sender: Any, circle: Circle, member: Member, **_: Any) -> None:
    """End proposals that ask `member` to leave `circle`, once they have. Afterwards, since who leaves holds their
    membership, and who carries out a decision holds that and then asks for the other; the clock looks as well."""
    for pk in Proposal.objects.open().filter(circle=circle, about=member).values_list("pk", flat=True):
        transaction.on_commit(partial(end_if_left, pk))


def forget_member(sender: Any, member: Member, **_: Any) -> None:
    """Of whoever has closed their account the record says nothing any more, and no proposal their name."""
    forget(member=member)
