"""Pages in the reader's own language and time."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


def speak_as_the_reader(get_response: Callable[[HttpRequest], HttpResponse]):
    """For a member, the language and time zone of their profile; for a visitor, the browser's language and UTC.

    Pages that ask for no member cost no query: the member is looked up only where a session cookie was sent.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        member = request.user if request.session.session_key else None
        if member is None or not member.is_authenticated:
            return get_response(request)
        with translation.override(member.language), timezone.override(zone_of(member.time_zone)):
            response = get_response(request)
            response.headers["Content-Language"] = member.language
        return response

    return middleware


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """The time zone of that IANA name, UTC where this machine knows none such."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
