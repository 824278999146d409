"""The numbers by which a circle looks after itself that it may change, by a decision; the house's own hold until
then."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Number:
    """A number that circles may change: what the house begins with, how far it may go, and why it is what it is."""

    name: str
    default: int
    least: int
    most: int
    says: str | Promise  # what it is the number of, with its unit
    why: str | Promise


NUMBERS = {
    number.name: number
    for number in (
        Number(
            "days_before_panels", 30, 0, 365,
            _("days somebody is a member before a lot can seat them on a panel"),
            _("Long enough that accounts made for one quarrel cannot judge it, short enough that newcomers soon do."),
        ),
        Number(
            "hours_for_questions", 48, 12, 336,
            _("hours for questions before positions on a proposal are taken"),
            _("Two evenings: whoever looks in once a day has read it and been answered."),
        ),
        Number(
            "days_for_positions", 5, 2, 30,
            _("days for taking positions on a proposal"),
            _("A working week always has a day on which somebody has time."),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Own:
    """A number that a circle has decided on, and what holds elsewhere."""

    value: int
    default: int
    says: str | Promise


def own_numbers(circle: Any) -> list[Own]:
    """The numbers of `circle` that differ from the house's own."""
    decided = ((NUMBERS[name], value) for name, value in circle.numbers.items() if name in NUMBERS)
    return [Own(value, number.default, number.says) for number, value in decided if value != number.default]


def number_of(circle: Any, name: str) -> int:
    """What holds in `circle` (None: the installation) of the number called `name`."""
    decided = circle.numbers if circle is not None else {}
    return decided.get(name, NUMBERS[name].default)
