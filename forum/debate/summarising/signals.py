"""Summaries keep up with branches that move."""

from typing import Any

from forum.debate.models import Thread
from forum.debate.signals import branch_moved
from forum.debate.summarising.actions import count_again, take_in


def connect() -> None:
    branch_moved.connect(keep_up, dispatch_uid="forum.debate.summarising.moved")


def keep_up(sender: Any, source: Thread, target: Thread, **_: Any) -> None:
    if source.posts.exists():
        count_again(source)
    else:
        take_in(source, target)
    count_again(target)
