"""Circles that somebody tries to capture, as rows: what the code that says who can be drawn goes by."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.circles.models import Circle, Membership
from forum.debate.models import Post, Thread
from forum.members.models import Member
from forum.moderation import eligibility
from forum.moderation.grouping import groups_of, of_different_lineage
from forum.moderation.kinship import Group

SYBILS = 0.3  # of the members
OLDEST = 730  # days since the first honest members came; the others came evenly since
BY_THEMSELVES = 1 / 3  # of the honest came in by themselves, the others were brought by one of those before
WEEKS = 4  # of activity, one post in each, up to now


@dataclass(frozen=True)
class Attack:
    """How sybils came in: so many days ago, in one week or one each week, brought by the first of them or each by
    themselves."""

    name: str
    days: int
    in_one_week: bool
    of_one_lineage: bool


HASTY = Attack("hasty", days=10, in_one_week=True, of_one_lineage=True)
PATIENT = Attack("patient", days=70, in_one_week=True, of_one_lineage=True)
SCATTERED = Attack("scattered", days=700, in_one_week=False, of_one_lineage=False)


@dataclass(frozen=True)
class World:
    """A circle at one time. Pools are of who could be drawn, by the rules, when an honest member's post is flagged, and
    when a sybil's is; `everyone` are those who could be without them."""

    sybils: frozenset[int]
    honest_authors_pool: Sequence[int]
    sybil_authors_pool: Sequence[int]
    honest_author: int
    sybil_author: int
    everyone: Sequence[int]
    groups: Mapping[int, Sequence[Group]]
    can_open_alone: bool  # whether two sybils would be enough to open a case


def build(members: int, attack: Attack, *, now: datetime, seed: int) -> World:
    """A circle of so many members in the database, in the transaction of the caller, who takes it back."""
    lot = random.Random(f"{seed} {members} {attack.name}")  # noqa: S311 (a simulation that can be repeated)
    sybils = round(members * SYBILS)
    circle = Circle.objects.create(slug="capture-simulation", name="Simulation")
    rows = Member.objects.bulk_create(
        Member(handle=f"simulated-{n}", email=f"simulated-{n}@example.org", password="!")  # noqa: S106
        for n in range(members)
    )
    false, honest = rows[:sybils], rows[sybils:]
    arrivals = [*_honest(honest, now, lot), *_false(false, attack, now)]
    arrivals.sort(key=lambda each: each.joined_at)
    for arrival in arrivals:
        arrival.circle = circle
        arrival.member.joined_at = arrival.joined_at
    Member.objects.bulk_update(rows, ["joined_at"])
    Membership.objects.bulk_create(arrivals)
    _talk(circle, arrivals, now)
    author = lot.choice(honest)
    false_author = false[-1]
    everyone = [row.pk for row in rows]
    active = [one.pk for one in false if eligibility.stands(one, circle, now)]
    return World(
        sybils=frozenset(one.pk for one in false),
        honest_authors_pool=eligibility.pool_for(circle=circle, about=author, now=now),
        sybil_authors_pool=eligibility.pool_for(circle=circle, about=false_author, now=now),
        honest_author=author.pk,
        sybil_author=false_author.pk,
        everyone=everyone,
        groups=groups_of(everyone, circle),
        can_open_alone=of_different_lineage(active, circle),
    )


def _honest(rows: Sequence[Member], now: datetime, lot: random.Random) -> list[Membership]:
    came: list[Membership] = []
    for place, member in enumerate(rows):
        by = lot.choice(rows[:place]) if place and lot.random() > BY_THEMSELVES else None
        at = now - timedelta(days=OLDEST * (1 - place / len(rows)))
        came.append(Membership(member=member, invited_by=by, joined_at=at))
    return came


def _false(rows: Sequence[Member], attack: Attack, now: datetime) -> list[Membership]:
    first = now - timedelta(days=attack.days)
    return [
        Membership(
            member=member,
            invited_by=rows[0] if place and attack.of_one_lineage else None,
            joined_at=first + (timedelta(minutes=place) if attack.in_one_week else timedelta(weeks=place)),
        )
        for place, member in enumerate(rows)
    ]


def _talk(circle: Circle, arrivals: Sequence[Membership], now: datetime) -> None:
    """Each writes in each of the last weeks, from when they came in."""
    thread = Thread.objects.create(circle=circle, opened_by=arrivals[0].member)
    opening = Post.objects.create(thread=thread, author=arrivals[0].member, source="Hello.", written_at=now)
    Post.objects.bulk_create(
        Post(
            thread=thread,
            author=arrival.member,
            answers=opening,
            source="Hello.",
            path=f"{place * WEEKS + week:04}",
            depth=1,
            written_at=at,
        )
        for place, arrival in enumerate(arrivals)
        for week in range(WEEKS)
        if (at := now - timedelta(days=1 + 7 * week)) >= arrival.joined_at
    )
