"""Reading minutes: as they are, as they were, and taking them along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from forum.limits import Limit, limited
from forum.meetings.minutes.exporting import STYLE_POLICY, as_markdown, as_page
from forum.meetings.minutes.forms import ItemForm, ObjectionForm, PresentForm
from forum.meetings.minutes.models import Minutes
from forum.meetings.minutes.pages.history import history_page
from forum.meetings.minutes.pages.minutes import minutes_page
from forum.meetings.minutes.signals import minutes_shown
from forum.meetings.minutes.views.finding_them import meeting_or_404
from forum.meetings.models import Meeting
from forum.web.idempotency import OnceForm


@require_safe
def show_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of a meeting: what they say, whether they stand, and what is to be done."""
    meeting = meeting_or_404(request, pk)
    if request.user.is_authenticated:
        minutes_shown.send(sender=Meeting, meeting=meeting, member=request.user)
    return answer_with(request, meeting)


def answer_with(
    request: HttpRequest,
    meeting: Meeting,
    *,
    status: int = 200,
    objection: OnceForm | None = None,
    item: OnceForm | None = None,
) -> HttpResponse:
    """The page of a meeting's minutes, with what was typed in a form of it that was refused."""
    page = minutes_page(meeting, request.user, timezone.now())
    context = {
        "section": "talk",
        "page": page,
        "objection_form": objection or ObjectionForm(initial={"reason": page.own.reason if page.own else ""}),
        "item_form": item or ItemForm(circle=meeting.circle),
        "present_form": PresentForm(initial={"present": page.minutes.present if page.minutes else None}),
    }
    return render(request, "forum/meetings/minutes/minutes.html", context, status=status)


@require_safe
def show_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions of a meeting's minutes, and two of them compared."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).for_pages(), pk=pk)
    asked = request.GET
    page = history_page(
        minutes, old=asked.get("from", ""), new=asked.get("to", ""), before=asked.get("before", "")
    )
    return render(request, "forum/meetings/minutes/history.html", {"section": "talk", "page": page})


@require_safe
@limited(Limit.EXPORTING)
def export_minutes(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Minutes as Markdown ("md"), or as a page by itself to be printed ("html")."""
    meeting = meeting_or_404(request, pk)
    page = minutes_page(meeting, request.user, timezone.now())
    if form == "md":
        response = HttpResponse(as_markdown(page), content_type="text/markdown; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="minutes-{meeting.pk}.md"'
    elif form == "html":
        response = HttpResponse(as_page(page, language=get_language() or "en"))
    else:
        raise Http404
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    # Whatever a browser makes of the file, nothing in it runs.
    response._csp_update = {"sandbox": True, "style-src": STYLE_POLICY}  # type: ignore[attr-defined]
    return response
