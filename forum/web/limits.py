"""Limits enforced before the work."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forum.web.errors import too_large


class LimitBody:
    """Refuses a request whose body is announced as longer than anything we take, before reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdigit() and int(announced) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return too_large(request)
        return self.get_response(request)
