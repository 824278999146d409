"""A calendar as an answer over HTTP; what has not changed, by saying so (RFC 9110, section 13.1)."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from forum.meetings.calendar.gathering import Calendar


def answer(request: HttpRequest, calendar: Calendar, *, file_name: str, is_secret: bool) -> HttpResponse:
    """Answer with `calendar`. Nobody on the way keeps it, and a secret address is told to nobody.

    Whether it has changed is told by its words alone: of what has gone from it, since its reader left a circle, no time
    tells. So Last-Modified is said, and not gone by.
    """
    response = HttpResponse(content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag = f'"{calendar.version}"'
    response["Last-Modified"] = http_date(int(calendar.changed_at.timestamp()))
    response["Content-Disposition"] = f'{"inline" if is_secret else "attachment"}; filename="{file_name}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    if is_secret:
        response["Referrer-Policy"] = "no-referrer"
    else:
        patch_vary_headers(response, ["Cookie"])
    found = cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
    if found is response:
        response.content = calendar.written()
    return found
