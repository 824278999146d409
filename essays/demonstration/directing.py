"""Scripts that go on beside one another for months, each told to stop until its next moment has come.

A script is a generator: it yields how many days ago it goes on, and does then what it has to do. Whatever asks the time
meanwhile is told that of the script, so that the record of what was done is in order, and no act has to be taught that
it is played.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from unittest.mock import patch

from django.utils import timezone

Script = Iterator[float]


def play(
    scripts: Iterable[Script],
    *,
    time_of: Callable[[float], datetime],
    between: Callable[[datetime], object],
) -> None:
    """Play all scripts in the order of their moments. `between` does what is due before each, as a worker would."""
    waiting: list[tuple[float, int, Script]] = []
    for number, script in enumerate(scripts):
        _wait(waiting, number, script)
    while waiting:
        minus_days, number, script = heapq.heappop(waiting)
        now = time_of(-minus_days)
        with patch.object(timezone, "now", lambda now=now: now):
            between(now)
            _wait(waiting, number, script)


def _wait(waiting: list[tuple[float, int, Script]], number: int, script: Script) -> None:
    """Let a script do what it does now, and wait for its next moment, if there is one."""
    days_ago = next(script, None)
    if days_ago is not None:
        heapq.heappush(waiting, (-days_ago, number, script))
