"""The root of a tree over many leaves (RFC 6962, section 2.1): whoever changes, adds or drops one has another root.
Pure; takes any number of leaves, and keeps no more than one hash for each doubling of them."""

from collections.abc import Iterable
from hashlib import sha256


def root_of(leaves: Iterable[bytes]) -> tuple[bytes, int]:
    """The Merkle tree hash of `leaves` in their order, 32 bytes, and how many they are."""
    towers: list[tuple[int, bytes]] = []  # (leaves below, hash) of whole trees, the larger first
    count = 0
    for leaf in leaves:
        below, top = 1, sha256(b"\x00" + leaf).digest()
        while towers and towers[-1][0] == below:
            top = _node(towers.pop()[1], top)
            below *= 2
        towers.append((below, top))
        count += 1
    if not towers:
        return sha256().digest(), 0
    _, root = towers.pop()
    while towers:
        root = _node(towers.pop()[1], root)
    return root, count


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
