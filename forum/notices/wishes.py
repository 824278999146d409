"""What members want to be told of a post: what they said of the places it stands in, or else their settings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from forum.circles.models import Membership
from forum.debate.models import Post
from forum.members.models import Member
from forum.notices.models import Level, Notice, NoticeSettings, Subscription
from forum.notices.places import Place

Reason = Notice.Reason


@dataclass(frozen=True)
class Standing:
    """How a member stands to the circle of a post: in it since, before, or never. Private threads have no circle."""

    is_in: bool = False
    left_at: datetime | None = None  # the last time, where they are not in it now


def wishes_of(member: Member) -> NoticeSettings:
    """The settings of `member`: those they chose, or the ones that everybody begins with."""
    return NoticeSettings.objects.filter(member=member).first() or NoticeSettings(member=member)


def reasons_to_tell(
    post: Post, members: Sequence[int], *, places: Sequence[Place], addressed: Mapping[int, Reason]
) -> dict[int, Reason]:
    """Which of `members`, by number, want to be told of `post`, and why. Five queries, however many they are.

    What a member has said of a place counts, the most particular place first, unless they have left the circle since.
    Where they have said nothing they are told what addresses them, and everything where their settings say so.
    """
    standings = _standings(post, members)
    said = said_of(members, places, standings)
    usual = _usual(post, members, standings)
    told = {}
    for member in members:
        level, because = said.get(member) or usual[member]
        if level == Level.NOTHING:
            continue
        if member in addressed:
            told[member] = addressed[member]
        elif level == Level.EVERYTHING:
            told[member] = because
    return told


def _standings(post: Post, members: Sequence[int]) -> dict[int, Standing]:
    """In a private thread there is its author alone, who is in it."""
    if post.thread.circle_id is None:
        return dict.fromkeys(members, Standing(is_in=True))
    return standings_in(post.thread.circle_id, members)


def standings_in(circle: int, members: Sequence[int]) -> dict[int, Standing]:
    """How each of `members` stands to the circle of that number; those who have never been in it are left out."""
    found: dict[int, Standing] = {}
    memberships = Membership.objects.filter(circle=circle, member__in=members)
    for member, left_at in memberships.order_by("left_at").values_list("member_id", "left_at"):
        if not found.get(member, Standing()).is_in:
            found[member] = Standing(is_in=left_at is None, left_at=left_at)
    return found


def said_of(
    members: Sequence[int], places: Sequence[Place], standings: Mapping[int, Standing]
) -> dict[int, tuple[Level, Reason]]:
    """The level that each member has said of the most particular of `places`, for those who have said any."""
    order = {place: nth for nth, place in enumerate(places)}
    nearest: dict[int, tuple[int, Level]] = {}
    for one in Subscription.objects.at(places).filter(member__in=members):
        left_at = standings.get(one.member_id, Standing()).left_at
        if left_at and one.said_at <= left_at:
            continue
        here = (order[Place(one.place, one.place_id)], Level(one.level))
        nearest[one.member_id] = min(here, nearest.get(one.member_id, here), key=lambda each: each[0])
    return {member: (level, Reason.FOLLOWED) for member, (_, level) in nearest.items()}


def _usual(
    post: Post, members: Sequence[int], standings: Mapping[int, Standing]
) -> dict[int, tuple[Level, Reason]]:
    """What each member is told where they have said nothing; nobody is told anything of a circle they have left."""
    wishes = NoticeSettings.objects.in_bulk(members)
    asking = [member for member, wish in wishes.items() if wish.all_of_written_in]
    writers = _writers(post, asking)
    is_of_the_commons = post.thread.circle is None or post.thread.circle.is_commons
    begun = NoticeSettings()

    def of(member: int) -> tuple[Level, Reason]:
        standing, wish = standings.get(member, Standing()), wishes.get(member, begun)
        if standing.left_at:
            return Level.NOTHING, Reason.FOLLOWED
        if standing.is_in and wish.all_of_opened and member == post.thread.opened_by_id:
            return Level.EVERYTHING, Reason.OPENED
        if standing.is_in and member in writers:
            return Level.EVERYTHING, Reason.WROTE_IN
        if standing.is_in and wish.all_of_joined and not is_of_the_commons:
            return Level.EVERYTHING, Reason.JOINED
        return Level.ADDRESSED, Reason.FOLLOWED

    return {member: of(member) for member in members}


def _writers(post: Post, members: Iterable[int]) -> set[int]:
    """Those of `members` who have written in the thread."""
    written = Post.objects.filter(thread=post.thread_id, author__in=members)
    return set(written.values_list("author_id", flat=True).distinct())
