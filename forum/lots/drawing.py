"""A draw in three steps, each an entry: the pool is frozen, the author adds a number, the lot decides.

A draw becomes due by its author's number, or when the time for one has passed; what waits for nobody is due at once.
Draws are carried out in the order in which they became due, each with the next secret, and every pool that was frozen
is drawn, whatever has become of its case. So nobody has secrets to choose from: not whoever runs the server, by the
order in which they have draws made, nor they and an author together, by a case that is given up in time.

Whoever changes a draw has the head of the record first: what is due is decided by what has been written. Behind it come
the draws, the chain of secrets and the leaves.
"""

import secrets as randomness
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from forum.lots.models import Draw, Leaf
from forum.lots.querysets import DrawQuerySet
from forum.lots.secrets import keep_a_spare, lost_before, reveal
from forum.lots.sortition import order_of, seed_of
from forum.record.hashing import leaf
from forum.record.models import Entry
from forum.record.writing import append, wait_for_writers

LONGEST_NONCE = 64  # bytes
MOST_AT_ONCE = 1000  # draws a run of the chore


class TooLate(ValueError):
    """A number for a draw that has one, or was drawn."""


class NotDue(ValueError):
    """A draw whose author still has time to add a number."""


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
    waits: timedelta = timedelta(0),
    at: datetime | None = None,
) -> Draw:
    """Freeze the pool of a draw for `n` seats among `members` (their ids), and write its `open` entry.

    `needs` is what a ruling will need of the seats ({"fold": 4, "hide": 5}), `commitment` is to what is being judged,
    `nonces` are the flaggers'. It `waits` so long for a number, from `at` (now if not said). Raises IntegrityError
    where there already is a draw of that `case`.
    """
    at = _in_seconds(at)
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
            "due": f"{at + waits:%Y-%m-%dT%H:%M:%SZ}",
        },
        circle=circle,
        at=at,
    )
    draw = Draw.objects.create(case=case, circle=circle, n=n, opened=opened, due_at=at + waits, at=at)
    for one in leaves:
        one.draw = draw
    Leaf.objects.bulk_create(leaves)
    return draw


@transaction.atomic
def add_nonce(*, draw: Draw, nonce: bytes, at: datetime | None = None) -> Entry:
    """Put the author's number into the draw, once, before it is drawn; it is due then. The entry returned is their
    receipt.

    Raises TooLate where the draw has one already, was drawn, or is due at `at` (now if not said), and ValueError where
    the number is empty or longer than LONGEST_NONCE.
    """
    if not 0 < len(nonce) <= LONGEST_NONCE:
        raise ValueError(f"a number has 1 to {LONGEST_NONCE} bytes")
    at = _in_seconds(at)
    wait_for_writers()
    draw = Draw.objects.select_for_update(of=("self",)).select_related("circle").get(pk=draw.pk)
    if draw.nonce_entry_id is not None or draw.drawn_id is not None or at > draw.due_at:
        raise TooLate("this draw takes no further number")
    draw.nonce_entry = append("nonce", {"case": draw.case, "nonce": nonce.hex()}, circle=draw.circle, at=at)
    draw.due_at = at
    draw.save(update_fields=["nonce_entry", "due_at"])
    return draw.nonce_entry


@transaction.atomic
def carry_out(*, draw: Draw, beacon: bytes = b"", at: datetime | None = None) -> list[int | None]:
    """Draw, once, whatever became due before it and then it: members' ids in the order drawn, the panel first, then the
    reserves.

    None stands for whoever has deleted their account since. A draw that was carried out answers again with what it was.
    Raises NotDue where it is not at `at` (now if not said), and NoSecret where the chain of secrets cannot serve it
    (see secrets.py).
    """
    at = _in_seconds(at)
    wait_for_writers()
    draw = Draw.objects.get(pk=draw.pk)
    if draw.drawn_id is None:
        if at < draw.due_at:
            raise NotDue(f"the draw of case {draw.case} still waits for a number")
        _draw_until(draw, beacon, at)
    return list(draw.leaves.order_by("place").values_list("member", flat=True))


def draw_due(now: datetime) -> int:
    """Draw all that is due at `now`, each in a transaction of its own; return how many there were."""
    due = list(_drawable(now)[:MOST_AT_ONCE])
    for draw in due:
        carry_out(draw=draw, at=now)
    return len(due)


def _draw_until(last: Draw, beacon: bytes, at: datetime) -> None:
    """Draw what became due before `last`, which is due, and then it."""
    for draw in _drawable(last.due_at).for_pages().select_for_update(of=("self",)):
        _draw_now(draw, beacon if draw == last else b"", at)
        if draw == last:
            return
    reveal(opened=last.opened)  # says why it cannot be drawn


def _drawable(now: datetime) -> DrawQuerySet:
    """What is due at `now`, but for pools that were frozen before all chains of then were given up."""
    return Draw.objects.due(now).filter(opened__gt=lost_before())


def _draw_now(draw: Draw, beacon: bytes, at: datetime) -> None:
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
    body = {"case": draw.case, "secret": secret.hex(), "beacon": beacon.hex(), "order": order}
    draw.drawn = append("draw", body, circle=draw.circle, at=at)
    draw.save(update_fields=["drawn"])
    keep_a_spare()


def _in_seconds(at: datetime | None) -> datetime:
    """As entries say it: whoever holds them against one another comes to the same order."""
    return (at or timezone.now()).astimezone(UTC).replace(microsecond=0)
