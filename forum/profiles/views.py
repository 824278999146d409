"""A member's page."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.limits import Limit, limited
from forum.members.blocking import block, unblock
from forum.members.models import Member
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.profiles.exporting import export
from forum.profiles.pages import profile_page
from forum.web.access import member_required


@require_safe
def show_member(request: HttpRequest, handle: str) -> HttpResponse:
    """Who somebody is here, and what they have written that the reader may see."""
    who = get_object_or_404(Member, handle__iexact=handle)
    page = profile_page(of=who, reader=request.user, before=request.GET.get("before", ""))
    return render(request, "forum/profiles/member.html", {"page": page, "section": "talk"})


@require_POST
@member_required
@limited(Limit.EDITING)
def block_member(request: HttpRequest, handle: str) -> HttpResponse:
    """Have what somebody writes folded for oneself, and their calls unheard."""
    member, other = member_of(request), get_object_or_404(Member, handle__iexact=handle)
    require(member, Act.BLOCK, other)
    block(member=member, other=other)
    messages.success(
        request,
        _("What %(name)s writes is folded for you now. Nobody else sees that.") % {"name": other.name},
    )
    return redirect(other)


@require_POST
@member_required
@limited(Limit.EDITING)
def unblock_member(request: HttpRequest, handle: str) -> HttpResponse:
    """Read somebody again."""
    member, other = member_of(request), get_object_or_404(Member, handle__iexact=handle)
    require(member, Act.BLOCK, other)
    unblock(member=member, other=other)
    messages.success(request, _("You read %(name)s again.") % {"name": other.name})
    return redirect(other)


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
