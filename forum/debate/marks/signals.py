"""What members have read goes along with branches that move."""

from collections.abc import Collection
from typing import Any

from forum.debate.marks.marking import carry_marks
from forum.debate.models import Thread
from forum.debate.signals import branch_moved


def connect() -> None:
    branch_moved.connect(carry, dispatch_uid="forum.debate.marks.moved")


def carry(sender: Any, source: Thread, target: Thread, posts: Collection[int], **_: Any) -> None:
    carry_marks(source=source, target=target, posts=posts)
