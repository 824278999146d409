"""Editions that were published, each readable at its own address with its margin as it stood there."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from essays.editions.pages.reading import comparison_page, history_page, where_to_annotate
from essays.library.models import Edition, Essay, Section
from essays.library.pages import section_url
from essays.margin.pages.notes import block_page
from essays.margin.pages.reading import essay_page, section_page
from essays.margin.views import index_of, notes_beside
from forum.permissions import Act, can
from forum.web.asked import number_in


@require_safe
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """All editions of a text, and those on their way."""
    essay = get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)
    context = {
        "section": "texts",
        "page": history_page(request.user, essay, before=request.GET.get("before", "")),
        "may_propose": can(request.user, Act.PROPOSE_EDITION, essay),
    }
    return render(request, "essays/editions/editions.html", context)


@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An edition's title page, and how to cite it."""
    found = _edition(request, slug, number)
    essay = found.essay
    old = found if found.pk != essay.edition_id else None
    context = {
        "section": "texts",
        "page": essay_page(request.user, essay, old),
        "edition": found,
        "is_old": old is not None,
        "address": request.build_absolute_uri(),
    }
    return render(request, "essays/editions/edition.html", context)


@require_safe
def section(request: HttpRequest, slug: str, number: int, section: str) -> HttpResponse:
    """A section of an edition with its margin. That of the edition read now is read where all write in it."""
    place = _section(request, slug, number, section)
    if place.edition.essay.edition_id == place.edition_id:
        more = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{section_url(place.edition.essay, place)}{more}")
    note = number_in(request.GET.get("note"))
    context = {
        "section": "texts",
        "page": section_page(request.user, place, note=note),
        "edition": place.edition,
        "is_old": True,
        "current_url": reverse("section", args=[slug, section]),
    }
    return render(request, "essays/editions/section.html", context)


@require_safe
def block(
    request: HttpRequest, slug: str, number: int, section: str, anchor: tuple[int, int]
) -> HttpResponse:
    """One block of an edition and its notes there."""
    place = _section(request, slug, number, section)
    page = block_page(request.user, place, anchor[0], after=request.GET.get("after", ""))
    context = {"section": "texts", "page": page, "edition": place.edition, "is_old": True}
    return render(request, "essays/margin/block.html", context)


@require_safe
def margin_index(request: HttpRequest, slug: str, number: int, section: str) -> HttpResponse:
    return index_of(request, _section(request, slug, number, section))


@require_safe
def notes(request: HttpRequest, slug: str, number: int, section: str) -> HttpResponse:
    return notes_beside(request, _section(request, slug, number, section))


@require_safe
def annotate(request: HttpRequest, slug: str, number: int, section: str) -> HttpResponse:
    """A note on an old edition is written on the one that is read now, where the words, or their paragraph, went."""
    place = _section(request, slug, number, section)
    if not request.user.is_authenticated:
        return redirect_to_login(f"{request.path}?{urlencode(request.GET)}")
    if where := where_to_annotate(place.edition, place, request.GET):
        return redirect(where)
    messages.warning(
        request, _("That paragraph is no longer in the text, so a note on it has nowhere to stand today.")
    )
    return redirect(section_url(place.edition.essay, place, number))


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to how editions ?old= and ?new= differ."""
    old, new = (_edition(request, slug, number_in(request.GET.get(name)) or 1) for name in ("old", "new"))
    return redirect("edition_changes", slug, old.number, new.number)


@require_safe
def changes(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """How one edition differs from another."""
    before, after = (_edition(request, slug, number) for number in (old, new))
    start = number_in(request.GET.get("from")) or 0
    page = comparison_page(after.essay, before, after, start=start)
    return render(request, "essays/editions/changes.html", {"section": "texts", "page": page})


def _edition(request: HttpRequest, slug: str, number: int) -> Edition:
    found: QuerySet[Edition] = Edition.objects.visible_to(request.user).for_reading()
    return get_object_or_404(found, essay__slug=slug, number=number)


def _section(request: HttpRequest, slug: str, number: int, section: str) -> Section:
    """A section of an edition, whichever that is."""
    sections = (
        Section.objects.visible_to(request.user).for_reading().select_related("edition__essay__edition")
    )
    return get_object_or_404(
        sections.defer("edition__succession", "edition__essay__edition__succession"),
        edition__essay__slug=slug,
        edition__number=number,
        slug=section,
    )
