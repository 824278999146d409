"""Citations: what they mean, what the books say, and the works that everything rests on."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essays.citing import checking, mending, pages, photos
from essays.citing.asking import Asked
from essays.citing.forms import CheckForm, MendForm
from essays.citing.models import Check, Finding, Mending
from essays.citing.surveys import survey, works_of
from essays.library.models import Citation, Essay
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.sources.exporting import download, in_turn
from forum.sources.formats import FORMATS
from forum.web.access import member_required
from forum.web.asked import number_in
from forum.web.sending import do_once, sent_in, status_of


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All works the reader may see, and what rests on them."""
    page = survey(request.user, Asked.in_query(request.GET))
    return render(request, "essays/citing/sources.html", {"section": "sources", "page": page})


@require_safe
def essay_sources(request: HttpRequest, slug: str) -> HttpResponse:
    """The works a text leans on."""
    essay = get_object_or_404(Essay.objects.visible_to(request.user).for_reading(), slug=slug)
    page = survey(request.user, Asked.in_query(request.GET), essay=essay)
    return render(request, "essays/citing/essay_sources.html", {"section": "texts", "page": page})


@require_safe
@limited(Limit.EXPORTING)
def export_essay_sources(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    """The works a text leans on, as a file that a reference manager takes."""
    essay = get_object_or_404(Essay.objects.visible_to(request.user), slug=slug)
    works = works_of(request.user, essay)
    return download(in_turn(works), FORMATS[extension], name=f"{essay.slug}-sources")


@require_safe
def citation(request: HttpRequest, pk: int) -> HttpResponse:
    """A citation with all its checks."""
    page = pages.citation_page(_citation(request, pk), request.user)
    return render(request, "essays/citing/citation.html", {"section": "texts", "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the book says, or revise what one has said; ?finding= chooses one to begin with."""
    member = member_of(request)
    cited = _citation(request, pk)
    require(member, Act.CHECK_CITATION, cited)
    own = Check.objects.filter(citation=cited, member=member).first()
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    asked = request.GET.get("finding", "")
    form = CheckForm(*sent, check=own, finding=asked if asked in Finding.values else "")
    keep_key = f"check-{cited.pk}"
    if form.is_bound and form.is_valid():

        def act() -> str:
            checking.check(member=member, citation=cited, found=form.found())
            return cited.get_absolute_url()

        said = _("Thank you: what you found is written down.")
        return do_once(request, form, act, keep_key=keep_key, said=said)
    context = {
        "section": "texts",
        "citation": cited,
        "place": pages.place_of(cited),
        "means": pages.meant(cited),
        "own": own,
        "form": form,
        "keep_key": keep_key,
    }
    return render(request, "essays/citing/check.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which work a citation means."""
    member = member_of(request)
    cited = _citation(request, pk)
    require(member, Act.MEND_CITATION, cited)
    form = MendForm(sent_in(request), citation=cited)
    keep_key = f"mend-{cited.pk}"
    if form.is_bound and form.is_valid():

        def act() -> str:
            mending.mend(
                member=member,
                citation=cited,
                meant=form.meant(member),
                note=form.cleaned_data["note"],
                with_those_leaning=form.cleaned_data["all_leaning"],
            )
            return cited.get_absolute_url()

        said = _("Mended. Its history keeps what stood there before.")
        return do_once(request, form, act, keep_key=keep_key, said=said)
    context = {
        "section": "texts",
        "citation": cited,
        "place": pages.place_of(cited),
        "leaning": len(mending.leaning_on(cited, cited.section.edition)),
        "form": form,
        "keep_key": keep_key,
    }
    return render(request, "essays/citing/mend.html", context, status=status_of(form))


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What members have changed in what a citation means."""
    page = pages.history_page(_citation(request, pk), request.user, before=request.GET.get("before", ""))
    return render(request, "essays/citing/history.html", {"section": "texts", "page": page})


@require_POST
@member_required
@limited(Limit.EDITING)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what stood before a mending."""
    made = Mending.objects.visible_to(request.user).select_related("citation__section__edition__essay")
    entry = get_object_or_404(made, pk=pk)
    if mending.take_back(member=member_of(request), mending=entry):
        messages.success(request, _("Taken back. The history keeps both."))
    return redirect("citation_history", pk=entry.citation_id)


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph of a check, or with ?of= of one of its earlier wordings."""
    made = get_object_or_404(Check.objects.visible_to(request.user), pk=pk)
    number = number_in(request.GET.get("of"))
    said = get_object_or_404(made.revisions, number=number) if number else made
    if not said.photo or not default_storage.exists(said.photo):
        raise Http404
    with default_storage.open(said.photo) as kept:
        response = HttpResponse(kept.read(), content_type=photos.MEDIA_TYPE)
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _citation(request: HttpRequest, pk: int) -> Citation:
    return get_object_or_404(Citation.objects.visible_to(request.user).for_reading(), pk=pk)
