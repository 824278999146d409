"""Action items: writing them down, and what one does with one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from forum.limits import Limit, limited
from forum.meetings.minutes.forms import HandOnForm, ItemForm
from forum.meetings.minutes.items import add_item, drop, finish, hand_on, refuse, take
from forum.meetings.minutes.models import ActionItem
from forum.meetings.minutes.pages.items import item_page, items_page
from forum.meetings.minutes.refusals import NobodyThere, NotNow
from forum.meetings.minutes.signals import item_shown
from forum.meetings.minutes.views.finding_them import circle_or_404, item_or_404, meeting_or_404
from forum.meetings.minutes.views.reading import answer_with
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once


@require_safe
def show_items(request: HttpRequest, slug: str) -> HttpResponse:
    """What a circle has to do: open, free to take, or done."""
    circle, asked = circle_or_404(request, slug), request.GET
    page = items_page(circle, request.user, shown=asked.get("show", ""), before=asked.get("before", ""))
    return render(request, "forum/meetings/minutes/items.html", {"section": "talk", "page": page})


@require_safe
def show_item(request: HttpRequest, pk: int) -> HttpResponse:
    """An action item, and its way from hand to hand."""
    item = item_or_404(request, pk)
    if request.user.is_authenticated:
        item_shown.send(sender=ActionItem, item=item, member=request.user)
    return _item_shown(request, item, HandOnForm(circle=item.circle))


@require_POST
@member_required
@limited(Limit.POSTING)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is to be done after a meeting."""
    member, meeting = member_of(request), meeting_or_404(request, pk)
    require(member, Act.ADD_ACTION_ITEM, meeting)
    form = ItemForm(request.POST, circle=meeting.circle)
    if form.is_valid():

        def act() -> str:
            add_item(member=member, meeting=meeting, **form.said())
            return f"{reverse('minutes', args=[pk])}#items"

        try:
            return do_once(request, form, act, keep_key=f"item-of-{pk}")
        except NobodyThere as missing:
            form.add_error("to", str(missing))
        except NotNow as refused:
            form.add_error(None, str(refused))
    return answer_with(request, meeting, status=422, item=form)


@require_POST
@member_required
@limited(Limit.EDITING)
def take_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item."""
    return _do(request, item_or_404(request, pk), Act.TAKE_ACTION_ITEM, take)


@require_POST
@member_required
@limited(Limit.EDITING)
def refuse_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to an item one is asked to take."""
    return _do(request, item_or_404(request, pk), Act.REFUSE_ACTION_ITEM, refuse)


@require_POST
@member_required
@limited(Limit.EDITING)
def give_it_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave an item to anybody who will take it."""
    return _do(request, item_or_404(request, pk), Act.HAND_ON_ACTION_ITEM, partial(hand_on, to=None))


@require_POST
@member_required
@limited(Limit.EDITING)
def finish_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one's own item is done."""
    return _do(request, item_or_404(request, pk), Act.FINISH_ACTION_ITEM, finish)


@require_POST
@member_required
@limited(Limit.EDITING)
def drop_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an item is no longer needed."""
    return _do(request, item_or_404(request, pk), Act.HAND_ON_ACTION_ITEM, drop)


@require_POST
@member_required
@limited(Limit.POSTING)
def hand_it_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer an item to somebody."""
    member, item = member_of(request), item_or_404(request, pk)
    require(member, Act.HAND_ON_ACTION_ITEM, item)
    form = HandOnForm(request.POST, circle=item.circle)
    if form.is_valid():

        def act() -> str:
            hand_on(member=member, item=item, to=form.cleaned_data["to"])
            return item.get_absolute_url()

        try:
            return do_once(request, form, act)
        except NobodyThere as missing:
            form.add_error("to", str(missing))
        except NotNow as too_late:
            form.add_error(None, str(too_late))
    return _item_shown(request, item, form, status=422)


def _do(request: HttpRequest, item: ActionItem, act: Act, do: Callable[..., Any]) -> HttpResponse:
    """Do what a button of an item asks, which done twice changes nothing, and lead back to where it stood."""
    member = member_of(request)
    require(member, act, item)
    try:
        do(member=member, item=item)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(_back(request) or item)


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


def _item_shown(
    request: HttpRequest, item: ActionItem, form: HandOnForm, *, status: int = 200
) -> HttpResponse:
    context = {"section": "talk", "page": item_page(item, request.user), "form": form}
    return render(request, "forum/meetings/minutes/item.html", context, status=status)
