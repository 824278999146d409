"""What the record is told of minutes: a commitment to their words, and never these."""

from forum.meetings.minutes.models import Minutes
from forum.record import writing
from forum.record.hashing import leaf
from forum.record.models import Entry

MINUTES = "minutes"


def tell(minutes: Minutes) -> Entry:
    """Write that minutes stand."""
    body = {
        "case": minutes.meeting.case,
        "version": minutes.number,
        "text": text_commitment(minutes),
        "objections": minutes.objections.count(),  # which were answered or taken back
    }
    return writing.append(MINUTES, body, circle=minutes.meeting.circle, at=minutes.stands_at)


def text_commitment(minutes: Minutes) -> str:
    """The commitment to the words, in hex: whoever knows words and salt can check it."""
    return leaf(minutes.meeting.case, minutes.source, bytes.fromhex(minutes.salt)).hex()
