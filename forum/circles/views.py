"""The circles of the installation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.circles.models import Circle


@require_safe
def show_circles(request: HttpRequest) -> HttpResponse:
    """All circles the reader may see, the Commons first."""
    circles = Circle.objects.visible_to(request.user).commons_first()
    return render(request, "forum/circles/circles.html", {"section": "talk", "circles": circles})
