"""The times that were proposed for a meeting, and who could come when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forum.meetings.models import Availability, Meeting, ProposedDate, Says
from forum.meetings.pages.times import Times, times_of

MOST_ROWS = 60  # people in the table; the sums count all


@dataclass(frozen=True)
class DateLine:
    """A proposed time, what the reader said of it, and how many said what."""

    date: ProposedDate
    times: Times
    own: str
    yes: int
    maybe: int
    no: int
    is_best: bool


@dataclass(frozen=True)
class Row:
    """Somebody's answers, in the order of the dates; "" where they said nothing of one."""

    name: str
    says: Sequence[str]


@dataclass(frozen=True)
class Dates:
    lines: Sequence[DateLine]
    rows: Sequence[Row]
    people: int
    may_change: bool
    may_add: bool
    says: Sequence[tuple[str, Any]] = tuple(Says.choices)

    @property
    def more(self) -> int:
        return self.people - len(self.rows)


def dates_of(meeting: Meeting, reader: Any, *, may_change: bool) -> Dates:
    """What was proposed for `meeting`, as a member of its circle sees it, in two queries."""
    dates = list(ProposedDate.objects.visible_to(reader).filter(meeting=meeting))
    answers = Availability.objects.visible_to(reader).filter(date__meeting=meeting).still_in().with_names()
    said: dict[int, dict[int, str]] = {}
    names: dict[int, str] = {}
    for date, member, says, name in answers.order_by("-at", "-pk").values_list(
        "date", "member", "says", "name"
    ):
        said.setdefault(member, {})[date] = says
        names[member] = name
    sums = {
        one.pk: {says: sum(of.get(one.pk) == says for of in said.values()) for says in Says.values}
        for one in dates
    }
    best = max(((sum_["yes"], sum_["yes"] + sum_["maybe"]) for sum_ in sums.values()), default=(0, 0))
    own = said.get(reader.pk, {})
    return Dates(
        lines=[
            DateLine(
                date=one,
                times=times_of(one.starts_at, meeting.length, meeting.time_zone, reader),
                own=own.get(one.pk, ""),
                is_best=best[0] > 0 and len(dates) > 1
                and (sums[one.pk]["yes"], sums[one.pk]["yes"] + sums[one.pk]["maybe"]) == best,
                **sums[one.pk],
            )
            for one in dates
        ],
        rows=[
            Row(names[member], [answers.get(one.pk, "") for one in dates])
            for member, answers in list(said.items())[:MOST_ROWS]
        ],
        people=len(said),
        may_change=may_change,
        may_add=may_change and len(dates) < ProposedDate.MOST,
    )  # fmt: skip
