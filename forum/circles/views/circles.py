"""The circles of the installation, their members, and new ones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.circles.forms import StartCircleForm
from forum.circles.models import Circle
from forum.circles.pages import circles_page, members_page
from forum.circles.starting import start_circle
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of

KEEP = "new-circle"


@require_safe
def show_circles(request: HttpRequest) -> HttpResponse:
    """All circles the reader may see: their own, then the others."""
    page = circles_page(request.user, before=request.GET.get("before", ""))
    return render(request, "forum/circles/circles.html", {"section": "talk", "page": page})


@member_required
@limited(Limit.POSTING)
def start(request: HttpRequest) -> HttpResponse:
    """Start a circle."""
    member = member_of(request)
    require(member, Act.START_CIRCLE)
    form = StartCircleForm(sent_in(request))
    if form.is_valid():

        def act() -> str:
            return start_circle(member=member, **form.said()).get_absolute_url()

        said = _("The circle has begun. You are a member of it, as everyone will be who comes in.")
        return do_once(request, form, act, keep_key=KEEP, said=said)
    context = {"section": "talk", "form": form, "keep_key": KEEP}
    return render(request, "forum/circles/new_circle.html", context, status=status_of(form))


@require_safe
def show_members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in a circle."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    page = members_page(circle, request.user, before=request.GET.get("before", ""))
    return render(request, "forum/circles/members.html", {"section": "talk", "page": page})
