"""A member's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum.members.models import Member
from forum.profiles.pages import profile_page


@require_safe
def show_member(request: HttpRequest, handle: str) -> HttpResponse:
    """Who somebody is here, and what they have written that the reader may see."""
    who = get_object_or_404(Member, handle__iexact=handle)
    page = profile_page(of=who, reader=request.user, before=request.GET.get("before", ""))
    return render(request, "forum/profiles/member.html", {"page": page, "section": "talk"})
