"""How long it takes to write a calendar of 500 meetings, as it is asked for when something in it has changed.

`python -m tests.bench.calendars` measures it by itself: no database is asked.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from forum.meetings.calendar.writing import Event, as_calendar

MEETINGS = 500
ROUNDS = 5
ZONES = ("Europe/Rome", "America/New_York", "Asia/Karachi")
BEGINS = datetime(2022, 1, 1, 18, tzinfo=UTC)
AGENDA = "\n".join(f"{number}. Something that has to be talked about" for number in range(1, 7))


def writing_ms(meetings: int = MEETINGS) -> float:
    """CPU of this process, the best of ROUNDS."""
    some = [_evening(number) for number in range(meetings)]
    return min(_written_ms(some) for _ in range(ROUNDS))


def _written_ms(some: list[Event]) -> float:
    begun = time.process_time()
    as_calendar(some, name="Reading circle", description="", head="00" * 32)
    return (time.process_time() - begun) * 1000


def _evening(number: int) -> Event:
    return Event(
        uid=f"{number}@margin.example",
        sequence=number % 4,
        changed_at=BEGINS,
        starts_at=BEGINS + timedelta(days=3 * number),
        length=90,
        zone=ZoneInfo(ZONES[number % len(ZONES)]),
        title=f"Reading evening {number}",
        place="The long table",
        link="https://call.example/reading",
        url=f"https://margin.example/meetings/{number}/",
        description=f"Bring a chair.\n\nAgenda\n{AGENDA}",
        is_cancelled=False,
        takes_time=True,
    )


if __name__ == "__main__":
    sys.stdout.write(f"a calendar of {MEETINGS} meetings written: {writing_ms():.0f} ms of CPU\n")
