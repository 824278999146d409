"""Tags go along with branches that move."""

from typing import Any

from forum.debate.models import Thread
from forum.debate.signals import branch_moved
from forum.debate.tags.actions import carry_tags


def connect() -> None:
    branch_moved.connect(carry, dispatch_uid="forum.debate.tags.moved")


def carry(sender: Any, source: Thread, target: Thread, **_: Any) -> None:
    carry_tags(source=source, target=target)
