"""How often something may happen: a few times at once, and then as often as time gives them back.

The Generic Cell Rate Algorithm (ITU-T I.371): one moment is remembered, when all that was taken will have been given
back. It needs no windows, so nothing is gained by waiting for one to begin. Times are whole microseconds since 1970.
"""

from dataclasses import dataclass

SECOND = 1_000_000  # microseconds


@dataclass(frozen=True)
class Rate:
    """`burst` times at once, and one time more whenever `every` seconds have passed."""

    burst: int
    every: int

    @property
    def step(self) -> int:
        """How long it takes, in microseconds, until what was taken once has been given back."""
        return self.every * SECOND

    @property
    def most(self) -> int:
        """How far ahead, in microseconds, the moment may lie at which everything has been given back."""
        return self.burst * self.step


def take(rate: Rate, settled: int, now: int) -> int | None:
    """When all will have been given back once one more is taken at `now`; None where no more may be taken.

    `settled` is when what was taken before will have been given back; that may be past.
    """
    after = max(settled, now) + rate.step
    return after if after - now <= rate.most else None


def wait(rate: Rate, settled: int, now: int) -> int:
    """How many seconds from `now`, rounded up, until one may be taken again; 0 if it may be now."""
    lacking = max(settled, now) + rate.step - now - rate.most
    return -(-max(lacking, 0) // SECOND)
