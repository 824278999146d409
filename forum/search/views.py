"""The page of the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.limits import Limit, limited
from forum.search.pages import search_page
from forum.web.asked import number_in


@require_safe
@limited(Limit.SEARCHING)
def search(request: HttpRequest) -> HttpResponse:
    """What is found of ?q=: all of it or ?what= of it, what fits best first or, with ?sort=new, the newest."""
    asked = request.GET
    page = search_page(
        request.user,
        asked.get("q", ""),
        group=asked.get("what", ""),
        number=number_in(asked.get("page")) or 1,
        newest_first=asked.get("sort") == "new",
    )
    return render(request, "forum/search/search.html", {"section": "search", "page": page})
