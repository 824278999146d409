"""What `verify_record` says of the rows of draws: that they are what the record says, and that nobody in a pool was
exchanged for another behind its leaf."""

from collections.abc import Iterator

from forum.lots.models import Anchor, Draw
from forum.lots.secrets import secret_at
from forum.record.hashing import leaf

AT_ONCE = 100  # draws whose leaves are read at a time


def chains_hold() -> Iterator[str]:
    """Whether the chain in use can still be drawn from: that LOTS_ROOT is what it was made of."""
    for anchor in Anchor.objects.select_related("entry").order_by("number"):
        if anchor.revealed >= anchor.length:
            continue
        if secret_at(anchor.number, anchor.length).hex() != anchor.entry.read("anchor"):
            yield f"chain {anchor.number}: LOTS_ROOT is not the root it was made of, so nothing can be drawn"


def draws_hold() -> Iterator[str]:
    """Whether the rows of each draw say what its entries say, and each leaf opens to the member it stands for."""
    rows = Draw.objects.for_pages().order_by("pk").prefetch_related("leaves")
    for draw in rows.iterator(chunk_size=AT_ONCE):
        if wrong := _wrong(draw):
            yield f"draw {draw.case}: {wrong}"


def _wrong(draw: Draw) -> str:
    leaves = list(draw.leaves.all())
    for entry in filter(None, (draw.opened, draw.nonce_entry, draw.drawn)):
        if entry.read("case") != draw.case:
            return f"entry {entry.number} is not of this draw"
    due = draw.nonce_entry.read("at") if draw.nonce_entry else draw.opened.read("due")
    if f"{draw.due_at:%Y-%m-%dT%H:%M:%SZ}" != due:
        return "it is due at another time than its entries say"
    if sorted(one.commitment for one in leaves) != sorted(draw.opened.read("leaves")):
        return "its pool is not the one that was frozen"
    for one in leaves:
        said = leaf(draw.case, str(one.member_id), bytes.fromhex(one.salt)).hex()
        if one.member_id is not None and said != one.commitment:
            return f"leaf {one.commitment[:12]} does not stand for the member it is said to stand for"
    placed = sorted((one for one in leaves if one.place is not None), key=lambda one: one.place or 0)
    if [one.commitment for one in placed] != (draw.drawn.read("order") if draw.drawn else []):
        return "its order is not the one that was drawn"
    return ""
