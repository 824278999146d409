"""What stands where a branch was moved from, and on top of where it was moved to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext

from forum.debate.branching.models import Branching
from forum.debate.models import Post, Thread
from forum.debate.restraining.hows import in_short
from forum.text import excerpt

WORDS = 160  # code points of the post that was answered


@dataclass(frozen=True)
class Moved:
    """A line below a post: who moved how many replies where."""

    by: str
    by_href: str
    at: datetime
    count: int
    title: str
    href: str


@dataclass(frozen=True)
class Began:
    """The line on top of a thread that was moved out: what it answered, who moved it, and how to move it back."""

    author: str
    href: str
    words: str  # "" where they were withdrawn
    by: str
    by_href: str
    at: datetime
    back_href: str


def moved_from(posts: Iterable[Post]) -> dict[int, list[Moved]]:
    """The lines below those of `posts` from which something was moved. No question is asked where nothing was."""
    below = [post.pk for post in posts if post.branched]
    found: dict[int, list[Moved]] = {}
    if not below:
        return found
    standing = Branching.objects.standing().filter(answered__in=below).select_related("by", "thread")
    for branching in standing.order_by("pk"):
        if branching.thread:
            found.setdefault(branching.answered_id, []).append(_moved(branching, branching.thread))
    return found


def began_as(thread: Thread) -> Began | None:
    """How a thread began, if it was moved out of another; it comes with its `branching`."""
    if thread.context or thread.private_to_id:
        return None  # only a circle's own threads do
    try:
        branching: Branching = thread.branching
    except ObjectDoesNotExist:
        return None
    answered = branching.answered
    return Began(
        author=answered.byline,
        href=answered.get_absolute_url(),
        words="" if answered.withdrawn_at else excerpt(answered.html, WORDS) or in_short(answered.restraint),
        by=branching.by.name,
        by_href=branching.by.get_absolute_url(),
        at=branching.at,
        back_href=reverse("move_back", args=[branching.pk]),
    )


def _moved(branching: Branching, thread: Thread) -> Moved:
    return Moved(
        by=branching.by.name,
        by_href=branching.by.get_absolute_url(),
        at=branching.at,
        count=branching.moved,
        title=thread.title or gettext("a thread of their own"),  # while its opening is withheld
        href=thread.get_absolute_url(),
    )
