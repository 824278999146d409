"""Whom seats went to and whom they went past: by places in the order drawn, so that the record tells it and names
nobody. Each knows their own place, and whether what is said of it is true.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import cast

from forum.lots.models import Leaf
from forum.members.models import Member
from forum.moderation.models import Panel, Seat
from forum.record.models import Entry
from forum.record.writing import append, wait_for_writers


class Why(StrEnum):
    """Why a seat went past somebody. The first seven keep them from being asked, the others end what was offered."""

    GONE = "gone"  # they have closed their account
    BARRED = "barred"  # the operator has closed it
    AWAY = "away"  # they have left the closed circle
    PARTY = "party"  # they flagged
    WROTE = "wrote"  # in the thread, since the pool was frozen
    RESTS = "rests"  # they have had another seat since
    KIN = "kin"  # of the lineage, or the week, of somebody who has a seat
    SILENT = "silent"
    DECLINED = "declined"
    LEFT = "left"
    DISMISSED = "dismissed"


ENDED = {
    Seat.Ending.LAPSED: Why.SILENT,
    Seat.Ending.RECUSED: Why.DECLINED,
    Seat.Ending.LEFT: Why.LEFT,
    Seat.Ending.DISMISSED: Why.DISMISSED,
}


def note_passed(
    leaves: Collection[Leaf], chosen: Collection[int], why: Mapping[int | None, Why], *, all_asked: bool
) -> None:
    """Note why seats offered to `chosen` went past those drawn before them; past everybody where nobody is left to be
    asked. Whoever has been asked is told of by their seat. `leaves` are those never asked, in the order drawn."""
    last = max((leaf.place or 0 for leaf in leaves if leaf.member_id in chosen), default=-1)
    passed: dict[Why, list[int]] = {}
    for leaf in leaves:
        if leaf.member_id not in chosen and (all_asked or (leaf.place or 0) < last):
            passed.setdefault(why.get(leaf.member_id, Why.KIN), []).append(leaf.pk)
    if passed:
        wait_for_writers()  # whoever closes an account writes to leaves behind the head
    for reason, some in passed.items():
        Leaf.objects.filter(pk__in=some).update(passed_over=reason)


def why_not_there(leaves: Collection[Leaf], there: Collection[int]) -> dict[int | None, Why]:
    """Why those of `leaves` who are not `there` any more are not."""
    barred = set(
        Member.objects.filter(pk__in=[leaf.member_id for leaf in leaves], is_active=False).values_list(
            "pk", flat=True
        )
    )
    found: dict[int | None, Why] = {None: Why.GONE}
    for leaf in leaves:
        if leaf.member_id is not None and leaf.member_id not in there:
            found[leaf.member_id] = Why.BARRED if leaf.member_id in barred else Why.AWAY
    return found


def told_of(panel: Panel) -> dict[str, object]:
    """Which places of the order have seats, and why each other one did not get there, as far as it was followed."""
    assert panel.draw is not None
    taken: list[int] = []
    reasons = dict(panel.draw.leaves.exclude(passed_over="").values_list("place", "passed_over"))
    for seat in panel.seats.exclude(place=None):
        place = cast(int, seat.place)
        if seat.is_taken:
            taken.append(place)
        reasons[place] = str(ENDED[Seat.Ending(seat.ending)] if seat.ending else Why.SILENT)
    passed: dict[str, list[int]] = {}
    for place, reason in sorted((cast(int, place), why) for place, why in reasons.items()):
        if place not in taken:
            passed.setdefault(reason, []).append(place)
    return {"case": panel.name, "taken": sorted(taken), "passed": passed}


def tell_seats(panel: Panel, at: datetime) -> Entry:
    """Write who of the order drawn took seats, once the panel is at its end."""
    return append("seats", told_of(panel), circle=panel.case.circle, at=at)
