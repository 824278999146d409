"""Whoever has closed their account is in no draw any more: the leaf stays in the record, and says nothing."""

from typing import Any

from forum.lots.models import Leaf
from forum.members.models import Member
from forum.members.signals import account_closed
from forum.record.writing import wait_for_writers


def connect() -> None:
    account_closed.connect(forget_leaves, dispatch_uid="forum.lots.closed")


def forget_leaves(sender: Any, member: Member, **_: Any) -> None:
    wait_for_writers()  # who draws writes to leaves as well, behind the head
    Leaf.objects.filter(member=member).update(member=None, salt="")
