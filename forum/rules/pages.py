"""The rules as they are printed: read from the very tables by which the program goes, so that they cannot say else."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.circles.numbers import NUMBERS, Number
from forum.limits.naming import NAMES
from forum.limits.rates import Rate
from forum.moderation import numbers
from forum.permissions.naming import GROUPS

MINUTE = 60  # seconds

Words = str | Promise


@dataclass(frozen=True)
class ActLine:
    """An act as people call it, and who may do it."""

    name: Words
    who: Words


@dataclass(frozen=True)
class ActGroup:
    title: Words
    lines: Sequence[ActLine]


@dataclass(frozen=True)
class LimitLine:
    """What is limited, how often it may be done, and why."""

    name: Words
    often: str
    why: Words


@dataclass(frozen=True)
class RestraintLine:
    """What a ruling can do, and what it means."""

    name: str
    means: str


@dataclass(frozen=True)
class RulesPage:
    groups: Sequence[ActGroup]
    limits: Sequence[LimitLine]
    numbers: Sequence[Number]
    restraints: Sequence[RestraintLine]
    appeal_days: int
    review_days: int


def rules_page() -> RulesPage:
    """All rules there are; without a query."""
    return RulesPage(
        groups=[
            ActGroup(group.title, [ActLine(name, act.value.sentence) for act, name in group.names.items()])
            for group in GROUPS
        ],
        limits=[LimitLine(name, often(limit.value.rate), why) for limit, (name, why) in NAMES.items()],
        numbers=list(NUMBERS.values()),
        restraints=_restraints(),
        appeal_days=numbers.APPEAL_WITHIN.days,
        review_days=numbers.REVIEW_AFTER.days,
    )


def often(rate: Rate) -> str:
    """How often, in words: “40 times at once, then once every 15 seconds”."""
    at_once = ngettext("%(n)s time at once", "%(n)s times at once", rate.burst) % {"n": rate.burst}
    if rate.every % MINUTE:
        then = ngettext("once every second", "once every %(n)s seconds", rate.every) % {"n": rate.every}
    else:
        minutes = rate.every // MINUTE
        then = ngettext("once every minute", "once every %(n)s minutes", minutes) % {"n": minutes}
    return _("%(at_once)s, then %(then)s") % {"at_once": at_once, "then": then}


def _restraints() -> list[RestraintLine]:
    return [
        RestraintLine(_("Note"), _("A line under the post says what the panel found.")),
        RestraintLine(_("Fold"), _("The words of the post are one click away.")),
        RestraintLine(
            _("Hide"), _("Its author and the panel still read the post; everyone else reads the ruling.")
        ),
        RestraintLine(
            _("Slow"),
            ngettext(
                "At most five posts a day in that circle, for up to %(n)s day.",
                "At most five posts a day in that circle, for up to %(n)s days.",
                numbers.SLOW_DAYS,
            )
            % {"n": numbers.SLOW_DAYS},
        ),
        RestraintLine(
            _("Pause"),
            ngettext(
                "No posts in that circle, for up to %(n)s day.",
                "No posts in that circle, for up to %(n)s days.",
                numbers.PAUSE_DAYS,
            )
            % {"n": numbers.PAUSE_DAYS},
        ),
    ]
