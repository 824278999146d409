"""The one small question that each poll asks: has anything changed? Two hundred people ask it every other second."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps
from django.db import connection

from forum.meetings.live.presence import SEEN_EVERY, SWEPT_EVERY

BEFORE, HELD, OVER = "before", "held", "over"


@dataclass(frozen=True)
class Glance:
    """What a meeting's live page hangs on, for one member: while all of it is the same, so is what they see."""

    mark: str  # "" where nothing has happened yet
    version: int
    agenda: str
    phase: str
    turn: int  # the facilitator's, 0 where nobody facilitates
    facilitator: int | None
    is_here: bool
    is_seen: bool  # lately
    is_swept: bool  # lately

    def etag(self, member: int, *, version: int | None = None) -> str:
        """The name of what `member` sees; of a later `version`, where one was found."""
        seen = self.version if version is None else version
        return f'"{self.mark}-{seen}-{self.agenda}-{self.phase}-{self.turn}-{member}"'


def glance(meeting: int, member: int, now: datetime) -> Glance | None:
    """How a meeting stands; None where there is none, or it is not one of a circle that the member is in. One query."""
    adapted = connection.ops.adapt_datetimefield_value
    seen, swept = adapted(now - SEEN_EVERY), adapted(now - SWEPT_EVERY)
    with connection.cursor() as cursor:
        cursor.execute(_question(), [seen, swept, member, meeting, member])
        row = cursor.fetchone()
    if row is None:
        return None
    mark, version, agenda, opened, over, turn, facilitator, here, is_seen, is_swept = row
    phase = OVER if over else HELD if opened else BEFORE
    return Glance(
        mark or "", version or 0, agenda or "", phase, turn or 0, facilitator, bool(here), bool(is_seen), bool(is_swept)
    )  # fmt: skip


@cache
def _question() -> str:
    """Written out, as in `forum.permissions.predicates`: what is asked so often is not composed anew each time."""
    meeting, state, turn, presence, membership = (
        apps.get_model("forum", name)._meta.db_table
        for name in ("Meeting", "LiveState", "Turn", "Presence", "Membership")
    )
    return (
        "SELECT s.mark, s.version, s.agenda, m.opened_at IS NOT NULL, "  # noqa: S608 (the tables' names are ours)
        "m.closed_at IS NOT NULL OR m.cancelled_at IS NOT NULL, t.id, t.member_id, "
        "p.id IS NOT NULL AND p.left_at IS NULL, "
        "CASE WHEN p.seen_at > %s THEN 1 ELSE 0 END, CASE WHEN s.swept_at > %s THEN 1 ELSE 0 END "
        f"FROM {meeting} m LEFT JOIN {state} s ON s.meeting_id = m.id "
        f"LEFT JOIN {turn} t ON t.meeting_id = m.id AND t.role = 'facilitator' AND t.until IS NULL "
        f"LEFT JOIN {presence} p ON p.meeting_id = m.id AND p.member_id = %s "
        "WHERE m.id = %s AND EXISTS "
        f"(SELECT 1 FROM {membership} b WHERE b.circle_id = m.circle_id AND b.member_id = %s AND b.left_at IS NULL)"
    )
