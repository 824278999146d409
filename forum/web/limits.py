"""Limits enforced before the work."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forum.web.errors import bad_request, too_large


class LimitBody:
    """Refuses a request whose body is announced as longer than anything we take, before reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if (
            announced.isascii()
            and announced.isdigit()
            and int(announced) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        ):
            return too_large(request)
        return self.get_response(request)


class PlainRequests:
    """Refuses requests in other encodings than UTF-8, and cookies with characters no database takes.

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
