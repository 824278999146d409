"""Pages that a browser fetches before anyone asks for them."""

from django.http import HttpRequest


def is_read(request: HttpRequest) -> bool:
    """Whether somebody is about to read the answer: not where a browser fetches it for the case that they might."""
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    return request.method == "GET" and "prefetch" not in purpose.lower()
