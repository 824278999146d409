"""What a meeting's page is told of calendars."""

from forum.meetings.beside import register
from forum.meetings.calendar.pages import calendar_block


def register_all() -> None:
    register("calendar", calendar_block, "forum/meetings/calendar/_block.html")
