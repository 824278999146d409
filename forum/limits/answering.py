"""What is said to whoever is too fast. They lose nothing: their words come back, and they are told when to go on."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.web.errors import is_visitor, way_in
from forum.web.htmx import is_fragment

MINUTE = 60  # seconds
HOUR = 60 * MINUTE


def too_fast(request: HttpRequest, *, wait: int, keeps_words: bool) -> HttpResponse:
    """A page of status 429: when to go on, in `wait` seconds, and all that was sent, ready to be sent again then.

    A form that htmx sent still stands on its page with its words; it gets the sentence alone.
    """
    message = _("You are faster than this place allows. You can go on %(when)s.") % {"when": in_words(wait)}
    if is_fragment(request):
        response = HttpResponse(message, status=429, content_type="text/plain; charset=utf-8")
    else:
        response = _page(request, message, sent_in(request) if keeps_words else [])
    response.headers["Retry-After"] = str(wait)
    return response


def _page(request: HttpRequest, message: str, sent: list[tuple[str, str]]) -> HttpResponse:
    """As pages of errors, it asks the database nothing: that is what too many requests would want."""
    page = {
        "message": message,
        "is_sent": request.method == "POST",
        "path": request.get_full_path(),
        "sent": sent,
        "words": max((value for _name, value in sent), key=len, default=""),
        "has_files": bool(request.FILES),
        "csrf_token": get_token(request),
        "is_visitor": is_visitor(request),
        "way_in": way_in(request),
    }
    return HttpResponse(render_to_string("forum/limits/too_fast.html", page), status=429)


def sent_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The names and values a form was sent with, but for its token against other sites."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def in_words(seconds: int) -> str:
    """When that is: "in 40 seconds", "in 4 minutes", "in 2 hours"; rounded up, so that it is never too early."""
    if seconds < MINUTE:
        return ngettext("in %(n)d second", "in %(n)d seconds", seconds) % {"n": seconds}
    if seconds < HOUR:
        minutes = -(-seconds // MINUTE)
        return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}
    hours = -(-seconds // HOUR)
    return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
