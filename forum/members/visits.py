"""When a member was last here, so that "new since last time" can be told.

A visit ends after half an hour without a page. A member's times are written at most every five minutes.
"""

from datetime import datetime, timedelta

from forum.members.models import Member

ENDS_AFTER = timedelta(minutes=30)
WRITTEN_EVERY = timedelta(minutes=5)


def note_visit(*, member: Member, at: datetime) -> None:
    """Remember that `member` opened a page at `at`: in no query, or in one."""
    changed = times_of_visit(seen=member.last_seen_at, at=at)
    if not changed:
        return
    # Of two pages opened at once only one still finds the time that both have read.
    Member.objects.filter(pk=member.pk, last_seen_at=member.last_seen_at).update(**changed)
    for name, time in changed.items():
        setattr(member, name, time)


def times_of_visit(*, seen: datetime | None, at: datetime) -> dict[str, datetime | None]:
    """What changes when a member last seen at `seen` opens a page at `at`: nothing, a time, or a new visit."""
    if seen is None or at - seen >= ENDS_AFTER:
        return {"last_visit_ended_at": seen, "last_seen_at": at}
    if at - seen >= WRITTEN_EVERY:
        return {"last_seen_at": at}
    return {}
