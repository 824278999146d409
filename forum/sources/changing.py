"""Adding, editing and merging sources."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from forum.limits import Limit, limited
from forum.members.models import Member
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.sources import merging
from forum.sources.actions import KnownAlready, add_source, add_sources, edit_source
from forum.sources.duplicates import duplicates_page
from forum.sources.entering import FullSourceForm, PasteForm
from forum.sources.formats import PasteRefused
from forum.sources.models import Merging, Source
from forum.sources.pasting import items_in, preview_of
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.idempotency import once
from forum.web.keeping import taken
from forum.web.sending import do_once, status_of

ADD, PASTE = "source", "references"  # under which the browser keeps what is typed


@member_required
@limited(Limit.EDITING)
def add(request: HttpRequest) -> HttpResponse:
    """Add a source by its details."""
    member = member_of(request)
    require(member, Act.ADD_SOURCE)
    form = FullSourceForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return do_once(
            request,
            form,
            lambda: add_source(member=member, item=form.item()).get_absolute_url(),
            keep_key=ADD,
        )
    context = {"section": "sources", "form": form, "keep_key": ADD}
    return render(request, "forum/sources/add.html", context, status=status_of(form))


@member_required
@limited(Limit.EDITING)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the details of a source right that is nobody else's yet."""
    member = member_of(request)
    source = _source(request, pk)
    require(member, Act.EDIT_SOURCE, source)
    form = FullSourceForm(request.POST or None, item=source.csl)
    keep_key = f"source-{source.pk}"
    if form.is_bound and form.is_valid():
        try:
            edited = edit_source(member=member, source=source, item=form.item())
        except KnownAlready:
            form.add_error(None, _("Another entry says just this. Merge yours with it instead."))
            known = add_source(member=member, item=form.item())  # which is to see what one has said oneself
            context = {
                "section": "sources",
                "source": source,
                "form": form,
                "keep_key": keep_key,
                "known": known,
            }
            return render(request, "forum/sources/edit.html", context, status=422)
        taken(request, keep_key)
        return redirect(edited)
    context = {"section": "sources", "source": source, "form": form, "keep_key": keep_key}
    return render(request, "forum/sources/edit.html", context, status=status_of(form))


@member_required
@limited(Limit.EDITING)
def paste(request: HttpRequest) -> HttpResponse:
    """Add the entries of a list of references, once they have been shown as they were understood."""
    member = member_of(request)
    require(member, Act.ADD_SOURCE)
    form = PasteForm(request.POST or None)
    context = {"section": "sources", "form": form, "keep_key": PASTE}
    if not form.is_bound:
        return render(request, "forum/sources/paste.html", context)
    if not form.is_valid():
        return render(request, "forum/sources/paste.html", context, status=422)
    try:
        if form.adds:
            token = form.cleaned_data["token"]
            led_to, _is_new = once(
                member=member, token=token, act=partial(_add_chosen, request, member, form)
            )
            if led_to:
                taken(request, PASTE)
                return redirect(led_to)
        preview = preview_of(form.cleaned_data["references"], member)
    except PasteRefused as refused:
        form.add_error("references", str(refused))
        return render(request, "forum/sources/paste.html", context, status=422)
    return render(request, "forum/sources/paste.html", context | {"preview": preview})


@require_safe
def show_duplicates(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be the same work as a source, or is found by the words in ?q; and what was merged so far."""
    source = _source(request, pk)
    words = request.GET.get("q", "").strip()[:200]
    page = duplicates_page(source, request.user, words=words)
    context = {"section": "sources", "page": page, "words": words}
    return render(request, "forum/sources/duplicates.html", context)


@require_POST
@member_required
@limited(Limit.EDITING)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Count another entry, the one named by `with`, as the same work as this one."""
    member = member_of(request)
    into = _source(request, pk)
    source = _source(request, number_in(request.POST.get("with")) or 0)
    try:
        head = merging.merge(member=member, source=source, into=into)
    except merging.CannotMerge as refused:
        messages.error(request, str(refused))
        return redirect("source_duplicates", into.pk)
    messages.success(request, _("These are now one work. Anyone can undo this."))
    return redirect(head)


@require_POST
@member_required
@limited(Limit.EDITING)
def undo_merging(request: HttpRequest, pk: int) -> HttpResponse:
    """Take two entries apart again."""
    found = get_object_or_404(Merging.objects.visible_to(request.user), pk=pk)
    apart = merging.undo(member=member_of(request), merging=found)
    messages.success(request, _("These are two works again."))
    return redirect("source_duplicates", apart.pk)


@require_POST
@member_required
@limited(Limit.EDITING)
def lead_with(request: HttpRequest, pk: int) -> HttpResponse:
    """Show this entry's details for the work."""
    return redirect(merging.lead_with(member=member_of(request), source=_source(request, pk)))


def _source(request: HttpRequest, pk: int) -> Source:
    return get_object_or_404(Source.objects.visible_to(request.user), pk=pk)


def _add_chosen(request: HttpRequest, member: Member, form: PasteForm) -> str:
    """Add the entries that were chosen, and say how many; "" where none was."""
    items = [item for number, item in items_in(form.cleaned_data["references"]).items() if form.wants(number)]
    if not items:
        form.add_error(None, _("Choose at least one entry to add."))
        return ""
    added = add_sources(member=member, items=items)
    messages.success(
        request,
        ngettext("%(count)d source is here now.", "%(count)d sources are here now.", len(added))
        % {"count": len(added)},
    )
    return added[0].get_absolute_url() if len(added) == 1 else reverse("sources")
