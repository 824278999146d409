"""A debate from above, and jumping into its middle."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.debate.addressing import address_at, address_of
from forum.debate.branching.leading import leading_on
from forum.debate.models import Kind, Thread
from forum.debate.overview.jumping import day_in, first_on, next_of_kind
from forum.debate.overview.pages import overview_page
from forum.web.asked import path_in


@require_safe
@leading_on
def show_overview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a debate holds, and what of it still stands unanswered."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user).for_lists(), pk=pk)
    asked = request.GET
    page = overview_page(thread, request.user, shown=asked.get("show", ""), after=asked.get("after", ""))
    section = page.place.section if page.place else "talk"
    return render(request, "forum/debate/overview/overview.html", {"section": section, "page": page})


@require_safe
@leading_on
def jump(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the first post of a day (?on=), or to the next of a kind (?kind=) after a path (?from=)."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user), pk=pk)
    found, note = None, ""
    if (kind := request.GET.get("kind", "")) in Kind.values:
        found, is_further = next_of_kind(thread, kind, after=path_in(request.GET.get("from")))
        if found is None:
            note = _("There is none of that kind in this thread: %(kind)s.") % {"kind": Kind(kind).label}
        elif not is_further:
            note = _("There is none further on. This is the first in the thread.")
    elif day := day_in(request.GET.get("on", "")):
        found = first_on(thread, day)
        note = "" if found else _("Nothing was written here on that day or later.")
    if note:
        messages.info(request, note)
    return redirect(address_at(thread, found) if found else address_of(thread))
