"""What the page of a draw needs: its numbers, walked through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forum.lots.left_out import why_left_out
from forum.lots.models import Draw, Leaf
from forum.lots.sortition import Swap, link, seed_of, swaps_of
from forum.record.models import Entry

FIRST_STEPS = 3  # walked through in words
STEPS = 500  # shown in the table; whoever wants more runs the program below it


@dataclass(frozen=True)
class Step:
    """One step of the shuffle: how many leaves are left to choose from, the number drawn, and who changes places."""

    places: int
    x: str  # hex
    last: str  # the leaf that stood there, shortened
    other: str
    swap: Swap
    rejected: int  # numbers that were too large to be fair, and were drawn again

    @property
    def stays(self) -> bool:
        """Whether the number points at the last place itself."""
        return self.swap.other == self.swap.last


@dataclass(frozen=True)
class Drawn:
    """What the lot decided, and from what. All byte strings in hex."""

    entry: Entry
    secret: str
    after: str  # what the secret leads to: the secret of the draw before, or the anchor
    beacon: str
    seed: str
    steps: Sequence[Step]
    all_steps: int
    seats: Sequence[str]
    reserves: int

    @property
    def first_steps(self) -> Sequence[Step]:
        return self.steps[:FIRST_STEPS]


@dataclass(frozen=True)
class DrawPage:
    """A draw as a reader is shown it. `own` is their leaf, if they were in the pool."""

    draw: Draw
    pool: Sequence[str]  # leaves, sorted
    n: int
    commitment: str
    flaggers: Sequence[str]
    nonce: str
    own: Leaf | None
    own_place: int | None  # from 1; None until drawn
    why_left_out: Sequence[str]  # the reader, by which rules; none where they were in it
    drawn: Drawn | None

    @property
    def is_for_a_panel(self) -> bool:
        """Whether its first places judge something, so that whoever it is about adds a number; else it gives an order,
        from which something else follows."""
        return bool(self.draw.opened.read("needs"))

    @property
    def is_seated(self) -> bool:
        """Whether the reader was drawn for a seat, not as a reserve."""
        return self.own_place is not None and self.own_place <= self.n


def draw_page(draw: Draw, reader: Any) -> DrawPage:
    """The page of a draw that comes `for_pages`; one query, for the reader's own leaf, and for a member who has none
    those that say why."""
    opened = draw.opened.read_all()
    nonce = draw.nonce_entry.read("nonce") if draw.nonce_entry else ""
    own = draw.leaves.filter(member=reader).first() if reader.is_authenticated else None
    return DrawPage(
        draw=draw,
        pool=sorted(opened["leaves"]),
        n=draw.n,
        commitment=opened["commitment"],
        flaggers=opened["nonces"],
        nonce=nonce,
        own=own,
        own_place=None if own is None or own.place is None else own.place + 1,
        why_left_out=why_left_out(draw, reader) if reader.is_authenticated and own is None else (),
        drawn=_drawn(draw, draw.drawn, opened["leaves"], nonce) if draw.drawn else None,
    )


def _drawn(draw: Draw, entry: Entry, leaves: Sequence[str], nonce: str) -> Drawn:
    said = entry.read_all()
    secret, beacon = bytes.fromhex(said["secret"]), bytes.fromhex(said["beacon"])
    seed = seed_of(bytes.fromhex(draw.opened.hash), secret, bytes.fromhex(nonce), beacon)
    return Drawn(
        entry=entry,
        secret=said["secret"],
        after=link(secret).hex(),
        beacon=said["beacon"],
        seed=seed.hex(),
        steps=_steps(leaves, seed),
        all_steps=max(len(leaves) - 1, 0),
        seats=said["order"][: draw.n],
        reserves=max(len(leaves) - draw.n, 0),
    )


def _steps(leaves: Sequence[str], seed: bytes) -> list[Step]:
    """The first steps of the shuffle, each with the leaves that change places in it."""
    standing, steps, counter = sorted(leaves), [], -1
    for swap in swaps_of(len(standing), seed):
        steps.append(
            Step(
                places=swap.last + 1,
                x=f"{swap.x:064x}",
                last=standing[swap.last][:8],
                other=standing[swap.other][:8],
                swap=swap,
                rejected=swap.counter - counter - 1,
            )
        )
        counter = swap.counter
        standing[swap.last], standing[swap.other] = standing[swap.other], standing[swap.last]
        if len(steps) == STEPS:
            break
    return steps
