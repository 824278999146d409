"""The record: read, taken along, and checked."""

from pathlib import Path

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from forum.circles.models import Circle
from forum.limits import Limit, limited
from forum.record import verify
from forum.record.filtering import read
from forum.record.hashing import BEGINNING
from forum.record.lines import record_lines
from forum.record.models import Entry, Head
from forum.record.pages import entry_page, record_page
from forum.web.asked import number_in

CHECKER = Path(verify.__file__)


@require_safe
def show_record(request: HttpRequest) -> HttpResponse:
    """The entries that the address asks for, newest first, each explained."""
    wanted = read(request.GET)
    circles = Circle.objects.visible_to(request.user)
    circle = get_object_or_404(circles, slug=wanted.circle) if wanted.circle else None
    page = record_page(request.user, wanted, circle=circle, before=request.GET.get("before", ""))
    return render(request, "forum/record/record.html", {"page": page})


@require_safe
def show_entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry, to everyone: the chain is nobody's own. What stands beside it is shown to who may see its circle."""
    entry = get_object_or_404(Entry.objects.told_to(request.user), number=number)
    return render(request, "forum/record/entry.html", {"page": entry_page(request.user, entry)})


@require_safe
@limited(Limit.EXPORTING)
def send_lines(request: HttpRequest) -> HttpResponseBase:
    """The whole record, an entry a line, or from the number ?from= on; told to be unchanged by its head."""
    head = Head.objects.first()
    end, last = (head.next_number, head.hash) if head else (0, BEGINNING.hex())
    first = number_in(request.GET.get("from")) or 0
    etag = quote_etag(f"{last}-{first}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    response = StreamingHttpResponse(
        record_lines(first=first, before=end), content_type="application/x-ndjson; charset=utf-8"
    )
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = 'attachment; filename="record.jsonl"'
    patch_cache_control(response, public=True, no_cache=True)
    return response


@require_safe
@cache_control(no_cache=True)
def send_head(request: HttpRequest) -> HttpResponse:
    """The number and the hash of the newest entry; number -1 before there is one."""
    head = Head.objects.first()
    return JsonResponse(
        {"n": head.next_number - 1, "hash": head.hash} if head else {"n": -1, "hash": BEGINNING.hex()}
    )


@require_safe
@cache_control(no_cache=True)
def send_checker(request: HttpRequest) -> HttpResponseBase:
    """The very file by which the program checks the record, to be read and to be run elsewhere."""
    return FileResponse(
        CHECKER.open("rb"),
        content_type="text/plain; charset=utf-8",
        filename="verify.py",
        as_attachment=False,
    )
