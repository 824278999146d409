"""What the page needs on which a branch is moved out."""

from dataclasses import dataclass

from django.db.models import Q

from forum.debate import paths
from forum.debate.branching.refusals import MOST, brings_something, why_it_stays
from forum.debate.models import Post
from forum.debate.restraining.hows import in_short
from forum.text import excerpt

WORDS = 300  # code points of each post that is shown
FIRST = 5  # posts that are shown of a branch


@dataclass(frozen=True)
class Shown:
    author: str
    words: str  # "" where they were withdrawn


@dataclass(frozen=True)
class BranchPage:
    """A branch that may be moved: its first post, those that follow it, and how many there are.

    `refusal` says why it stays where it is, "" if it need not.
    """

    post: Post
    size: int
    first: list[Shown]
    more: int
    refusal: str


def branch_page(post: Post) -> BranchPage:
    """The branch below `post`. Three queries, which read no more than one post beyond what is moved at once."""
    branch = Post.objects.filter(
        Q(path=post.path) | Q(path__gt=post.path, path__lt=paths.end_of(post.path)), thread=post.thread_id
    )
    numbers = list(branch.values_list("pk", flat=True)[: MOST + 1])
    first = [
        Shown(each.byline, "" if each.withdrawn_at else excerpt(each.html, WORDS) or in_short(each.restraint))
        for each in branch.select_related("author").in_reading_order()[:FIRST]
    ]
    size = len(numbers)
    refusal = why_it_stays(post, size=size, brings=brings_something(numbers))
    return BranchPage(post, size, first, max(size - FIRST, 0), refusal)
