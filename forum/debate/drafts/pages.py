"""What the list of one's drafts needs."""

from dataclasses import dataclass

from django.utils.text import Truncator

from forum.debate.drafts.models import Draft
from forum.debate.drafts.places import Place, places_named
from forum.members.models import Member
from forum.web.pagination import Page, newest_page

WORDS = 200  # characters of a draft in the list


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft, its first words, and where to go on with it: None where one can no longer write there."""

    draft: Draft
    words: str
    place: Place | None


def drafts_page(member: Member, *, before: str = "") -> Page[DraftLine]:
    """The member's drafts below the key `before`, those saved last first: one query, and a few for each kind of
    place."""
    page = newest_page(Draft.objects.visible_to(member), by="saved_at", before=before)
    places = places_named([draft.place for draft in page.rows], member)
    return Page([_line(draft, places.get(draft.place)) for draft in page.rows], page.further)


def _line(draft: Draft, place: Place | None) -> DraftLine:
    said = draft.fields.get("title") or draft.source or " ".join(draft.fields.values())
    return DraftLine(draft, Truncator(" ".join(said.split())).chars(WORDS), place)
