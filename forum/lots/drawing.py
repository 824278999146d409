"""A draw in three steps, each an entry: the pool is frozen, the author adds a number, the lot decides.

Locks are taken in this order: the draw, the chain of secrets, the leaves, and last the head of the record.
"""

import secrets as randomness
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from forum.lots.models import Draw, Leaf
from forum.lots.secrets import keep_a_spare, reveal
from forum.lots.sortition import order_of, seed_of
from forum.record.hashing import leaf
from forum.record.models import Entry
from forum.record.writing import append

LONGEST_NONCE = 64  # bytes


@transaction.atomic
def open_draw(
    *,
    case: str,
    members: Iterable[int],
    n: int,
    needs: Any,
    commitment: bytes,
    nonces: Iterable[bytes] = (),
    circle: Any = None,
) -> Draw:
    """Freeze the pool of a draw for `n` seats among `members` (their ids), and write its `open` entry.

    `needs` is what a ruling will need of the seats ({"fold": 4, "hide": 5}), `commitment` is to what is being judged,
    `nonces` are the flaggers'. Raises IntegrityError where there already is a draw of that `case`.
    """
    leaves = []
    for member in members:
        salt = randomness.token_bytes(32)
        leaves.append(Leaf(member_id=member, salt=salt.hex(), commitment=leaf(case, str(member), salt).hex()))
    leaves.sort(key=lambda one: one.commitment)  # no order tells who is who
    opened = append(
        "open",
        {
            "case": case,
            "n": n,
            "needs": needs,
            "commitment": commitment.hex(),
            "nonces": [nonce.hex() for nonce in nonces],
            "leaves": [one.commitment for one in leaves],
        },
        circle=circle,
    )
    draw = Draw.objects.create(case=case, circle=circle, n=n, opened=opened)
    for one in leaves:
        one.draw = draw
    Leaf.objects.bulk_create(leaves)
    return draw


@transaction.atomic
def add_nonce(*, draw: Draw, nonce: bytes) -> Entry:
    """Put the author's number into the draw, once, before it is drawn. The entry returned is their receipt.

    Raises ValueError where the draw has one already, has been drawn, or the number is empty or longer than
    LONGEST_NONCE.
    """
    if not 0 < len(nonce) <= LONGEST_NONCE:
        raise ValueError(f"a number has 1 to {LONGEST_NONCE} bytes")
    draw = Draw.objects.select_for_update().get(pk=draw.pk)
    if draw.nonce_entry_id is not None or draw.drawn_id is not None:
        raise ValueError("this draw takes no further number")
    draw.nonce_entry = append("nonce", {"case": draw.case, "nonce": nonce.hex()}, circle=draw.circle)
    draw.save(update_fields=["nonce_entry"])
    return draw.nonce_entry


@transaction.atomic
def carry_out(*, draw: Draw, beacon: bytes = b"") -> list[int | None]:
    """Draw, once, and write the `draw` entry: members' ids in the order drawn, the panel first, then the reserves.

    None stands for whoever has deleted their account since. A draw that was carried out answers again with what it was.
    Raises NoSecret where the chain of secrets cannot serve it (see secrets.py).
    """
    held = Draw.objects.select_for_update(of=("self",)).select_related("opened", "nonce_entry", "circle")
    draw = held.get(pk=draw.pk)
    if draw.drawn_id is None:
        secret = reveal(opened=draw.opened)
        nonce = bytes.fromhex(draw.nonce_entry.read("nonce")) if draw.nonce_entry else b""
        seed = seed_of(bytes.fromhex(draw.opened.hash), secret, nonce, beacon)
        leaves = {one.commitment: one for one in draw.leaves.all()}
        order = [drawn.hex() for drawn in order_of(map(bytes.fromhex, leaves), seed)]
        for place, commitment in enumerate(order):
            leaves[commitment].place = place
        # An upsert of rows that are there: a hundred times less to say than in an UPDATE with a CASE for each.
        Leaf.objects.bulk_create(
            leaves.values(),
            batch_size=500,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["place"],
        )
        draw.drawn = append(
            "draw",
            {"case": draw.case, "secret": secret.hex(), "beacon": beacon.hex(), "order": order},
            circle=draw.circle,
        )
        draw.save(update_fields=["drawn"])
        keep_a_spare()
    return list(draw.leaves.order_by("place").values_list("member", flat=True))
