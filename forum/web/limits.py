"""Limits enforced before the work."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forum.web.asked import LARGEST
from forum.web.errors import bad_request, not_found, too_large

View = TypeVar("View", bound=Callable[..., Any])


def takes(longest: int) -> Callable[[View], View]:
    """Let a view take bodies of up to `longest` bytes, where its files are longer than what others take."""

    def mark(view: View) -> View:
        view.longest_body = longest  # type: ignore[attr-defined]
        return view

    return mark


class LimitBody:
    """Refuses a request whose body is announced as longer than what its view takes, before reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponse | None:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        longest = getattr(view, "longest_body", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if announced.isascii() and announced.isdigit() and (len(announced) > 18 or int(announced) > longest):
            return too_large(request, megabytes=longest // 1024**2)
        return None


class PlainRequests:
    """Refuses requests in other encodings than UTF-8, and cookies with characters no database takes. At an address with
    a larger number than any row has, there is nothing.

    Pages are sent in UTF-8, so browsers answer in it; whoever names another wants to see what breaks.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8") or any(
            "\0" in cookie for cookie in request.COOKIES.values()
        ):
            request.encoding = "utf-8"
            return bad_request(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: View, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
            return not_found(request)
        return None
