"""A member's page."""

from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.members.models import Member
from forum.members.requests import member_of
from forum.profiles.exporting import export
from forum.profiles.pages import profile_page
from forum.web.access import member_required


@require_safe
def show_member(request: HttpRequest, handle: str) -> HttpResponse:
    """Who somebody is here, and what they have written that the reader may see."""
    who = get_object_or_404(Member, handle__iexact=handle)
    page = profile_page(of=who, reader=request.user, before=request.GET.get("before", ""))
    return render(request, "forum/profiles/member.html", {"page": page, "section": "talk"})


@require_safe
@member_required
def export_oneself(request: HttpRequest) -> HttpResponse:
    """What one wrote, and who one is here, as a file."""
    member = member_of(request)
    response = StreamingHttpResponse(
        export(member, site=f"{request.scheme}://{request.get_host()}"), content_type="application/json"
    )
    response["Content-Disposition"] = f'attachment; filename="{member.handle}.json"'
    response["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, response)  # which it is to whatever handles it
