"""How a draw was made, and how to check it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.lots.models import Draw
from forum.lots.pages import draw_page


@require_safe
def show_draw(request: HttpRequest, case: str) -> HttpResponse:
    """The numbers of one draw, step by step, for whoever may see its circle."""
    draw = get_object_or_404(Draw.objects.visible_to(request.user).for_pages(), case=case)
    return render(request, "forum/lots/draw.html", {"page": draw_page(draw, request.user)})
