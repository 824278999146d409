"""Who can be seated on a panel: read from rows that the circle's own members see, so that anyone can check it.

To be *active* is to have written something that others read, a note, a post or a reply, anywhere here: not to have
opened pages, which only the operator could look up.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, Subquery
from django.db.models.functions import TruncWeek

from forum.circles.models import Circle, Membership
from forum.circles.numbers import number_of
from forum.debate.models import Post
from forum.members.models import Block, Member
from forum.moderation.models import Case, Panel, Seat
from forum.moderation.numbers import ACTIVE_WITHIN, RESTS, UNSEEN, WEEKS_ACTIVE
from forum.moderation.sizes import FEWEST, size_for


def pool_for(
    *,
    circle: Circle,
    about: Member | None,
    post: Post | None = None,
    without: Iterable[int] = (),
    now: datetime,
) -> list[int]:
    """The ids of all who could be seated at `now` on a panel of `circle` about `about` and their `post`, sorted.

    `without` are parties besides: flaggers, or an earlier panel. Where the circle alone has fewer than FEWEST, an open
    one borrows from the whole installation: everyone there may read it. A closed one never does, for that would show
    its words to others; there, and where nobody can be borrowed, all who are not a party are asked.
    """
    parties = set(without) | ({about.pk} if about else set())
    barred = parties | _too_near(about, post) | _rested_too_little(now)
    own = standing_in(circle, now) - barred
    if len(own) >= FEWEST:
        return sorted(own)
    if not circle.is_closed and not circle.is_commons:
        borrowed = own | (standing_in(Circle.objects.commons(), now) - barred)
        if len(borrowed) >= FEWEST:
            return sorted(borrowed)
    return sorted(_all_but(parties, circle, now))


def few_are_left(pool: Collection[int]) -> bool:
    """Whether a panel drawn of `pool` leaves so few that people may guess who flagged."""
    size = size_for(len(pool))
    return size is not None and len(pool) - size.seats < UNSEEN


def _all_but(parties: set[int], circle: Circle, now: datetime) -> set[int]:
    """All of a small circle who are no party; of an open one too small even for that, all of the installation."""
    own = set(_long_enough(circle, now)) & _recently_active(now) - parties
    if size_for(len(own)) is None and not circle.is_closed and not circle.is_commons:
        return own | (set(_long_enough(Circle.objects.commons(), now)) & _recently_active(now) - parties)
    return own


def standing_in(circle: Circle, now: datetime) -> set[int]:
    """Those who have been in `circle` long enough, and active in WEEKS_ACTIVE different weeks and lately."""
    return set(_long_enough(circle, now)) & _active(_long_enough(circle, now), now)


def stands(member: Member, circle: Circle, now: datetime) -> bool:
    """Whether `member` could be seated in some case of the circle: whose flag can open one."""
    mine = _long_enough(circle, now).filter(member=member)
    return member.pk in _active(mine, now)


def still_there(members: Collection[int], circle: Circle) -> set[int]:
    """Those of `members` who can still read what is judged."""
    here = Member.objects.filter(pk__in=members, is_active=True)
    if circle.is_closed:
        here = here.filter(memberships__circle=circle, memberships__left_at=None)
    return set(here.values_list("pk", flat=True))


def busy_since(members: Collection[int], case: Case, now: datetime) -> tuple[set[int], set[int]]:
    """Those of `members` who have written in the thread since the pool of the case was frozen, and those who have had a
    seat of another panel since, or are offered one: what kept others out of the pool."""
    wrote: set[int] = set()
    if case.post is not None:
        posts = Post.objects.filter(thread=case.post.thread_id, author__in=members, written_at__gt=case.at)
        wrote = set(posts.order_by().values_list("author", flat=True))
    seats = Seat.objects.filter(member__in=members).exclude(panel__case=case)
    return wrote, set(_tiring(seats, now).values_list("member", flat=True))


def _long_enough(circle: Circle, now: datetime) -> Any:
    """The ids of those who have been in `circle`, without leaving, for as long as it asks."""
    since = now - timedelta(days=number_of(circle, "days_before_panels"))
    present = Membership.objects.current().filter(circle=circle, joined_at__lte=since, member__is_active=True)
    return present.values_list("member_id", flat=True)


def _active(members: Any, now: datetime) -> set[int]:
    """Those of `members`, an unevaluated list of ids, who wrote in enough different weeks, and lately."""
    written = (
        Post.objects.filter(author__in=Subquery(members), thread__private_to=None, written_at__lte=now)
        .values("author")
        .annotate(weeks=Count(TruncWeek("written_at"), distinct=True), last=Max("written_at"))
    )
    able = written.filter(weeks__gte=WEEKS_ACTIVE, last__gte=now - ACTIVE_WITHIN)
    return set(able.values_list("author", flat=True))


def _recently_active(now: datetime) -> set[int]:
    recent = Post.objects.filter(
        written_at__gte=now - ACTIVE_WITHIN, written_at__lte=now, thread__private_to=None
    )
    return set(recent.order_by().values_list("author", flat=True).distinct())


def _too_near(about: Member | None, post: Post | None) -> set[int]:
    """Whoever wrote in the thread, whoever brought the author in, or was brought in by them, in any circle, and whoever
    has blocked the author: they do not read them fairly.

    Whom the author has blocked can be drawn: else authors would choose who does not judge them.
    """
    near: set[int] = set()
    if post is not None:
        near |= set(Post.objects.filter(thread=post.thread_id).order_by().values_list("author", flat=True))
    if about is not None:
        ties = Membership.objects.filter(Q(member=about, invited_by__isnull=False) | Q(invited_by=about))
        for pair in ties.values_list("member", "invited_by"):
            near |= set(pair)
        near |= set(Block.objects.filter(blocked=about).values_list("blocker", flat=True))
    return near


def _rested_too_little(now: datetime) -> set[int]:
    """Whoever has taken a seat lately, or has one offered now. To practise tires nobody."""
    return set(_tiring(Seat.objects.exclude(member=None), now).values_list("member", flat=True))


def _tiring(seats: Any, now: datetime) -> Any:
    lately = Q(accepted_at__gt=now - RESTS) | Q(ended_at=None, panel__ended_at=None)
    return seats.exclude(panel__kind=Panel.Kind.PRACTICE).filter(lately)
