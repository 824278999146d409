"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essays.welcome.pages import front_door_page


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """What this is, what is read here, and where people are arguing."""
    return render(request, "essays/welcome/front_door.html", {"page": front_door_page(request.user)})
