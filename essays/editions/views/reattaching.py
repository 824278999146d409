"""Notes whose words are gone, and putting notes in their place by hand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essays.editions import attaching
from essays.editions.forms import ReattachForm
from essays.editions.models import Reattachment
from essays.editions.pages.reattaching import ReattachPage, gone_page, reattach_page
from essays.library.models import Essay, Section
from essays.margin.models import Annotation
from essays.margin.selecting import Selection, SelectionRefused, words_of_block, words_of_range
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.idempotency import OnceForm
from forum.web.sending import do_once, sent_in, status_of


@require_safe
def gone(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes whose words are gone from a text, with what stood around them."""
    essay = get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)
    page = gone_page(request.user, essay, after=request.GET.get("after", ""))
    return render(request, "essays/editions/gone.html", {"section": "texts", "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def reattach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a note to other words: by opening the text and selecting them, or by pasting them here."""
    page = _page(request, pk)
    likely = {"section": page.likely and page.likely.pk}
    form = ReattachForm(sent_in(request), sections=page.sections, initial=likely)
    if form.is_bound and form.is_valid():
        try:
            return _attach(request, page, form.selection, form)
        except SelectionRefused as refused:
            form.add_error("words", str(refused))
    context = {"section": "texts", "page": page, "form": form}
    return render(request, "essays/editions/reattach.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def reattach_here(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Attach a note to the words that were selected in a section: ?start= and ?end=, or ?block=."""
    page = _page(request, pk)
    place = get_object_or_404(
        Section.objects.visible_to(request.user).current().for_reading(),
        pk=section,
        edition__essay=page.annotation.essay_id,
    )
    start, end, block = (number_in(request.GET.get(name)) for name in ("start", "end", "block"))
    try:
        selection = words_of_block(place, block) if block else words_of_range(place, start or 0, end or 0)
    except SelectionRefused as refused:
        raise Http404 from refused
    form = OnceForm(sent_in(request))
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            return _attach(request, page, selection, form)
        except SelectionRefused as refused:
            refusal = str(refused)
    context = {
        "section": "texts",
        "page": page,
        "form": form,
        "selection": selection,
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "essays/editions/reattach_here.html", context, status=status)


@require_POST
@member_required
@limited(Limit.EDITING)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reattachment back."""
    notes = Annotation.objects.visible_to(request.user)
    found = get_object_or_404(
        Reattachment.objects.select_related("placement__passage__annotation__thread"),
        pk=pk,
        placement__passage__annotation__in=notes,
    )
    try:
        attaching.undo(member=member_of(request), reattachment=found)
        messages.success(request, _("The note is back where it was."))
    except attaching.TakenBack as gone:
        messages.warning(request, str(gone))
        return redirect("gone", slug=found.placement.passage.annotation.essay.slug)
    except SelectionRefused as refused:
        messages.warning(request, str(refused))
    return redirect(found.placement.passage.annotation)


def _page(request: HttpRequest, pk: int) -> ReattachPage:
    """The page of a note that the member may attach to other words."""
    found = get_object_or_404(Annotation.objects.visible_to(request.user).for_reading(), pk=pk)
    require(request.user, Act.PLACE_NOTE, found.thread)
    page = reattach_page(found, passage=number_in(request.GET.get("passage")))
    if page is None:
        raise Http404
    return page


def _attach(request: HttpRequest, page: ReattachPage, selection: Selection, form: OnceForm) -> HttpResponse:
    def act() -> str:
        attaching.reattach(member=member_of(request), placement=page.chosen, selection=selection)
        return page.annotation.get_absolute_url()

    said = _("The note stands there now. Anyone can see that you put it there.")
    return do_once(request, form, act, said=said)
