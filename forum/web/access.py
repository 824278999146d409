"""Pages that are for members."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from forum.web.htmx import is_fragment, lead_to


def member_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send visitors to the entrance, and afterwards back to this page, or to the one of which it is a part.

    A session may end while a page stands open; its fragments must not bring the entrance into its middle.
    """

    @wraps(view)
    def fragment_or_page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fragment(request) and not request.user.is_authenticated:
            # A form that was sent has a page of its own, and what was typed in it is kept for that page.
            back = request.path if request.method == "POST" else page_around(request)
            return lead_to(request, redirect_to_login(back).url)
        return login_required(view)(request, *args, **kwargs)

    return fragment_or_page


def page_around(request: HttpRequest) -> str:
    """The address of the page in which htmx asks for a part; the front door if it is none of ours."""
    try:
        return cast(Any, request).htmx.current_url_abs_path or "/"
    except ValueError:
        return "/"
