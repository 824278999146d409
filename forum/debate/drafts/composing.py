"""What views of forms in which one writes do about drafts."""

from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from forum.debate.drafts.actions import DraftRefused
from forum.debate.drafts.models import Draft
from forum.debate.drafts.views import kept
from forum.members.requests import member_of
from forum.web.htmx import lead_to


class Composer(Protocol):
    """A form in which one writes."""

    is_bound: bool
    draft_place: str

    @property
    def asks_to_be_kept(self) -> bool:
        """Whether it was sent to be kept, not to be written."""

    def take_up(self, draft: Draft) -> None:
        """Show what was typed before."""

    def add_error(self, field: str | None, error: Any) -> None: ...


def tend_draft(request: HttpRequest, form: Composer, *, place: str) -> HttpResponse | None:
    """Show in a fresh form what was typed in this place before; keep what was typed, and lead to where drafts are, if
    it was sent for that, as a browser without scripts does."""
    member, form.draft_place = member_of(request), place
    if not form.is_bound:
        if draft := Draft.objects.visible_to(member).filter(place=place).first():
            form.take_up(draft)
    elif form.asks_to_be_kept:
        try:
            kept(request.POST, member=member, place=place)
        except DraftRefused as refused:
            form.add_error("source", str(refused))
        else:
            messages.success(request, _("Your draft has been saved. You can go on with it from any device."))
            return lead_to(request, reverse("drafts"))
    return None
