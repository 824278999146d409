"""A meeting as a place of which a member can say that they want to be told nothing."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.meetings.models import Meeting
from forum.notices.places import KindOfPlace, PlaceTold, register


def register_own() -> None:
    """No post stands in a meeting: what is said of one counts for the meeting alone."""
    register(KindOfPlace("meeting", 20, _("Meeting"), lambda post: [], _tell_of_meetings))


def _tell_of_meetings(numbers: Collection[int], reader: Any) -> dict[int, PlaceTold]:
    found = Meeting.objects.visible_to(reader).filter(pk__in=numbers)
    return {meeting.pk: PlaceTold(meeting.title, meeting.get_absolute_url()) for meeting in found}
