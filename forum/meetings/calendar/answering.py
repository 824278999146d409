"""A calendar as an answer over HTTP; what has not changed, by saying so (RFC 9110, section 13.1)."""

from hashlib import sha256
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from forum.meetings.calendar.gathering import Written


def answer(request: HttpRequest, calendar: Written, *, file_name: str, is_secret: bool) -> HttpResponse:
    """Answer with `calendar`. Nobody on the way keeps it, and a secret address is told to nobody.

    Whether it has changed is told by its words alone: of what has gone from it, since its reader left a circle, no time
    tells. So Last-Modified is said, and not gone by.
    """
    response = HttpResponse(calendar.body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag = f'"{sha256(calendar.body).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(int(calendar.changed_at.timestamp()))
    response["Content-Disposition"] = f'{"inline" if is_secret else "attachment"}; filename="{file_name}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    if is_secret:
        response["Referrer-Policy"] = "no-referrer"
    else:
        patch_vary_headers(response, ["Cookie"])
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
