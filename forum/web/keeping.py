"""What is typed is kept in the browser until the server says that it has been taken."""

from django.contrib import messages
from django.http import HttpRequest

TAKEN = "taken"


def taken(request: HttpRequest, key: str) -> None:
    """Let the next page tell the browser to forget what it keeps under `key` (the form's `data-keep`).

    It travels as a message, so it costs no row and is said once; templates/_messages.html says it.
    """
    messages.info(request, key, extra_tags=TAKEN)
