"""What the record says of the entries that draws write, and where one reads on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.lots.models import Draw
from forum.record.explaining import Beside, register
from forum.record.models import Entry


def register_types() -> None:
    register(
        "anchor",
        label=_("Chain of secrets"),
        sentence=_(
            "The last link of a chain of secrets was published. Each draw has to reveal the next link back, so that "
            "nobody can choose what a draw is made of."
        ),
    )
    register(
        "open",
        label=_("Pool"),
        sentence=_(
            "The pool for the draw of case {case} was frozen: all who can be drawn, under marks that name nobody. "
            "Seats to be filled: {n}."
        ),
        lookup=_draws,
    )
    register(
        "nonce",
        label=_("Number"),
        sentence=_(
            "Whoever the case {case} is about added a number of their own to the draw, so that nobody could know it "
            "beforehand."
        ),
        lookup=_draws,
    )
    register(
        "draw",
        label=_("Draw"),
        sentence=_(
            "The lot decided case {case}: its seats first, then who takes their place, in this order."
        ),
        lookup=_draws,
    )


def _draws(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    cases = {entry.number: str(entry.read("case")) for entry in entries}
    drawn = {draw.case: draw for draw in Draw.objects.filter(case__in=cases.values())}
    return {
        number: Beside(href=drawn[case].get_absolute_url()) for number, case in cases.items() if case in drawn
    }
