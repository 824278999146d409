"""Where the address of a thread leads that was moved back, so that nothing is left of it."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from forum.debate.branching.models import Branching

ThreadView = Callable[[HttpRequest, int], HttpResponse]


def heads_of(threads: Iterable[int], reader: Any) -> dict[int, int]:
    """The numbers of the posts that opened those of `threads` that were moved back, as far as `reader` may see them,
    by the numbers of the threads, in one query. Wherever such a post stands now, the others stand below it."""
    moved_back = Branching.objects.visible_to(reader).emptied(threads)
    return dict(moved_back.values_list("was_thread", "post"))


def leading_on(view: ThreadView) -> ThreadView:
    """Have a page of a thread lead on, once that was moved back, to where its posts stand now: for those who may see
    them. For others there was never such a thread."""

    @wraps(view)
    def found_or_led_on(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except Http404:
            head = heads_of([pk], request.user).get(pk)
            if head is None:
                raise
            return redirect("post", head)

    return found_or_led_on
