"""The icon, for whoever asks at the address that browsers knew before pages could name one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead on to the icon that pages name."""
    return redirect(static("forum/favicon.svg"))
