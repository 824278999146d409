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
from forum.debate.restraining.hows import How, strength
from forum.debate.restraining.models import Restraint, Withheld
from forum.members.models import Member
from forum.moderation.models import Case, Flag, Grounds, Outcome, Ruling
from forum.record.models import Entry


@dataclass(frozen=True)
class Holding:
    """How a post is to be restrained, by which entry, on which wording; the line under it, and whom it is kept from
    altogether."""

    how: str
    entry: Entry
    wording: int
    line: str = ""
    hidden_from: frozenset[Member] = frozenset()


def settle(post: Post, entry: Entry) -> None:
    """Have the post restrained as its standing rulings and open cases say, after the step told by `entry`.

    A legal hold is no business of cases: it lies upon whatever they say.
    """
    post = Post.objects.get(pk=post.pk)
    wanted = _wanted(post) if post.withdrawn_at is None else {}
    in_force = _in_force(post)
    for up_to, holding in wanted.items():
        if in_force.get(up_to) != holding:
            restrain(
                post=post,
                how=holding.how,
                entry=holding.entry,
                line=holding.line,
                hidden_from=sorted(holding.hidden_from, key=lambda member: member.pk),
                wording=holding.wording,
                up_to=up_to,
            )
    for up_to in in_force.keys() - wanted.keys():
        lift(post=post, entry=entry, up_to=up_to)


def html_of(post: Post) -> str:
    """The words of a post as HTML, also where they are withheld: what a panel is to judge."""
    kept = Withheld.objects.filter(post=post).first()
    return kept.html if kept else post.html


def how_of(post: Post) -> str:
    """How the words of a post are restrained now, by a ruling, an open case, or a legal hold; "" if they are not."""
    return post.restraint


def pasts_of(post: Post, revision: int | None) -> set[str]:
    """How an earlier wording of a post is restrained; nothing is asked where none is."""
    if not post.past_restraint or revision is None:
        return set()
    closing = Restraint.objects.filter(post=post, up_to__gte=revision).in_force()
    return set(closing.values_list("how", flat=True))


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


def _wanted(post: Post) -> dict[int, Holding]:
    """What the rulings that stand, and what is done meanwhile in open cases, say of a post that has its words: the
    strictest for each wording up to which anything holds."""
    found: dict[int, Holding] = {}
    harassed = _harassed_by(post)
    rulings = Ruling.objects.standing().restricting().filter(case__post=post, entry__isnull=False)
    for ruling in rulings.select_related("case", "entry").order_by("pk"):
        assert ruling.entry is not None
        assert ruling.up_to is not None
        assert ruling.case.revision is not None
        is_note = ruling.outcome == Outcome.NOTE
        holding = Holding(
            ruling.outcome,
            ruling.entry,
            ruling.case.revision,
            ruling.case.guideline if is_note else "",
            frozenset() if is_note else harassed,
        )
        _keep_strictest(found, ruling.up_to, holding, instead=True)
    waiting = Case.objects.not_closed().filter(post=post, meanwhile__isnull=False).order_by("pk")
    for case in waiting.select_related("meanwhile"):
        assert case.meanwhile is not None
        assert case.revision is not None
        holding = Holding(Outcome.FOLD.value, case.meanwhile, case.revision, hidden_from=harassed)
        _keep_strictest(found, case.revision, holding, instead=False)
    return found


def _keep_strictest(found: dict[int, Holding], up_to: int, holding: Holding, *, instead: bool) -> None:
    """Have `found` say the stricter of what it says of a wording and `holding`; of two alike the new if `instead`."""
    known = found.get(up_to)
    if known is None or strength(holding.how) > strength(known.how) - instead:
        found[up_to] = holding


def _in_force(post: Post) -> dict[int, Holding]:
    restraints = Restraint.objects.filter(post=post, up_to__isnull=False).in_force()
    found: dict[int, Holding] = {}
    for restraint in restraints.prefetch_related("hidden_from__member"):
        assert restraint.up_to is not None
        assert restraint.wording is not None
        kept_from = frozenset(one.member for one in restraint.hidden_from.all())
        entry = Entry.objects.get(pk=restraint.entry)
        found[restraint.up_to] = Holding(restraint.how, entry, restraint.wording, restraint.line, kept_from)
    return found


def _harassed_by(post: Post) -> frozenset[Member]:
    """Whom a post harasses by what they say, while a case about it is open."""
    flags = Flag.objects.open().filter(case__post=post, grounds=Grounds.HARASSMENT)
    return frozenset(Member.objects.filter(pk__in=flags.values("member")))
