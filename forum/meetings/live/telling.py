"""What the record says of recalls, and whether each had its majority."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.meetings.models import Meeting
from forum.record import checking
from forum.record.explaining import Beside, register
from forum.record.models import Entry


def register_types() -> None:
    register(
        "recall",
        label=_("Recall"),
        sentence=_(
            "{yes} of the {present} present in meeting {case} recalled the {role}; the next on the rota followed."
        ),
        lookup=_beside,
    )
    checking.register("recalls", majorities)


def majorities() -> Iterator[str]:
    """What does not hold: a recall that fewer said yes to than it takes."""
    for entry in Entry.objects.filter(type="recall").order_by("number").iterator():
        if not has_majority(entry.read_all()):
            yield f"entry {entry.number}: a recall takes more than half of those present"


def has_majority(body: Mapping[str, Any]) -> bool:
    return body["present"] >= body["yes"] > body["present"] / 2


def _beside(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    """The title and page of the meeting, which the body calls "m" and its number."""
    cases = {entry.number: str(entry.read_all().get("case", "")) for entry in entries}
    numbers = {entry: int(case[1:]) for entry, case in cases.items() if re.fullmatch(r"m\d+", case)}
    meetings = Meeting.objects.visible_to(reader).in_bulk(list(set(numbers.values())))
    return {
        number: Beside(lines=[meetings[one].title], href=meetings[one].get_absolute_url())
        for number, one in numbers.items()
        if one in meetings
    }
