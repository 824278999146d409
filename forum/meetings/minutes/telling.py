"""What the record says of the entries that minutes write, and where one reads on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.meetings.minutes.committing import MINUTES
from forum.meetings.minutes.models import Minutes
from forum.record.explaining import Beside, register
from forum.record.models import Entry


def register_types() -> None:
    register(
        MINUTES,
        label=_("Minutes"),
        sentence=_(
            "The minutes of a meeting stand, in version {version}: nobody objected within 72 hours, or what was "
            "objected to was answered. Objections: {objections}."
        ),
        lookup=_minutes,
    )


def _minutes(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    """The title of the meeting and the page of its minutes; the body calls the meeting "m" and its number."""
    cases = {entry.number: str(entry.read_all().get("case", "")) for entry in entries}
    numbers = {entry: int(case[1:]) for entry, case in cases.items() if re.fullmatch(r"m\d+", case)}
    seen = Minutes.objects.visible_to(reader).select_related("meeting").in_bulk(list(set(numbers.values())))
    return {
        number: Beside(lines=[seen[one].meeting.title], href=seen[one].get_absolute_url())
        for number, one in numbers.items()
        if one in seen
    }
