"""The shelf of texts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essays.library import pages


@require_safe
def essays(request: HttpRequest) -> HttpResponse:
    shelf = pages.shelf(request.user, before=request.GET.get("before", ""))
    return render(request, "essays/library/essays.html", {"shelf": shelf, "section": "texts"})
