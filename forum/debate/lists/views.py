"""Lists of threads, as their addresses ask for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from forum.circles.models import Circle
from forum.debate.lists.asked import read
from forum.debate.lists.pages import threads_page
from forum.members.requests import member_of
from forum.web.access import member_required


@require_safe
def show_threads(request: HttpRequest) -> HttpResponse:
    """The threads of all that the reader sees."""
    return _list(request, None)


@require_safe
@member_required
def choose_circle(request: HttpRequest) -> HttpResponse:
    """Start a thread: in which of one's circles? Who is in one alone is not asked."""
    member = member_of(request)
    circles = list(Circle.objects.visible_to(member).joined_by(member).commons_first())
    if len(circles) == 1:
        return redirect("new_thread", circles[0].slug)
    return render(request, "forum/debate/lists/start.html", {"section": "talk", "circles": circles})


@require_safe
def show_circle_threads(request: HttpRequest, slug: str) -> HttpResponse:
    """The threads of a circle."""
    return _list(request, get_object_or_404(Circle.objects.visible_to(request.user), slug=slug))


def _list(request: HttpRequest, circle: Circle | None) -> HttpResponse:
    page = threads_page(request.user, read(request.GET), circle=circle, before=request.GET.get("before", ""))
    return render(request, "forum/debate/lists/threads.html", {"section": "talk", "page": page})
