"""What `verify_record` says of minutes: that those which stand say what they said when they came to stand."""

from collections.abc import Iterator

from forum.meetings.minutes.committing import MINUTES, text_commitment
from forum.meetings.minutes.models import Minutes
from forum.record.checking import register as register_check

AT_ONCE = 100  # minutes read at a time


def register() -> None:
    register_check("minutes", minutes_hold)


def minutes_hold() -> Iterator[str]:
    """Whether the words of all minutes that stand are those the record commits to."""
    rows = Minutes.objects.filter(stands_at__isnull=False).select_related("meeting", "entry").order_by("pk")
    for minutes in rows.iterator(chunk_size=AT_ONCE):
        assert minutes.entry is not None
        said = minutes.entry.read_all()
        if (said.get("type"), said.get("case")) != (MINUTES, minutes.meeting.case):
            yield f"minutes of {minutes.meeting.case}: entry {minutes.entry_id} is not theirs"
        elif (said.get("version"), said.get("text")) != (minutes.number, text_commitment(minutes)):
            yield f"minutes of {minutes.meeting.case}: their words are not those that stood"
