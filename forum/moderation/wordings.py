"""Which wording a case is about, and for which others its ruling holds.

A case is about the words that were flagged. What their author has put in their place since was flagged by nobody: a
ruling holds for it where the panel says so with as many seats as if it had been. Wordings in between, and before, are
nobody's present words any more: they are closed with the one that was judged.
"""

from forum.debate.models import Post
from forum.moderation.counting import holds_now
from forum.moderation.models import Case, Outcome, Panel

VOTING = (Case.Stage.FIRST, Case.Stage.FINAL)


def has_other_words(case: Case) -> bool:
    """Whether the post of `case`, a case at work, has other words now than those that it is about. Another kind or
    other evidence beside the same words makes no difference."""
    post = case.post
    if case.kind != Case.Kind.POST or post is None or post.withdrawn_at is not None:
        return False
    return post.revision != case.revision and post.source != case.words


def asks_about_now(panel: Panel) -> bool:
    """Whether a vote of `panel` says if it holds for the present words as well: not on appeal, where what was found
    stands or falls."""
    return panel.kind != Panel.Kind.APPEAL and has_other_words(panel.case)


def up_to(case: Case, panel: Panel, outcome: Outcome) -> int | None:
    """The last wording of the post of a locked case for which `outcome`, which restricts it, holds; None where the case
    is about none. A review asks of what was hidden, and of nothing else."""
    if case.post is None or case.kind == Case.Kind.HOLD:
        return None
    if case.kind == Case.Kind.REVIEW:
        assert case.reviews is not None
        return case.reviews.up_to
    if has_other_words(case) and not holds_now(panel, outcome):
        return case.post.revision - 1
    return case.post.revision


def is_voted_on(post: int) -> bool:
    """Whether a panel is voting on the words of the post of that number, which therefore stay as they are."""
    return Case.objects.not_closed().filter(post=post, kind=Case.Kind.POST, stage__in=VOTING).exists()


def holds_for(post: Post, revision: int | None) -> bool:
    """Whether what holds up to the wording of that number holds for the present words of `post`."""
    return revision is not None and post.revision <= revision
