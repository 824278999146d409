"""Putting a text up: bringing it, waiting while it is read, correcting what was found, publishing."""

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essays.library.corrections import begin_section_at, join_with_previous
from essays.library.importing import actions
from essays.library.importing.actions import ChangedMeanwhile, Correction, TooManyUnderWay
from essays.library.importing.forms import ImportForm, ParticularsForm, SectionForm
from essays.library.importing.pages import (
    DraftPage,
    SectionPage,
    address_of,
    draft_page,
    section_page,
    takes_long,
    under_way,
)
from essays.library.importing.refusals import explain
from essays.library.models import ImportDraft
from essays.library.publishing import AlreadyHere, NothingLeft
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.htmx import is_fragment, lead_to
from forum.web.keeping import taken
from forum.web.sending import do_once, sent_in, status_of

KEEP_KEY = "import"  # under which the browser keeps what is typed to begin with


@member_required
@limited(Limit.IMPORTING)
def begin(request: HttpRequest) -> HttpResponse:
    """Bring a text: a file, or words that are pasted."""
    if request.method != "POST":
        return _begin_page(request, ImportForm(member=member_of(request)))
    form = ImportForm(request.POST, request.FILES, member=member_of(request))
    if form.is_valid():
        try:
            return do_once(request, form, partial(_begin, request, form))
        except TooManyUnderWay as refused:
            form.add_error(None, str(refused))
    return _begin_page(request, form, status=422)


@member_required
@limited(Limit.EDITING)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """An import, wherever it has got to."""
    if is_fragment(request):
        return _how_it_stands(request, pk)
    found = get_object_or_404(_own_drafts(request), pk=pk)
    if found.essay:
        return redirect(found.essay)
    if found.is_waiting:
        context = {"section": "texts", "draft": found, "takes_long": takes_long(found)}
        return render(request, "essays/library/importing/waiting.html", context)
    if found.refusal:
        initial = {"circle": found.circle_id}
        form = ImportForm(member=member_of(request), revises=found.revises, initial=initial)
        return _begin_page(request, form, refused=found)
    taken(request, KEEP_KEY)  # not before: what was refused may be set right, and brought again
    return _particulars(request, draft_page(found))


@member_required
@limited(Limit.EDITING)
def section(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Correct a section of what was read, or ?part= of a long one."""
    found = get_object_or_404(_own_drafts(request), pk=pk)
    if found.outline is None:
        return redirect(found)
    page = section_page(found, number=number, part=number_in(request.GET.get("part")) or 1)
    form = SectionForm(sent_in(request), page=page)
    if form.is_bound and form.is_valid():
        try:
            correct = partial(_correct, request, page, form)
            return do_once(request, form, correct, keep_key=page.keep_key, said=_("Saved."))
        except ChangedMeanwhile as changed:
            messages.warning(
                request, f"{changed} {_('Please look at it as it is now, and correct it again.')}"
            )
            return redirect(found)
    context = {"section": "texts", "page": page, "form": form}
    return render(request, "essays/library/importing/section.html", context, status=status_of(form))


@require_POST
@member_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    actions.discard(member=member_of(request), draft=get_object_or_404(_own_drafts(request), pk=pk))
    messages.success(request, _("The import has been discarded."))
    return redirect("import_essay")


def _own_drafts(request: HttpRequest) -> QuerySet[ImportDraft]:
    return ImportDraft.objects.visible_to(request.user).for_reading()


def _how_it_stands(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page that waits for a draft: nothing yet, or where to go; a draft may be discarded meanwhile."""
    found = _own_drafts(request).filter(pk=pk).first()
    if found is None:
        return lead_to(request, reverse("import_essay"))
    return HttpResponse(status=204) if found.is_waiting else lead_to(request, found.get_absolute_url())


def _begin(request: HttpRequest, form: ImportForm) -> str:
    begun = actions.begin_import(
        member=member_of(request),
        circle=form.cleaned_data["circle"],
        filename=form.filename,
        data=form.content,
    )
    return begun.get_absolute_url()


def _begin_page(
    request: HttpRequest, form: ImportForm, *, refused: ImportDraft | None = None, status: int = 200
) -> HttpResponse:
    revises = refused.revises if refused else None
    context = {
        "section": "texts",
        "form": form,
        "action": reverse("upload_edition", args=[revises.slug]) if revises else reverse("import_essay"),
        "revises": revises,
        "keep_key": KEEP_KEY,
        "refused": refused,
        "refusal": explain(**refused.refusal) if refused and refused.refusal else "",
        "under_way": under_way(member_of(request)),
    }
    return render(request, "essays/library/importing/begin.html", context, status=status)


def _particulars(request: HttpRequest, page: DraftPage) -> HttpResponse:
    """What the text is called; and, with the other of its two buttons, publish it."""
    form = ParticularsForm(sent_in(request), member=member_of(request), page=page)
    context = {"section": "texts", "page": page, "form": form}
    status = status_of(form)
    if form.is_bound and form.is_valid():
        act, said = _save, _("Saved.")
        if request.POST.get("then") == "publish":
            act, said = _publish, _("The text is up. Its circle can read it and write in its margin.")
        try:
            act = partial(act, request, page.draft, form)
            return do_once(request, form, act, keep_key=page.keep_key, said=said)
        except ChangedMeanwhile as changed:
            form.insist_on(
                page, f"{changed} {_('What you typed is still here: please look it over once more.')}"
            )
        except AlreadyHere as refused:
            context["twin"] = refused.essay
        except NothingLeft as refused:
            form.add_error(None, str(refused))
        status = 409
    return render(request, "essays/library/importing/draft.html", context, status=status)


def _save(request: HttpRequest, found: ImportDraft, form: ParticularsForm) -> str:
    actions.correct_particulars(
        member=member_of(request),
        draft=found,
        circle=form.cleaned_data["circle"],
        seen=form.cleaned_data["seen"],
        said=form.said(),
    )
    return found.get_absolute_url()


def _publish(request: HttpRequest, found: ImportDraft, form: ParticularsForm) -> str:
    _save(request, found, form)
    return actions.publish_draft(member=member_of(request), draft=found).get_absolute_url()


def _correct(request: HttpRequest, page: SectionPage, form: SectionForm) -> str:
    then, leads_to = _asked_then(page, form)
    actions.correct_section(
        member=member_of(request),
        draft=page.draft,
        index=page.index,
        blocks=page.places,
        seen=form.cleaned_data["seen"],
        corrected=form.corrected(),
        then=then,
    )
    return leads_to


def _asked_then(page: SectionPage, form: SectionForm) -> tuple[Correction | None, str]:
    """What the button that was pressed asks for beyond saving, and where it leads."""
    match form.cleaned_data["then"].split("-"):
        case ["next"]:
            return None, page.next or page.draft.get_absolute_url()
        case ["join"]:
            return partial(join_with_previous, index=page.index), page.end_of_previous
        case ["begin", place]:
            begins_at = int(place)
            begun = page.index + 1 if begins_at else page.index
            return partial(begin_section_at, index=page.index, block=begins_at), address_of(page.draft, begun)
        case _:
            return None, page.address
