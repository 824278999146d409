"""Whoever has closed their account has no secret addresses any more."""

from typing import Any

from forum.feeds.models import FeedKey
from forum.members.models import Member
from forum.members.signals import account_closed


def connect() -> None:
    account_closed.connect(forget_key, dispatch_uid="forum.feeds.closed")


def forget_key(sender: Any, member: Member, **_: Any) -> None:
    FeedKey.objects.filter(member=member).delete()
