"""Chores: what every worker does again and again.

Each worker keeps its own time and remembers nothing when it ends, so with several workers, or after a
restart, a chore is done more often than it asks for. Chores must not mind.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Chore:
    """Something to do at a worker's start and then whenever `every` has passed."""

    name: str
    every: timedelta
    do: Callable[[], object]


@dataclass
class Schedule:
    """When which chore was last begun, as one worker remembers it."""

    chores: Iterable[Chore]
    begun: dict[str, datetime] = field(default_factory=dict)

    def take_due(self, now: datetime) -> list[Chore]:
        """The chores whose time has come at `now`, marked as begun, so that a failing one waits for its next turn."""
        due = [
            chore
            for chore in self.chores
            if chore.name not in self.begun or self.begun[chore.name] + chore.every <= now
        ]
        self.begun.update({chore.name: now for chore in due})
        return due


_chores: dict[str, Chore] = {}


def register(name: str, *, every: timedelta, do: Callable[[], object]) -> None:
    """Have every worker `do` this at its start and then whenever `every` has passed. A name is registered once."""
    _chores[name] = Chore(name, every, do)


def registered() -> list[Chore]:
    return list(_chores.values())
