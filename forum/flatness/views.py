"""How flat a circle is: a page, and a table to take along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.circles.models import Circle
from forum.flatness.exporting import as_csv
from forum.flatness.pages import flatness_page, window_in
from forum.limits import Limit, limited


@require_safe
def show_flatness(request: HttpRequest, slug: str) -> HttpResponse:
    """How evenly a circle's voice and its tasks are spread."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    page = flatness_page(circle, request.user, window=window_in(request.GET.get("window", "")))
    return render(request, "forum/flatness/flatness.html", {"section": "talk", "page": page})


@require_safe
@limited(Limit.EXPORTING)
def export_flatness(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as CSV."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    window = window_in(request.GET.get("window", ""))
    answer = HttpResponse(as_csv(circle, window), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{circle.slug}-flat-{window}.csv"'
    return answer
