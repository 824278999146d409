"""How a time is written in what a member takes along."""

from datetime import datetime


def moment(at: datetime | None) -> str | None:
    """In UTC, as ISO 8601 writes it; None where there is none."""
    return at.isoformat() if at else None
