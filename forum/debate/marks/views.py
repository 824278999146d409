"""The way to what is new, and having it count as read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.circles.models import Circle
from forum.debate.addressing import address_at, address_of
from forum.debate.branching.leading import leading_on
from forum.debate.marks.finding import first_new_post
from forum.debate.marks.marking import mark_all_read, mark_thread_read
from forum.debate.models import Thread
from forum.members.requests import member_of
from forum.web.access import member_required


@require_safe
@leading_on
def first_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the first post of a thread, in reading order, that is new to the reader; to its beginning if none is."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user), pk=pk)
    post = first_new_post(request.user, thread)
    return redirect(address_at(thread, post) if post else address_of(thread))


@require_POST
@member_required
def mark_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Count all of a thread as read."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user), pk=pk)
    mark_thread_read(member=member_of(request), thread=thread)
    messages.success(request, _("Everything in this thread counts as read."))
    return redirect(address_of(thread))


@require_POST
@member_required
def mark_circle(request: HttpRequest, slug: str) -> HttpResponse:
    """Count all that is written in a circle as read."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    mark_all_read(member=member_of(request), circle=circle)
    messages.success(request, _("Everything written in %(circle)s counts as read.") % {"circle": circle.name})
    return redirect("circle_threads", circle.slug)


@require_POST
@member_required
def mark_everything(request: HttpRequest) -> HttpResponse:
    """Count all that is written anywhere as read."""
    mark_all_read(member=member_of(request))
    messages.success(request, _("Everything counts as read."))
    return redirect("threads")
