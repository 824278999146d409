"""One address for what is asked of a margin, whatever order a form sends it in: so that it can be shared."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from essays.margin.filtering import NAMES
from essays.margin.understanding import asked_in


def in_one_order(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Leads an address that asks for a filter to the one that asks for the same in one order and without what is empty,
    as a form cannot, so that it can be shared. Where something in it makes no sense, the page itself tells of it."""

    @wraps(view)
    def tidying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = asked_in(request.GET)
        if asked.left_out or NAMES.isdisjoint(request.GET):
            return view(request, *args, **kwargs)
        others = [
            (name, each) for name in request.GET for each in request.GET.getlist(name) if name not in NAMES
        ]
        query = "&".join(part for part in (asked.filter.query, urlencode(others)) if part)
        if _terms(query) == _terms(request.META["QUERY_STRING"]):
            return view(request, *args, **kwargs)
        return redirect(f"{request.path}?{query}" if query else request.path)

    return tidying


def _terms(query: str) -> list[tuple[str, str]]:
    """What an address asks for, in its order; some who pass addresses on write `?new` as `?new=`."""
    return parse_qsl(query, keep_blank_values=True)
