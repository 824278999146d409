"""The draw itself. Pure: whoever has an `open` entry's hash, the secret, the nonce and the leaves gets the same panel.

H is `forum.record.hashing.joined`. The construction is the specification's, word for word; the numbers of a draw are
walked through on its page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forum.record.hashing import counted, joined

ALL = 1 << 256  # how many values a hash can have


@dataclass(frozen=True, slots=True)
class Swap:
    """One step of the shuffle: the leaf at `last` changes places with the one at `other`, which is `x` mod last + 1.

    `counter` is the one that `x` came from; where it is higher than the step before plus one, numbers were rejected.
    """

    last: int
    counter: int
    x: int
    other: int


def link(secret: bytes) -> bytes:
    """The next secret of a chain: s_{i+1} = H("link-v1", s_i)."""
    return joined(b"link-v1", secret)


def seed_of(opened: bytes, secret: bytes, nonce: bytes = b"", beacon: bytes = b"") -> bytes:
    """What a draw is made of: the hash of its `open` entry, the secret revealed, the author's nonce and the beacon
    (both empty where there is none)."""
    return joined(b"seed-v1", opened, secret, nonce, beacon)


def swaps_of(leaves: int, seed: bytes, everything: int = ALL) -> Iterator[Swap]:
    """The steps by which so many leaves are shuffled (Fisher and Yates from the top; Knuth, TAOCP 3.4.2 P).

    Numbers that would make one place likelier than another are drawn again. `everything` is how many values an x may
    have; smaller than that of a hash only in tests, where the drawing again is to be seen.
    """
    counter = 0
    for last in range(leaves - 1, 0, -1):
        places = last + 1
        even = everything - everything % places  # from here on some places would come up once more often
        while True:
            x = int.from_bytes(joined(b"draw-v1", seed, counted(counter)), "big") % everything
            counter += 1
            if x < even:
                break
        yield Swap(last, counter - 1, x, x % places)


def order_of(leaves: Iterable[bytes], seed: bytes) -> list[bytes]:
    """All leaves in the order drawn; the first n are the panel, the others reserves in their order."""
    drawn = sorted(leaves)  # bytes sort as their hex does
    for swap in swaps_of(len(drawn), seed):
        drawn[swap.last], drawn[swap.other] = drawn[swap.other], drawn[swap.last]
    return drawn
