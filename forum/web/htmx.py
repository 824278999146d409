"""Answers that are a fragment for htmx and a page for everyone else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def page_or_fragment(
    request: HttpRequest, *, page: str, fragment: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render the template `fragment` when htmx asks for a part, `page` when a browser asks for the whole."""
    wanted = fragment if is_fragment(request) else page
    response = render(request, wanted, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part. A page restored from history is asked for whole."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request


def lead_to(request: HttpRequest, url: str) -> HttpResponse:
    """Send the reader on to `url`, whichever way they asked."""
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
