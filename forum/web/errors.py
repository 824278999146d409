"""Errors in pages of our own. They use no database: what broke may be just that."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _


def error_page(
    request: HttpRequest,
    *,
    status: int,
    title: str,
    message: str,
    signing_in_helps: bool = False,
    read_why: str = "",
) -> HttpResponse:
    """A calm page for an HTTP status: what happened, and what can be done; `read_why` is where more is told of it."""
    page = {
        "status": status,
        "title": title,
        "message": message,
        "signing_in_helps": signing_in_helps,
        "is_visitor": is_visitor(request),
        "way_in": way_in(request),
        "read_why": read_why,
    }
    return HttpResponse(render_to_string("forum/web/error.html", page), status=status)


def is_visitor(request: HttpRequest) -> bool:
    """Whether nobody can be signed in here, as far as can be told without a question to the database."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def way_in(request: HttpRequest) -> str:
    """Where one signs in, and comes back from: to this page, or to the one on which the form stood that was sent."""
    entrance = reverse(settings.LOGIN_URL)
    back = request.get_full_path() if request.method == "GET" else page_before(request)
    return f"{entrance}?{urlencode({'next': back})}" if back else entrance


def page_before(request: HttpRequest) -> str:
    """The address, on this site, of the page that led here; "" where it is another site's or not told."""
    before = urlsplit(request.META.get("HTTP_REFERER", ""))
    if before.netloc != request.META.get("HTTP_HOST"):
        return ""
    return urlunsplit(("", "", before.path, before.query, ""))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request,
        status=400,
        title=_("We couldn’t understand that"),
        message=_(
            "Something in the address or the form isn’t what this page expects. Go back and try again."
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = str(exception) if exception and exception.args else ""
    return error_page(
        request,
        status=403,
        title=_("You can’t do that"),
        message=said or _("You can see this, but the rules here don’t let you change it."),
        read_why=getattr(exception, "read_why", ""),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(
        request,
        status=403,
        title=_("This form has expired"),
        message=_(
            "It was opened before you signed in, or in another session. "
            "What you typed is kept in this browser: sign in, and go on from there."
        ),
        signing_in_helps=True,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    helps = is_visitor(request)
    return error_page(
        request,
        status=404,
        title=_("Nothing here"),
        message=_("There is no such page, or you can’t see it. If you followed a link, signing in may help.")
        if helps
        else _("There is no such page, or you can’t see it."),
        signing_in_helps=helps,
    )


def too_large(request: HttpRequest, *, megabytes: int | None = None) -> HttpResponse:
    megabytes = megabytes or settings.MAX_UPLOAD_BYTES // 1024**2
    return error_page(
        request,
        status=413,
        title=_("That is too large"),
        message=_(
            "What you send may be up to %(megabytes)d MB, a file as well as a pasted text. Nothing was saved; "
            "split it into parts and send them one by one."
        )
        % {"megabytes": megabytes},
    )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request,
        status=429,
        title=_("A little slower, please"),
        message=_("There have been too many attempts. Wait a few minutes, then try again."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    return error_page(
        request,
        status=500,
        title=_("Something broke on our side"),
        message=_(
            "The error has been logged. What you typed is kept in this browser; try again in a moment."
        ),
    )
