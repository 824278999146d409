"""One address in the form that is asked for: a page, unless the Accept header prefers another (RFC 9110, 12.5.1)."""

from collections.abc import Iterable

from django.http import HttpRequest

PAGE = "text/html"


def form_asked(request: HttpRequest, others: Iterable[str]) -> str:
    """Which of `others`, media types, the Accept header prefers to a page; else "text/html".

    Of what is wanted equally a page comes first, and it is also the answer where nothing we have is wanted.
    """
    return request.get_preferred_type([PAGE, *others]) or PAGE
