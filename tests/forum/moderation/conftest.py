"""A circle that has been there for a while: whoever is in it can be drawn by lot."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.circles.actions import open_circle
from forum.circles.models import Circle, Membership
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.members.models import Member
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag
from forum.moderation.models import Case, Panel
from forum.moderation.opening import give_nonce
from forum.moderation.seating import take_seat
from forum.moderation.voting import vote
from forum.record.models import Entry

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
RUDE = "What a stupid thing to say. You should be ashamed."


def settle_in(members: Sequence[Member], circle: Circle, first: int = 0, now: datetime = NOW) -> None:
    """Have members be in a circle for a long time, each since a week of their own, and have written in four weeks."""
    for number, member in enumerate(members, start=first):
        member.joined_at = now - timedelta(days=100 + 7 * number)
        Membership.objects.filter(member=member).update(joined_at=member.joined_at)
    Member.objects.bulk_update(members, ["joined_at"])
    thread = open_thread(
        member=members[0], circle=circle, title="Peas", source="When?", at=now - timedelta(days=29)
    )
    Post.objects.bulk_create(
        Post(
            thread=thread,
            author=member,
            answers=thread.opening,
            source="Now.",
            html="<p>Now.</p>",
            path=f"{4 * place + week:04}",
            depth=1,
            written_at=now - timedelta(days=1 + 7 * week),
        )
        for place, member in enumerate(members)
        for week in range(4)
    )


@pytest.fixture(autouse=True)
def then() -> Iterator[None]:
    """Entries that are told no time say this one, as all that acts are told: in a record times go on."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def settle(commons) -> Callable[..., list[Member]]:
    """Makes members who have long been in a circle, the Commons if none is said."""
    made: list[Member] = []

    def make(how_many: int, circle: Circle = commons, now: datetime = NOW) -> list[Member]:
        first = len(made)
        rows = [
            Member(handle=f"s{number}", email=f"s{number}@example.org", password="!")
            for number in range(first, first + how_many)
        ]
        new = Member.objects.bulk_create(rows)
        Membership.objects.bulk_create(
            Membership(circle=place, member=member) for place in {commons, circle} for member in new
        )
        settle_in(new, circle, first, now)
        made.extend(new)
        return new

    return make


@pytest.fixture
def garden(amara) -> Circle:
    """An open circle of Amara's."""
    return open_circle(member=amara, slug="garden", name="Garden", joining=Circle.Joining.FREELY)


@pytest.fixture
def rude(amara, commons) -> Post:
    """What Amara wrote in the Commons, and should not have."""
    return open_thread(
        member=amara, circle=commons, title="Tea", source=RUDE, at=NOW - timedelta(hours=2)
    ).opening


def opened(post: Post, *flaggers: Member, at: datetime = NOW, **details) -> Case:
    """The case that `flaggers` open about a post."""
    for one in flaggers:
        flagged = flag(member=one, post=post, at=at, **details)
    return Case.objects.get(pk=flagged.case_id)


def drawn(case: Case, at: datetime = NOW, *, nonce: bytes | None = b"mine") -> Panel:
    """The panel at work, once the author has given a number, or has not, and the lot has been drawn."""
    case.refresh_from_db()
    if nonce is not None and case.stage == Case.Stage.NONCE and case.panel.draw.nonce_entry is None:
        give_nonce(member=case.about, case=case, nonce=nonce, at=min(at, case.due_at - timedelta(hours=1)))
    case.refresh_from_db()
    move_on(max(at, case.due_at))
    return case.panel


def seated(case: Case, at: datetime = NOW, **details) -> Panel:
    """The panel at work with all its seats taken."""
    panel = drawn(case, at, **details)
    when = panel.drawn_at
    for seat in panel.seats.live():
        take_seat(member=seat.member, seat=seat, at=when)
    panel.refresh_from_db()
    return panel


def all_vote(panel: Panel, *choices: str, at: datetime | None = None, days: int | None = None) -> None:
    """Have the seats vote in the round that is on, by number; the last of `choices` is that of all who follow."""
    seats = list(panel.seats.taken().order_by("number"))
    for place, seat in enumerate(seats):
        choice = choices[min(place, len(choices) - 1)]
        if choice:
            vote(
                member=seat.member,
                seat=seat,
                choice=choice,
                reason=f"I think so, says {seat.number}.",
                days=days if choice in ("slow", "pause") else None,
                at=at or panel.voting_at,
            )
    panel.refresh_from_db()


def decided(case: Case, *choices: str, at: datetime = NOW, days: int | None = None, **details) -> Case:
    """The case after both votes of its panel, in each of which the seats vote `choices`."""
    panel = seated(case, at, **details)
    all_vote(panel, *choices, days=days)
    all_vote(panel, *choices, days=days)
    case.refresh_from_db()
    return case


def entries(case: str) -> list[str]:
    """The kinds of the entries about a case, in order."""
    told = Entry.objects.filter(body__contains=f'"case":"{case}"').order_by("number")
    return [entry.type for entry in told]
