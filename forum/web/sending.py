"""What views do with a form that was sent."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from forum.web.idempotency import OnceForm, once
from forum.web.keeping import taken


def sent_in(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None where its page is only asked for."""
    return request.POST if request.method == "POST" else None


def status_of(form: OnceForm) -> int:
    """The status of a page that shows `form`: if it was sent and is shown all the same, it was refused."""
    return 422 if form.is_bound else 200


def do_once(
    request: HttpRequest, form: OnceForm, act: Callable[[], str], *, keep_key: str = "", said: str = ""
) -> HttpResponse:
    """Do what a valid form of a member asks, once however often it is sent; say so, and lead on to where `act` leads.

    The browser forgets what it keeps under `keep_key`, a second time as well: the first answer may never have come.
    """
    led_to, is_done_now = once(member=request.user, token=form.cleaned_data["token"], act=act)
    if is_done_now and said:
        messages.success(request, said)
    if keep_key:
        taken(request, keep_key)
    return redirect(led_to)
