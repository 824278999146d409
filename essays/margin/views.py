"""Texts as they are read, and writing in their margins."""

import json
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from essays.library.models import Essay, Section
from essays.library.pages import url_of
from essays.library.querysets import SectionQuerySet
from essays.margin.additions import additions_to
from essays.margin.bar import bar_of, with_query
from essays.margin.forms import NoteForm, form_about, form_sent
from essays.margin.leading import standing_of, where_note_went, where_section_went
from essays.margin.models import Annotation
from essays.margin.ordering import in_one_order
from essays.margin.pages import index
from essays.margin.pages.annotation import address_of, passages_of
from essays.margin.pages.heat import heat_page
from essays.margin.pages.notes import (
    block_page,
    first_notes,
    noted,
    notes_at,
    notes_named,
    notes_on_block,
)
from essays.margin.pages.reading import attaching, essay_page, section_page, whole_page
from essays.margin.representations import answer_asked
from essays.margin.selecting import SelectionRefused
from essays.margin.showing import tell_shown
from essays.margin.understanding import asked_in, for_reader, understood
from essays.margin.veiling import with_veils
from forum.debate.drafts.composing import tend_draft
from forum.debate.marks.reading import remember_reading
from forum.debate.pages import thread_page
from forum.debate.runs import place_asked
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.web.asked import number_in
from forum.web.htmx import is_fragment, lead_to, page_or_fragment
from forum.web.keeping import taken

ASKED_OF_A_NOTE = ("start", "end", "block", "kind")  # what an address may say of a note to be written


@require_safe
@in_one_order
def essay(request: HttpRequest, slug: str) -> HttpResponse:
    """The title page of a text."""
    asked = asked_in(request.GET)
    page = essay_page(request.user, _essay(request, slug), asked=asked)
    return render(request, "essays/margin/essay.html", {"section": "texts", "page": page})


@require_safe
@in_one_order
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """A section with its margin; ?note= shows that note too, wherever it comes in its block's."""
    note, asked = number_in(request.GET.get("note")), asked_in(request.GET)
    found = with_veils(_sections(request, slug), request.user).filter(slug=section).first()
    page = section_page(request.user, found, note=note, asked=asked) if found else None
    if note and not (page and page.shows(note)):
        led_to = where_note_went(request.user, slug, note, asked_in=found)
        if led_to:
            return redirect(led_to)
    if found is None or page is None:
        return redirect(where_section_went(request.user, slug, section))
    context = {
        "section": "texts",
        "page": page,
        "attaching": attaching(request.user, page, number_in(request.GET.get("reattach"))),
    }
    return render(request, "essays/margin/section.html", context)


@require_safe
@in_one_order
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text on one page, which is also the page to print; of a book, the part with the section ?from=."""
    asked = asked_in(request.GET)
    page = whole_page(request.user, _essay(request, slug), begins=request.GET.get("from", ""), asked=asked)
    return render(request, "essays/margin/whole.html", {"section": "texts", "page": page})


@require_safe
@in_one_order
def heat(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a text is contested, as a picture and in a table; ?sort= orders the table, ?layer= says among whom."""
    asked = asked_in(request.GET)
    page = heat_page(request.user, _essay(request, slug), asked=asked, sort=request.GET.get("sort", ""))
    return render(request, "essays/margin/heat.html", {"section": "texts", "page": page})


@require_safe
def block(request: HttpRequest, slug: str, section: str, anchor: tuple[int, int]) -> HttpResponse:
    """One block and all its notes. That of an earlier edition leads on to what it has become."""
    number, edition = anchor
    place = _sections(request, slug).filter(slug=section, edition__number=edition).first()
    if place is None:
        return redirect(standing_of(_essay(request, slug), edition, number).block_url)
    after, asked = request.GET.get("after", ""), asked_in(request.GET)
    page = block_page(request.user, place, number, after=after, asked=asked)
    tell_shown(request, page.notes.notes)
    return render(request, "essays/margin/block.html", {"section": "texts", "page": page})


@require_safe
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on to where block ?block= of edition ?edition= stands now."""
    edition, block = (number_in(request.GET.get(name)) for name in ("edition", "block"))
    return redirect(standing_of(_essay(request, slug), edition or 1, block or 0).url)


@require_safe
def notes(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """The notes on a block (?block=), one note (?note=), or those whose passage covers a code point (?at=)."""
    return notes_beside(request, _section(request, slug, section))


def notes_beside(request: HttpRequest, place: Section) -> HttpResponse:
    """The notes of a section that are asked for, whichever edition it is of. With ?beside none are sent: those that
    came with the page stand beside the text, which only the browser knows, and count as read."""
    after, asked = request.GET.get("after", ""), understood(asked_in(request.GET), request.user)
    if "beside" in request.GET:
        tell_shown(request, first_notes(request.user, place, asked.filter))
        return HttpResponse(status=204)
    if number := number_in(request.GET.get("block")):
        found = notes_on_block(request.user, place, number, after=after, wanted=asked.filter)
    elif note := number_in(request.GET.get("note")):
        found = notes_named(request.user, place, note)
    else:
        offset = number_in(request.GET.get("at")) or 0
        found = notes_at(request.user, place, offset, after=after, wanted=asked.filter)
    tell_shown(request, found.notes)
    where = urlencode({name: request.GET[name] for name in ("block", "at") if name in request.GET})
    url = f"{request.path}?{where}"
    context = {
        "section": "texts",
        "place": place,
        "url": url_of(place),
        "block": number,
        "found": found,
        "bar": bar_of(url, asked, request.user),
        "further": f"{with_query(url, asked.filter)}&",
    }
    return page_or_fragment(
        request,
        page="essays/margin/notes.html",
        fragment="essays/margin/_notes_page.html",
        context=context,
    )


@require_safe
def margin_index(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """Where the notes of a section stand, for painting them; neither read nor sent again while that is unchanged."""
    return index_of(request, _section(request, slug, section, without_words=True))


def index_of(request: HttpRequest, place: Section) -> HttpResponse:
    """Where the notes of a section stand that are asked for, whichever edition it is of."""
    wanted = for_reader(asked_in(request.GET), request.user).filter
    response = HttpResponse(content_type="application/json")
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    etag = response.headers["ETag"] = index.validator_of(request.user, place, wanted)
    unchanged = get_conditional_response(request, etag=etag, response=response)
    if unchanged and unchanged is not response:
        return unchanged
    places = index.margin_index(request.user, place, wanted)
    response.content = json.dumps(places, separators=(",", ":"))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@limited(Limit.POSTING)
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
    if kept := tend_draft(request, form, place=form.keep_key):
        return kept
    is_to_be_written = not (form.asks_preview or form.asks_to_be_kept or form.arrange())
    if is_to_be_written and form.is_valid():
        led_to = form.send_once(member, lambda: address_of(form.annotate()))
        if led_to:
            return _annotated(request, form, led_to)
    return page_or_fragment(
        request,
        page="essays/margin/annotate.html",
        fragment="essays/margin/_annotate_form.html",
        context={"section": "texts", "place": form.section, "form": form},
        status=422 if form.is_refused else 200,
    )


@require_safe
def annotation(request: HttpRequest, pk: int) -> HttpResponse:
    """A note at its lasting address: its passage, and the thread it opened; or in another form that is asked for."""
    found = get_object_or_404(Annotation.objects.visible_to(request.user).for_reading(), pk=pk)
    if answer := answer_asked(request):
        return answer(request, found)
    thread = found.thread
    page = thread_page(thread, request.user, **place_asked(thread, request.GET))
    remember_reading(request, page)
    page.tell_shown_to(request.user)
    context = {
        "section": "texts",
        "annotation": found,
        "passages": passages_of(found),
        "additions": additions_to(request.user, found),
        "page": page,
    }
    response = render(request, "essays/margin/annotation.html", context)
    patch_vary_headers(response, ["Accept"])
    return response


def _essay(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)


def _section(request: HttpRequest, slug: str, section: str, *, without_words: bool = False) -> Section:
    sections = _sections(request, slug)
    return get_object_or_404(sections.defer("text", "blocks") if without_words else sections, slug=section)


def _sections(request: HttpRequest, slug: str) -> SectionQuerySet:
    """The sections of the edition that is read now."""
    sections = Section.objects.visible_to(request.user).current().for_reading()
    return sections.filter(edition__essay__slug=slug)


def _annotated(request: HttpRequest, form: NoteForm, led_to: str) -> HttpResponse:
    """The note just written to a page that asked for a part; to others, and to a repeat, the way to where it stands."""
    if form.annotation is None or not is_fragment(request):
        taken(request, form.keep_key)
        return lead_to(request, led_to)
    shown = QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    written = noted(request.user, form.section, form.annotation, asked=asked_in(shown))
    context = {
        "note": written.note,
        "anchor": written.anchor,
        "margin": written.margin,
        "url": reverse("section", args=[form.section.edition.essay.slug, form.section.slug]),
        "bar": written.bar,
    }
    response = render(request, "essays/margin/_noted.html", context)
    told = {
        "note": written.note.pk,
        "block": written.note.block,
        "places": written.places,
        "elsewhere": written.elsewhere,
    }
    response.headers["HX-Trigger"] = json.dumps({"annotated": told, "taken": form.keep_key})
    return response


def _to_the_entrance(request: HttpRequest, asked: QueryDict) -> HttpResponse:
    """Sign in first, and then come back to the passage."""
    passage = urlencode({name: asked[name] for name in ASKED_OF_A_NOTE if asked.get(name)})
    return lead_to(request, redirect_to_login(f"{request.path}?{passage}").url)
