"""The chore that moves cases on, with 1,000 of them open: in a minute like any other, after an hour in which no worker
ran, and where all of them are due at once: their draws, then their seats, their first votes and their final ones.

`python -m tests.bench.cases` measures this alone, in a state folder of its own.
"""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CASES = 1_000
PANELISTS = 40  # who can be drawn
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Burst:
    """All that was due at one time, moved on in as many runs as it took. Seconds by the clock, as a worker waits."""

    what: str
    moved: int
    runs: int
    longest: float  # of its runs
    in_all: float

    def __str__(self) -> str:
        return f"{self.what}: {self.moved} due, {self.in_all:.2f} s in {self.runs} runs, longest {self.longest:.2f}"


@dataclass(frozen=True)
class Moving:
    cases: int
    bursts: Sequence[Burst]  # the first is a minute like any other

    @property
    def minute(self) -> float:
        return self.bursts[0].longest

    @property
    def longest(self) -> float:
        """The longest run of all."""
        return max(burst.longest for burst in self.bursts)

    def as_lines(self) -> str:
        return "\n".join([f"{self.cases:,} open cases", *(f"  {burst}" for burst in self.bursts)])


def measure(people, *, cases: int = CASES) -> Moving:
    """Open `cases` about posts of one day, and move them on until they are decided."""
    from forum.moderation.models import Ballot, Panel, Seat

    now = datetime.fromisoformat("2026-06-01T12:00:00+00:00")
    panelists, authors = people.writers[:PANELISTS], people.writers[PANELISTS:]
    _settle(panelists, people.commons, now)
    opened = [now + number * DAY / cases for number in range(cases)]
    for number, at in enumerate(opened):
        _open(authors[number % len(authors)], panelists, people.commons, at)
    bursts = [
        _burst("a minute like any other", now + DAY + timedelta(minutes=1)),
        _burst("an hour without a worker", now + DAY + timedelta(hours=1)),
        _burst("all other draws at once", now + 2 * DAY),
    ]
    Seat.objects.update(accepted_at=now + 2 * DAY)
    bursts.append(_burst("all votes begin", now + 3 * DAY))
    for round_, what in ((Ballot.FIRST, "all first votes end"), (Ballot.FINAL, "all final votes end")):
        _vote(round_, now + 3 * DAY)
        ends = "first_until" if round_ == Ballot.FIRST else "final_until"
        latest = Panel.objects.order_by(f"-{ends}").values_list(ends, flat=True)[0]
        bursts.append(_burst(what, latest))
    return Moving(cases, bursts)


def _burst(what: str, now: datetime) -> Burst:
    """Do all that is due at `now`, run after run."""
    from forum.moderation.deadlines import move_on
    from forum.moderation.models import Case

    moved, runs = 0, []
    while not runs or Case.objects.due_at(now).exists():
        begun = time.perf_counter()
        moved += move_on(now)
        runs.append(time.perf_counter() - begun)
    return Burst(what, moved, len(runs), max(runs), sum(runs))


def _vote(round_: int, at: datetime) -> None:
    """Everyone who sits finds that a post is to be folded."""
    from forum.moderation.models import Ballot, Seat
    from forum.moderation.steps import new_salt

    Ballot.objects.bulk_create(
        (
            Ballot(seat=seat, round=round_, choice="fold", reason="It is rude.", salt=new_salt(), at=at)
            for seat in Seat.objects.at_work()
        ),
        batch_size=500,
    )


def _settle(members: Sequence, circle, now: datetime) -> None:
    from forum.circles.models import Membership
    from forum.debate.actions import open_thread
    from forum.debate.models import Post

    long_ago = now - 100 * DAY
    Membership.objects.filter(circle=circle, member__in=members).update(joined_at=long_ago)
    thread = open_thread(member=members[0], circle=circle, title="Peas", source="When?", at=now - 20 * DAY)
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


def _open(author, panelists: Sequence, circle, at: datetime) -> None:
    from forum.debate.actions import open_thread
    from forum.moderation.models import Case
    from forum.moderation.opening import open_case
    from forum.moderation.steps import new_salt

    post = open_thread(
        member=author, circle=circle, title="Tea", source="What a thing to say.", at=at
    ).opening
    case = Case.objects.create(
        circle=circle,
        post=post,
        revision=1,
        about=author,
        words=post.source,
        html=post.html,
        salt=new_salt(),
        pool=[member.pk for member in panelists],
        at=at,
        due_at=at,
    )
    open_case(case, at=at)


def main() -> None:
    import os
    from tempfile import TemporaryDirectory

    import django
    from django.core.management import call_command

    with TemporaryDirectory(prefix="state-") as state:
        os.environ |= {"VAR_DIR": state, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        call_command("migrate", verbosity=0)
        from tests.bench.people import gather

        sys.stdout.write(measure(gather()).as_lines() + "\n")


if __name__ == "__main__":
    main()
