"""A margin on its way out, and notes on their way in."""

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essays.exchange import actions, jsonld, pages, paper
from essays.exchange.actions import TooManyUnderWay
from essays.exchange.addresses import Addresses
from essays.exchange.forms import BringForm, ConfirmForm
from essays.exchange.forms_out import FORMS, in_language
from essays.exchange.gathering import annotations_of
from essays.exchange.models import Bringing
from essays.exchange.reading import LONGEST_FILE
from essays.exchange.representation import as_jsonld
from essays.exchange.wordings import explain_file
from essays.library.models import Essay
from essays.margin.understanding import asked_in, understood
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.htmx import is_fragment, lead_to
from forum.web.limits import takes
from forum.web.sending import do_once, sent_in, status_of

ROOM_FOR_A_FORM = 64 * 1024  # bytes around the file


@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The forms in which a text's margin can be taken away: all of it, or what the filter in the address asks for."""
    essay = _essay(request, slug)
    page = pages.export_page(essay, request.user, understood(asked_in(request.GET), request.user))
    collection = Addresses.of(request).of_collection(page.essay)
    context = {"section": "texts", "page": page, "collection": collection}
    return render(request, "essays/exchange/export.html", context)


@require_safe
@limited(Limit.EXPORTING)
def export_as(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """What the filter in the address asks for of the margin, in one of them, sent as it is made. ?private=1 takes the
    reader's own private notes along."""
    essay = _essay(request, slug)
    if form not in FORMS:
        raise Http404
    out = FORMS[form]
    wanted = understood(asked_in(request.GET), request.user).filter
    notes = annotations_of(essay, request.user, private=request.GET.get("private") == "1", wanted=wanted)
    pieces = in_language(get_language() or "en", out.write(essay, notes, Addresses.of(request)))
    response = StreamingHttpResponse(pieces, content_type=out.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{essay.slug}-margin.{out.ending}"'
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    # Whatever a browser makes of the file, nothing in it runs.
    response._csp_update = {"sandbox": True, "style-src": paper.POLICY["style-src"]}  # type: ignore[attr-defined]
    return response


@require_safe
def annotation_collection(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes of a text as an AnnotationCollection, whose pages are asked for by themselves."""
    item = pages.collection_item(_essay(request, slug), request.user, Addresses.of(request))
    return as_jsonld(request, jsonld.in_json(item), kind="http://www.w3.org/ns/ldp#Resource")


@require_safe
def annotation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of the collection, after the note with the number ?after=."""
    after = number_in(request.GET.get("after"))
    item = pages.page_item(_essay(request, slug), request.user, Addresses.of(request), after=after)
    return as_jsonld(request, jsonld.in_json(item), kind="http://www.w3.org/ns/ldp#Resource")


@takes(LONGEST_FILE + ROOM_FOR_A_FORM)
@member_required
@limited(Limit.IMPORTING)
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring a file of notes to a text. Nothing is written yet."""
    essay = _essay(request, slug)
    require(request.user, Act.IMPORT_ANNOTATIONS, essay)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_bound and form.is_valid():
        try:
            return do_once(request, form, partial(_begin, request, essay, form))
        except TooManyUnderWay as refused:
            form.add_error(None, str(refused))
    context = {
        "section": "texts",
        "essay": essay,
        "form": form,
        "brought": pages.under_way(request.user, essay),
    }
    return render(request, "essays/exchange/bring.html", context, status=status_of(form))


@member_required
@limited(Limit.EDITING)
def bringing(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of notes, wherever it has got to: being read, reported on, being written, written, or refused."""
    if is_fragment(request) and request.method == "GET":
        return _how_it_stands(request, pk)
    found = get_object_or_404(_own(request), pk=pk)
    context = {"section": "texts", "bringing": found, "essay": found.essay}
    if found.is_waited_for:
        return render(request, "essays/exchange/waiting.html", context)
    if found.state == Bringing.State.REFUSED:
        context["refusal"] = explain_file(found.refusal or {})
        return render(request, "essays/exchange/refused.html", context)
    page = pages.report_page(found, state=request.GET.get("state", ""), after=request.GET.get("after", ""))
    form = ConfirmForm(sent_in(request), circle=found.essay.circle.name, has_gone=page.gone > 0)
    if form.is_bound and form.is_valid():
        return do_once(request, form, partial(_confirm, request, found, form))
    context |= {"page": page, "form": form}
    return render(request, "essays/exchange/report.html", context, status=status_of(form))


@require_POST
@member_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a file away of which nothing has been written."""
    found = get_object_or_404(_own(request), pk=pk)
    actions.discard(member=member_of(request), bringing=found)
    messages.success(request, _("The file has been discarded."))
    return redirect("bring_notes", found.essay.slug)


@require_POST
@member_required
@limited(Limit.EDITING)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out again what was written from a file."""
    found = get_object_or_404(_own(request), pk=pk)
    stay = actions.take_back(member=member_of(request), bringing=found)
    said = _("The notes have been taken back.")
    if stay:
        told = ngettext(
            "%(n)d note stays, since others have answered it.",
            "%(n)d notes stay, since others have answered them.",
            stay,
        )
        said = f"{said} {told % {'n': stay}}"
    messages.success(request, said)
    return redirect(found)


def _essay(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)


def _own(request: HttpRequest) -> QuerySet[Bringing]:
    return Bringing.objects.visible_to(request.user).for_reading()


def _begin(request: HttpRequest, essay: Essay, form: BringForm) -> str:
    begun = actions.begin(
        member=member_of(request),
        essay=essay,
        filename=form.cleaned_data["file"].name,
        data=form.content,
        here=Addresses.of(request).here,
    )
    return begun.get_absolute_url()


def _confirm(request: HttpRequest, found: Bringing, form: ConfirmForm) -> str:
    actions.confirm(
        member=member_of(request),
        bringing=found,
        private=form.cleaned_data["layer"] == "private",
        keeps_gone=form.cleaned_data.get("keeps_gone", False),
    )
    return found.get_absolute_url()


def _how_it_stands(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page that waits: how far it has got, or where to go on; a file may be discarded meanwhile."""
    found = _own(request).filter(pk=pk).first()
    if found is None:
        return lead_to(request, reverse("essays"))
    if not found.is_waited_for:
        return lead_to(request, found.get_absolute_url())
    return render(request, "essays/exchange/_progress.html", {"bringing": found})
