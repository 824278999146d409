"""The chain of secrets that draws reveal one by one, last link first.

Nobody can choose the next secret, the operator included: it has to lead by `sortition.link` to the one before it,
and the last of all stands in the record before the first draw. The root lies outside the database
(`settings.LOTS_ROOT`), so that whoever reads or restores only the database cannot know, or repeat, what will be drawn.

A chain is used up before the next one is begun, in the order of their `anchor` entries; so there is never a choice
between two. A draw takes no secret of a chain that was anchored after its pool was frozen: whoever anchors it could
have chosen it for that draw.
"""

from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import F

from forum.lots.models import Anchor
from forum.lots.sortition import link
from forum.record.hashing import counted, joined
from forum.record.models import Entry
from forum.record.writing import append, begin, wait_for_writers

LENGTH = 10_000  # draws that one chain is enough for
STRIDE = 100  # links from one secret that a process keeps to the next


class NoSecret(Exception):
    """A draw cannot be carried out now; says why, to whoever runs the server."""


def first_link(number: int) -> bytes:
    """The first secret of chain `number`, made of the installation's root."""
    return joined(b"root-v1", settings.LOTS_ROOT.encode(), counted(number))


def secret_at(number: int, steps: int) -> bytes:
    """The secret of chain `number`, `steps` links after its first."""
    return _walked(_milestone(first_link(number), steps // STRIDE), steps % STRIDE)


@lru_cache(maxsize=2 * LENGTH // STRIDE)
def _milestone(first: bytes, strides: int) -> bytes:
    """The secret so many strides after the first one. Kept by the process, which knows the root as well, so that a
    thousand draws in a row do not walk the chain a thousand times."""
    return _walked(_milestone(first, strides - 1), STRIDE) if strides else first


def _walked(secret: bytes, steps: int) -> bytes:
    for _ in range(steps):
        secret = link(secret)
    return secret


@transaction.atomic
def anchor_next() -> Anchor:
    """Publish the last link of a new chain as an `anchor` entry."""
    return _anchor()


@transaction.atomic
def anchor_anew() -> Anchor:
    """Give up all chains, since the root they were made of is lost, and anchor one of the root there is now.

    The entry says so. What was frozen before it can no longer be drawn, and has to be opened once more.
    """
    _see_that_one_is_anchored()
    wait_for_writers()
    list(Anchor.objects.select_for_update().order_by("number"))
    Anchor.objects.update(revealed=F("length"))
    return _anchor(lost=1)


def reveal(*, opened: Entry | None = None) -> bytes:
    """The next secret, which no draw can use again. In the transaction of the draw that uses it, whose pool was frozen
    by the entry `opened`.

    Looks whether the chain ends in its anchor: a root that is not the one it was made of would write what no checker
    accepts. Raises NoSecret there, and where the chain was anchored after `opened`.
    """
    anchor = _in_use()
    if secret_at(anchor.number, anchor.length).hex() != anchor.entry.read("anchor"):
        raise NoSecret(
            "LOTS_ROOT is not the root that the chain of secrets was made of. Restore it, or, if it is lost, see "
            "“Lots” in docs/hosting.md."
        )
    if opened is not None and anchor.entry_id > opened.pk:
        raise NoSecret(f"The pool of entry {opened.pk} was frozen before the chain in use was anchored.")
    Anchor.objects.filter(pk=anchor.pk).update(revealed=F("revealed") + 1)
    return secret_at(anchor.number, anchor.length - anchor.revealed - 1)


def keep_a_spare() -> None:
    """Anchor the next chain once half of the newest is used: long before any draw, frozen by then, could need it.

    The last thing in a transaction, since it may write an entry.
    """
    newest = Anchor.objects.order_by("-number").first()
    if newest is not None and newest.revealed * 2 >= newest.length:
        anchor_next()


def lost_before() -> int:
    """The number of the last entry by which all chains until then were given up, -1 where there is none: no pool that
    was frozen before it can be drawn any more."""
    lost = Anchor.objects.filter(entry__body__contains='"lost":1').order_by("-entry")
    return lost.values_list("entry_id", flat=True).first() or -1


def _anchor(**more: int) -> Anchor:
    newest = Anchor.objects.order_by("-number").first()
    number = newest.number + 1 if newest else 0
    entry = append("anchor", {"anchor": secret_at(number, LENGTH).hex(), "links": LENGTH, **more})
    return Anchor.objects.create(number=number, entry=entry, length=LENGTH)


def _in_use() -> Anchor:
    """The oldest chain with links left, locked. Who waited for it looks again whether it still has any."""
    _see_that_one_is_anchored()
    while True:
        left = Anchor.objects.filter(revealed__lt=F("length")).order_by("number").values_list("pk", flat=True)
        anchor = (
            Anchor.objects.select_for_update(of=("self",)).select_related("entry").filter(pk=left[0]).get()
        )
        if anchor.revealed < anchor.length:
            return anchor


def _see_that_one_is_anchored() -> None:
    """Looked up first: beginning a record writes to it."""
    if not Anchor.objects.exists():
        begin()
