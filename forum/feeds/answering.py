"""Views that answer with a feed."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from forum.feeds.atom import as_atom
from forum.feeds.gathering import Feed

FeedView = Callable[..., Feed]


def feed(view: FeedView) -> Callable[..., HttpResponse]:
    """Have the Feed that `view` returns answered as Atom; what has not changed, by saying so (RFC 9110, 13.1)."""

    @require_safe
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = view(request, *args, **kwargs)
        body = as_atom(
            found,
            site=request.build_absolute_uri("/")[:-1],
            self_url=request.build_absolute_uri(request.path),
        )
        response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
        response["ETag"] = etag = f'"{sha256(body).hexdigest()[:32]}"'
        changed = int(found.changed_at.timestamp())
        response["Last-Modified"] = http_date(changed)
        response["Cache-Control"] = "private, no-cache" if found.is_closed else "no-cache"
        patch_vary_headers(response, ["Cookie"])
        answer = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
        return cast(HttpResponse, answer)

    cast(Any, answering).is_feed = True
    return answering


def is_feed(view: Any) -> bool:
    return getattr(view, "is_feed", False)
