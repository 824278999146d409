"""Keeping a view to its limit."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from forum.limits.answering import too_fast
from forum.limits.asking import key_of
from forum.limits.counting import take
from forum.limits.table import Limit

View = TypeVar("View", bound=Callable[..., Any])
ASKING = {"GET", "HEAD", "OPTIONS"}  # asks for something and changes nothing


def limited(limit: Limit) -> Callable[[View], View]:
    """Keep a view to `limit`. It counts what is sent, and where its rule says so, what is asked for.

    One statement where it counts, none where it does not. Below `member_required`, it counts members only.
    """
    rule = limit.value

    def keep(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in ASKING and not rule.counts_asking:
                return view(request, *args, **kwargs)
            wait = take(f"{limit.name.lower()} {key_of(request)}", rule.rate)
            if wait:
                # What a visitor sends are passwords, which are not to stand on a page.
                return too_fast(request, wait=wait, keeps_words=request.user.is_authenticated)
            return view(request, *args, **kwargs)

        cast(Any, counted).limit = limit
        return cast(View, counted)

    return keep
