"""What rulings do to posts and memberships: the one place where cases reach for anything that others see.

What holds is computed from the rows of cases each time, so that nothing can be restricted without a ruling, or the
step of a case, that says so in the record.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.circles.models import Membership
from forum.circles.restraining import free, pause, slow
from forum.debate.models import Post
from forum.debate.restraining.actions import lift, restrain
from forum.debate.restraining.hows import How
from forum.debate.restraining.models import Restraint, Withheld
from forum.members.models import Member
from forum.moderation.models import Case, Flag, Grounds, Outcome, Ruling
from forum.record.models import Entry

STRICTEST = (Outcome.HIDE, Outcome.FOLD, Outcome.NOTE)


@dataclass(frozen=True)
class Holding:
    """How a post is to be restrained, by which entry; the line under it, and whom it is kept from altogether."""

    how: str
    entry: Entry
    line: str = ""
    hidden_from: frozenset[Member] = frozenset()


def settle(post: Post, entry: Entry) -> None:
    """Have the post restrained as its standing rulings and open cases say, after the step told by `entry`.

    A legal hold is no business of cases: it lies upon whatever they say.
    """
    post = Post.objects.get(pk=post.pk)
    wanted = _wanted(post) if post.withdrawn_at is None else None
    if wanted == _in_force(post):
        return
    if wanted is None:
        lift(post=post, entry=entry)
    else:
        restrain(
            post=post,
            how=wanted.how,
            entry=wanted.entry,
            line=wanted.line,
            hidden_from=sorted(wanted.hidden_from, key=lambda member: member.pk),
        )


def html_of(post: Post) -> str:
    """The words of a post as HTML, also where they are withheld: what a panel is to judge."""
    kept = Withheld.objects.filter(post=post).first()
    return kept.html if kept else post.html


def how_of(post: Post) -> str:
    """How the words of a post are restrained now, by a ruling, an open case, or a legal hold; "" if they are not."""
    return post.restraint


def can_be_restrained(post: Post) -> bool:
    """Whether there are words to restrain, and no legal hold that withholds them already."""
    held = Restraint.objects.filter(post=post, how=How.HELD).in_force().exists()
    return post.withdrawn_at is None and not held


def restrict_conduct(ruling: Ruling, membership: Membership, entry: Entry, now: datetime) -> datetime:
    """Slow or pause the member for as many days as were found; return until when."""
    until = now + timedelta(days=ruling.days or 0)
    act = slow if ruling.outcome == Outcome.SLOW else pause
    act(membership=membership, until=until, entry=entry)
    return until


def free_conduct(membership: Membership, entry: Entry) -> None:
    """Let the member write again as everybody does."""
    free(membership=membership, entry=entry)


def _wanted(post: Post) -> Holding | None:
    """What the rulings that stand, and what is done meanwhile in an open case, say of a post that has its words."""
    rulings = Ruling.objects.standing().restricting().filter(case__post=post, entry__isnull=False)
    standing = {ruling.outcome: ruling for ruling in rulings.select_related("case", "entry").order_by("pk")}
    waiting = Case.objects.not_closed().filter(post=post, meanwhile__isnull=False)
    meanwhile = waiting.select_related("meanwhile").first()
    for outcome in STRICTEST:
        if outcome in standing:
            ruling = standing[outcome]
            assert ruling.entry is not None
            line = ruling.case.guideline if outcome == Outcome.NOTE else ""
            kept_from = frozenset() if outcome == Outcome.NOTE else _harassed_by(post)
            return Holding(outcome.value, ruling.entry, line, kept_from)
        if outcome == Outcome.FOLD and meanwhile is not None and meanwhile.meanwhile is not None:
            return Holding(Outcome.FOLD.value, meanwhile.meanwhile, hidden_from=_harassed_by(post))
    return None


def _in_force(post: Post) -> Holding | None:
    restraint = Restraint.objects.filter(post=post).in_force().exclude(how=How.HELD).first()
    if restraint is None:
        return None
    kept_from = Member.objects.filter(pk__in=restraint.hidden_from.values("member"))
    entry = Entry.objects.get(pk=restraint.entry)
    return Holding(restraint.how, entry, restraint.line, frozenset(kept_from))


def _harassed_by(post: Post) -> frozenset[Member]:
    """Whom a post harasses by what they say, while a case about it is open."""
    flags = Flag.objects.open().filter(case__post=post, grounds=Grounds.HARASSMENT)
    return frozenset(Member.objects.filter(pk__in=flags.values("member")))
