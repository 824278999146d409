"""The minutes and action items of a meeting, shown on its own page."""

from forum.meetings import beside
from forum.meetings.minutes.pages.minutes import minutes_beside


def register_own() -> None:
    beside.register("minutes", minutes_beside, "forum/meetings/minutes/_beside.html", is_wide=True)
