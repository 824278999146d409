"""Planning what is talked about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forum.circles.readers import readers_of
from forum.debate.models import Thread
from forum.debate.referring.registry import found_at
from forum.limits import Limit, limited
from forum.meetings.agenda import add_item, change_item, move_item, take_off
from forum.meetings.forms import ItemForm
from forum.meetings.models import Meeting
from forum.meetings.refusals import CannotPut, NotNow
from forum.meetings.views.finding_them import item_or_404, meeting_or_404
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of

LONGEST_TITLE = 160
MOVES = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something on the agenda."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, meeting)
    form = ItemForm(sent_in(request))
    keep_key = f"agenda-of-{meeting.pk}"
    if form.is_valid():

        def act() -> str:
            add_item(member=member, meeting=meeting, **_said_in(form, meeting))
            return f"{meeting.get_absolute_url()}#agenda"

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except (CannotPut, NotNow) as refused:
            form.add_error("address" if form.cleaned_data["address"] else None, str(refused))
    context = {
        "section": "talk",
        "circle": meeting.circle,
        "meeting": meeting,
        "form": form,
        "keep_key": keep_key,
    }
    return render(request, "forum/meetings/item.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Have an item of the agenda say something else."""
    member, item = member_of(request), item_or_404(request, pk)
    meeting = item.meeting
    require(member, Act.CHANGE_MEETING, meeting)
    address = item.thread.get_absolute_url() if item.thread else ""
    initial = {"title": item.title, "length": item.length, "note": item.note, "address": address}
    form = ItemForm(sent_in(request), initial=initial)
    keep_key = f"agenda-item-{item.pk}"
    if form.is_valid():

        def act() -> str:
            said = _said_in(form, meeting)
            if form.cleaned_data["address"] == address:
                said["thread"] = item.thread
            change_item(member=member, item=item, **said)
            return f"{meeting.get_absolute_url()}#agenda"

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except (CannotPut, NotNow) as refused:
            form.add_error("address" if form.cleaned_data["address"] else None, str(refused))
    context = {
        "section": "talk", "circle": meeting.circle, "meeting": meeting, "item": item, "form": form,
        "keep_key": keep_key,
    }  # fmt: skip
    return render(request, "forum/meetings/item.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.EDITING)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Have an item change places: `to` is up or down."""
    member, item = member_of(request), item_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, item.meeting)
    try:
        move_item(member=member, item=item, by=MOVES.get(request.POST.get("to", ""), 0))
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(f"{item.meeting.get_absolute_url()}#agenda")


@require_POST
@member_required
@limited(Limit.EDITING)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item off the agenda."""
    member, item = member_of(request), item_or_404(request, pk)
    require(member, Act.CHANGE_MEETING, item.meeting)
    try:
        take_off(member=member, item=item)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(f"{item.meeting.get_absolute_url()}#agenda")


def _said_in(form: ItemForm, meeting: Meeting) -> dict:
    """What was said, as the actions take it: an address is the thread that everybody who sees the meeting finds there,
    and gives its title where none was said. Raises CannotPut."""
    said = {name: form.cleaned_data[name] for name in ("title", "length", "note")}
    said["thread"] = None
    if address := form.cleaned_data["address"]:
        found = found_at([address], readers_of(meeting.circle)).get(address)
        thread = Thread.objects.filter(pk=found.thread).first() if found and found.thread else None
        if found is None or thread is None:
            raise CannotPut(
                _("At this address there is no thread or note that everybody who sees this meeting may read.")
            )
        said |= {"thread": thread, "title": said["title"] or Truncator(found.title).chars(LONGEST_TITLE)}
    return said
