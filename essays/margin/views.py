"""Texts as they are read, and writing in their margins."""

import hashlib
import json
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from essays.library.models import Essay, Section
from essays.margin import pages
from essays.margin.forms import NoteForm, form_about, form_sent
from essays.margin.models import Annotation
from essays.margin.selecting import SelectionRefused
from forum.debate.pages import place_asked, thread_page
from forum.members.requests import member_of
from forum.web.asked import number_in
from forum.web.htmx import is_fragment, lead_to, page_or_fragment
from forum.web.keeping import taken

ASKED_OF_A_NOTE = ("start", "end", "block", "kind")  # what an address may say of a note to be written


@require_safe
def essay(request: HttpRequest, slug: str) -> HttpResponse:
    """The title page of a text."""
    page = pages.essay_page(request.user, _essay(request, slug))
    return render(request, "essays/margin/essay.html", {"section": "texts", "page": page})


@require_safe
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """A section with its margin; ?note= shows that note too, wherever it comes in its block's."""
    note = number_in(request.GET.get("note"))
    page = pages.section_page(request.user, _section(request, slug, section), note=note)
    return render(request, "essays/margin/section.html", {"section": "texts", "page": page})


@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text on one page, which is also the page to print."""
    page = pages.whole_page(request.user, _essay(request, slug))
    return render(request, "essays/margin/whole.html", {"section": "texts", "page": page})


@require_safe
def block(request: HttpRequest, slug: str, section: str, number: int) -> HttpResponse:
    """One block and all its notes."""
    place = _section(request, slug, section)
    page = pages.block_page(request.user, place, number, after=request.GET.get("after", ""))
    return render(request, "essays/margin/block.html", {"section": "texts", "page": page})


@require_safe
def notes(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """The notes on a block (?block=), or those whose passage covers a code point (?at=)."""
    place = _section(request, slug, section)
    after = request.GET.get("after", "")
    if number := number_in(request.GET.get("block")):
        found = pages.notes_on_block(request.user, place, number, after=after)
    else:
        found = pages.notes_at(request.user, place, number_in(request.GET.get("at")) or 0, after=after)
    asked = urlencode({name: request.GET[name] for name in ("block", "at") if name in request.GET})
    context = {
        "section": "texts",
        "place": place,
        "block": number,
        "found": found,
        "further": f"{request.path}?{asked}&",
    }
    return page_or_fragment(
        request,
        page="essays/margin/notes.html",
        fragment="essays/margin/_notes_page.html",
        context=context,
    )


@require_safe
def margin_index(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """Where all notes of a section stand, for painting them; not sent again while it is unchanged."""
    place = _section(request, slug, section)
    index = pages.margin_index(request.user, place)
    response = JsonResponse(index, json_dumps_params={"separators": (",", ":")})
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


@require_http_methods(["GET", "HEAD", "POST"])
def annotate(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """Write a note about a passage (start, end) or a block. The address says what is asked about, and the form too."""
    place = _section(request, slug, section)
    asked = request.POST or request.GET
    if not request.user.is_authenticated:
        return _to_the_entrance(request, asked)
    member = member_of(request)
    try:
        form = (
            form_sent(request.POST, member=member, section=place)
            if request.method == "POST"
            else form_about(request.GET, member=member, section=place)
        )
    except SelectionRefused as refused:
        raise Http404 from refused
    if not form.asks_preview and form.is_valid():
        led_to = form.send_once(member, lambda: pages.address_of(form.annotate()))
        if led_to:
            return _annotated(request, form, led_to)
    return page_or_fragment(
        request,
        page="essays/margin/annotate.html",
        fragment="essays/margin/_annotate_form.html",
        context={"section": "texts", "place": place, "form": form},
        status=422 if form.is_refused else 200,
    )


@require_safe
def annotation(request: HttpRequest, pk: int) -> HttpResponse:
    """A note at its lasting address: its passage, and the thread it opened."""
    found = get_object_or_404(Annotation.objects.visible_to(request.user).for_reading(), pk=pk)
    thread = found.thread
    context = {
        "section": "texts",
        "annotation": found,
        "passages": pages.passages_of(found),
        "page": thread_page(thread, request.user, **place_asked(thread, request.GET)),
    }
    return render(request, "essays/margin/annotation.html", context)


def _essay(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)


def _section(request: HttpRequest, slug: str, section: str) -> Section:
    """A section of the edition that is read now."""
    sections = Section.objects.visible_to(request.user).current().for_reading()
    return get_object_or_404(sections, edition__essay__slug=slug, slug=section)


def _annotated(request: HttpRequest, form: NoteForm, led_to: str) -> HttpResponse:
    """The note just written to a page that asked for a part; to others, and to a repeat, the way to where it stands."""
    if form.annotation is None or not is_fragment(request):
        taken(request, form.keep_key)
        return lead_to(request, led_to)
    written = pages.noted(request.user, form.section, form.annotation)
    context = {
        "note": written.note,
        "margin": written.margin,
        "url": reverse("section", args=[form.section.edition.essay.slug, form.section.slug]),
    }
    response = render(request, "essays/margin/_noted.html", context)
    told = {"note": written.note.pk, "block": written.note.block, "places": written.places}
    response.headers["HX-Trigger"] = json.dumps({"annotated": told, "taken": form.keep_key})
    return response


def _to_the_entrance(request: HttpRequest, asked: QueryDict) -> HttpResponse:
    """Sign in first, and then come back to the passage."""
    passage = urlencode({name: asked[name] for name in ASKED_OF_A_NOTE if asked.get(name)})
    return lead_to(request, redirect_to_login(f"{request.path}?{passage}").url)
