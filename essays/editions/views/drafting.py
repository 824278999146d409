"""Making a new edition: beginning one, and its words."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essays.editions import actions
from essays.editions.actions import ChangedMeanwhile, NotNow
from essays.editions.forms import SectionForm
from essays.editions.models import NextEdition
from essays.editions.pages.drafting import next_section_page
from essays.library import rearranging
from essays.library.importing.actions import TooManyUnderWay, begin_import
from essays.library.importing.forms import ImportForm
from essays.library.models import Essay, ImportDraft
from essays.library.rewording import reworded
from forum.limits import Limit, limited
from forum.members.models import Member
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.idempotency import OnceForm
from forum.web.sending import do_once, sent_in, status_of

UPLOAD_KEY = "import"  # the importing room forgets what is typed under it once it has been read


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose how to make a new edition; or begin one from the words that are read now."""
    essay = _essay(request, slug)
    member = member_of(request)
    require(member, Act.PROPOSE_EDITION, essay)
    form = OnceForm(sent_in(request))
    refusal, status = "", 200
    if form.is_bound and form.is_valid():
        try:
            return do_once(
                request, form, lambda: actions.begin_edition(member=member, essay=essay).get_absolute_url()
            )
        except NotNow as refused:
            refusal, status = str(refused), 409
    mine = NextEdition.objects.drafts().filter(essay=essay, proposed_by=member).without_contents()
    context = {
        "section": "texts",
        "essay": essay,
        "form": form,
        "refusal": refusal,
        "drafts": mine.order_by("-pk"),
    }
    return render(request, "essays/editions/begin.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.IMPORTING)
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring a new version of a text: a file, or words that are pasted."""
    essay = _essay(request, slug)
    member = member_of(request)
    require(member, Act.PROPOSE_EDITION, essay)
    form = ImportForm(sent_in(request), request.FILES or None, member=member, revises=essay)
    if form.is_bound and form.is_valid():
        try:
            return do_once(request, form, partial(_begin_import, member, essay, form))
        except TooManyUnderWay as refused:
            form.add_error(None, str(refused))
    context = {
        "section": "texts",
        "form": form,
        "action": reverse("upload_edition", args=[essay.slug]),
        "revises": essay,
        "keep_key": UPLOAD_KEY,
    }
    return render(request, "essays/library/importing/begin.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.EDITING)
def from_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of a new edition of a version that has been read."""
    drafts = ImportDraft.objects.visible_to(request.user).for_reading()
    draft = get_object_or_404(drafts, pk=pk, revises__isnull=False)
    member = member_of(request)
    try:
        return redirect(actions.begin_from_import(member=member, draft=draft))
    except NotNow as refused:
        messages.warning(request, str(refused))
        return redirect(draft)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def next_section(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change the words of a section."""
    found = next_of(request, pk)
    member = member_of(request)
    require(member, Act.CHANGE_EDITION, found)
    if not found.is_draft:
        return redirect(found)
    page = next_section_page(found, number)
    form = SectionForm(sent_in(request), page=page)
    status = status_of(form)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        leads_to = page.following if said["then"] == "next" else found.get_absolute_url()

        def save() -> str:
            how = partial(_reword, index=number - 1, text=said["text"], heading=said["heading"])
            actions.change(member=member, edition=found, seen=said["seen"], how=how)
            return leads_to

        try:
            return do_once(request, form, save, keep_key=page.keep_key, said=_("Saved."))
        except ChangedMeanwhile as changed:
            form.insist_on(
                found, f"{changed} {_('What you typed is still here: please look it over once more.')}"
            )
            status = 409
    context = {"section": "texts", "page": page, "form": form}
    return render(request, "essays/editions/next_section.html", context, status=status)


def _reword(outline: Any, *, index: int, text: str, heading: str) -> Any:
    section = reworded(outline.sections[index], text, heading=heading)
    return rearranging.with_section(outline, index, section)


def next_of(request: HttpRequest, pk: int) -> NextEdition:
    """An edition on its way that the reader may see."""
    return get_object_or_404(NextEdition.objects.visible_to(request.user).for_reading(), pk=pk)


def _essay(request: HttpRequest, slug: str) -> Essay:
    return get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)


def _begin_import(member: Member, essay: Essay, form: ImportForm) -> str:
    return begin_import(
        member=member, circle=essay.circle, filename=form.filename, data=form.content, revises=essay
    ).get_absolute_url()
