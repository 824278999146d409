"""The chore that moves cases on, with 1,000 of them open: in a minute like any other, after an hour in which no worker
ran, and where every one of them is due at once.

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
class Moving:
    """CPU of this process, in seconds, as a worker would spend it."""

    cases: int
    minute: float
    due_in_a_minute: int
    hour: float
    due_in_an_hour: int
    all_at_once: float

    def as_lines(self) -> str:
        return (
            f"{self.cases:,} open cases: a minute like any other {self.minute:.2f} s ({self.due_in_a_minute} due), "
            f"after an hour without a worker {self.hour:.2f} s ({self.due_in_an_hour} due), "
            f"all others due at once {self.all_at_once:.2f} s"
        )


def measure(people, *, cases: int = CASES) -> Moving:
    """Open `cases` about posts of one day, and move them on."""
    from forum.moderation.deadlines import move_on

    now = datetime.fromisoformat("2026-06-01T12:00:00+00:00")
    panelists, authors = people.writers[:PANELISTS], people.writers[PANELISTS:]
    _settle(panelists, people.commons, now)
    opened = [now + number * DAY / cases for number in range(cases)]
    for number, at in enumerate(opened):
        _open(authors[number % len(authors)], panelists, people.commons, at)
    found = []
    for later in (timedelta(minutes=1), timedelta(hours=1), DAY):
        begun = time.process_time()
        moved = move_on(now + DAY + later)
        found.append((time.process_time() - begun, moved))
    (minute, few), (hour, more), (rest, _) = found
    return Moving(cases, minute, few, hour, more, rest)


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
