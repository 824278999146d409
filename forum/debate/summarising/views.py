"""Writing where a thread stands, and reading what was written before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from forum.debate.actions import EditedMeanwhile
from forum.debate.branching.leading import leading_on
from forum.debate.contexts import contexts_of
from forum.debate.models import Thread
from forum.debate.pages import title_of
from forum.debate.summarising.actions import summarise
from forum.debate.summarising.forms import SummaryForm
from forum.debate.summarising.pages import history_page, present_of, version_of
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, can, require
from forum.text import TextRefused
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.htmx import lead_to
from forum.web.idempotency import once
from forum.web.keeping import taken
from forum.web.sending import sent_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def write_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Write where a thread stands; ?from= begins with the words of an earlier version."""
    member = member_of(request)
    thread = _thread(request, pk)
    require(member, Act.SUMMARISE, thread)
    present = present_of(thread)
    begins_with = version_of(thread, number_in(request.GET.get("from"))) or present
    words = begins_with.source if begins_with else ""
    form = SummaryForm(sent_in(request), present=present, words=words)
    keep_key = f"summary-{thread.pk}-{present.number if present else 0}"
    context = _around(thread) | {"present": present, "form": form, "keep_key": keep_key}
    if form.is_bound and form.is_valid():
        said, token = form.cleaned_data, form.cleaned_data["token"]

        def act() -> str:
            summarise(member=member, thread=thread, source=said["source"], seen=said["seen"])
            return thread.get_absolute_url()

        try:
            led_to, _is_new = once(member=member, token=token, act=act)
            taken(request, keep_key)
            return lead_to(request, led_to)
        except TextRefused as refused:
            form.add_error("source", str(refused))
        except EditedMeanwhile:
            present = present_of(thread)
            form.show(present)
            context |= {"present": present, "edited_meanwhile": True}
            return render(request, "forum/debate/summarising/write.html", context, status=409)
    return render(request, "forum/debate/summarising/write.html", context, status=status_of(form))


@require_safe
@leading_on
def show_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions of a thread's summary, and two of them compared."""
    thread, asked = _thread(request, pk), request.GET
    page = history_page(
        thread, old=asked.get("from", ""), new=asked.get("to", ""), before=asked.get("before", "")
    )
    context = _around(thread) | {"page": page, "may_write": can(request.user, Act.SUMMARISE, thread)}
    return render(request, "forum/debate/summarising/history.html", context)


def _thread(request: HttpRequest, pk: int) -> Thread:
    return get_object_or_404(Thread.objects.visible_to(request.user).for_lists(), pk=pk)


def _around(thread: Thread) -> dict[str, object]:
    place = contexts_of([thread]).get(thread.pk)
    section = place.section if place else "talk"
    return {"section": section, "thread": thread, "title": title_of(thread, place)}
