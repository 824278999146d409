"""The sources of the installation."""

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from forum.limits import Limit, limited
from forum.sources.exporting import citation_key, download, in_turn
from forum.sources.formats import FORMATS, Format
from forum.sources.models import Source
from forum.sources.pages import found, suggest, suggestion
from forum.web.access import member_required


@require_safe
@member_required
@limited(Limit.GLANCING)
def suggest_sources(request: HttpRequest) -> JsonResponse:
    """The sources that the words typed so far, ?q, may mean."""
    sources = suggest(request.GET.get("q", "")[:200], request.user)
    return JsonResponse({"sources": [suggestion(source) for source in sources]})


@require_safe
@limited(Limit.EXPORTING)
def export_sources(request: HttpRequest) -> HttpResponseBase:
    """All works the reader may see, or those with the words in ?q, as a file in ?format."""
    words = request.GET.get("q", "").strip()[:200]
    works = found(words, request.user).standing_for_works(request.user).order_by("folded", "pk")
    return download(in_turn(works), _format(request.GET.get("format", "bib")), name="sources")


@require_safe
def export_source(request: HttpRequest, pk: int, extension: str) -> HttpResponseBase:
    """One source as a file."""
    source = get_object_or_404(Source.objects.visible_to(request.user), pk=pk)
    return download([source], _format(extension), name=citation_key(source))


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise Http404
    return FORMATS[name]
