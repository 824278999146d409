"""The sources of the installation."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.sources.pages import found, suggest, suggestion
from forum.web.access import member_required
from forum.web.pagination import newest_page


@require_safe
def show_sources(request: HttpRequest) -> HttpResponse:
    """All sources the reader may see, or those with the words in ?q."""
    words = request.GET.get("q", "").strip()[:200]
    page = newest_page(found(words, request.user), before=request.GET.get("before", ""))
    return render(request, "forum/sources/sources.html", {"section": "sources", "page": page, "words": words})


@require_safe
@member_required
def suggest_sources(request: HttpRequest) -> JsonResponse:
    """The sources that the words typed so far, ?q, may mean."""
    sources = suggest(request.GET.get("q", "")[:200], request.user)
    return JsonResponse({"sources": [suggestion(source) for source in sources]})
