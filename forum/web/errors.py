"""Errors in pages of our own. They use no database: what broke may be just that."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def error_page(request: HttpRequest, *, status: int, title: str, message: str) -> HttpResponse:
    """A calm page for an HTTP status: what happened, and what can be done."""
    words = {"status": status, "title": title, "message": message}
    return HttpResponse(render_to_string("forum/web/error.html", words), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request,
        status=400,
        title=_("That could not be understood"),
        message=_(
            "Something in the address or the form was not what this page expects. Go back and try again."
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = str(exception) if exception and exception.args else ""
    return error_page(
        request,
        status=403,
        title=_("That isn’t yours to do"),
        message=said or _("You can see this, but the rules here don’t let you do that to it."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(
        request,
        status=403,
        title=_("This form had grown old"),
        message=_(
            "The form was opened before you signed in, or in another session. "
            "Go back and reload the page; what you typed is kept in this browser."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request,
        status=404,
        title=_("Nothing here"),
        message=_(
            "There is no such page, or it isn’t open to you. If you followed a link, signing in may help."
        ),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    return error_page(
        request,
        status=413,
        title=_("That is too large"),
        message=_(
            "Files may be up to 5 MB. Nothing was saved; try a smaller file, or paste the text itself."
        ),
    )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request,
        status=429,
        title=_("A little slower, please"),
        message=_("That was tried too often in a short time. Wait a few minutes, then try again."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    return error_page(
        request,
        status=500,
        title=_("Something broke on our side"),
        message=_(
            "It has been written to the log. What you typed is kept in this browser; try again in a moment."
        ),
    )
