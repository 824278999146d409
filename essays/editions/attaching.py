"""Putting a passage's place right by hand, and taking that back. The words that were selected never change."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essays.editions.models import Reattachment
from essays.library.holding import hold
from essays.library.models import Section
from essays.margin import tallies, versions
from essays.margin.models import Annotation, Placement
from essays.margin.selecting import Selection, SelectionRefused, block_at, checked
from forum.members.models import Member
from forum.permissions import Act, require

State = Placement.State


class TakenBack(SelectionRefused):
    """A note that is not there any more: who brought it has taken it back."""

    def __init__(self) -> None:
        super().__init__(_("This note has been taken back meanwhile, so nothing is left to attach."))


@transaction.atomic
def reattach(
    *, member: Member, placement: Placement, selection: Selection, at: datetime | None = None
) -> Reattachment:
    """Put a passage's place in the edition read now on other words of it.

    Raises SelectionRefused for words that do not stand there, TakenBack where the note is gone by now,
    PermissionDenied where the member may write no note.
    """
    require(member, Act.PLACE_NOTE, placement.passage.annotation.thread)
    found = _held(placement)
    selection = checked(selection)
    essay = found.passage.annotation.essay
    if not found.edition_id == essay.edition_id == selection.section.edition_id:
        raise SelectionRefused(
            _("This wording of the text has been replaced. Open the text again to attach the note.")
        )
    done = Reattachment.objects.create(
        placement=found,
        by=member,
        at=at or timezone.now(),
        from_state=found.state,
        from_section=found.section,
        from_start=found.start,
        from_end=found.end,
        to_section=selection.section,
        to_start=selection.start,
        to_end=selection.end,
    )
    state = State.EXACT if selection.exact == found.passage.exact else State.EDITED
    _move(found, state, selection.section, selection.start, selection.end)
    return done


@transaction.atomic
def undo(*, member: Member, reattachment: Reattachment, at: datetime | None = None) -> None:
    """Take a reattachment back. Twice is as once; one that is no longer where the passage stands stays as it is.

    Raises SelectionRefused for that, and where another edition is read by now; TakenBack where the note is gone.
    """
    require(member, Act.PLACE_NOTE, reattachment.placement.passage.annotation.thread)
    placement = _held(reattachment.placement)
    found = Reattachment.objects.select_related("from_section").get(pk=reattachment.pk)
    if found.undone_at:
        return
    latest = placement.reattachments.filter(undone_at=None).last()
    if latest != found or placement.edition_id != placement.passage.annotation.essay.edition_id:
        raise SelectionRefused(_("The note has been placed anew since, so this can no longer be taken back."))
    found.undone_by, found.undone_at = member, at or timezone.now()
    found.save(update_fields=["undone_by", "undone_at"])
    _move(placement, found.from_state, found.from_section, found.from_start, found.from_end)


def _held(placement: Placement) -> Placement:
    """The placement as it stands now; it and its essay held until the transaction ends."""
    hold(placement.passage.annotation.essay_id)
    rows = Placement.objects.select_for_update(of=("self",)).select_related(
        "section", "passage__annotation__essay", "passage__annotation__thread__opening"
    )
    found = rows.filter(pk=placement.pk).first()
    if found is None:
        raise TakenBack
    return found


def _move(
    placement: Placement, state: str, section: Section | None, start: int | None, end: int | None
) -> None:
    """Put it there, and count its note there and no longer where it was."""
    annotation = placement.passage.annotation
    before = _blocks_of(annotation, placement.edition_id)
    placement.state, placement.section, placement.start, placement.end = state, section, start, end
    placement.block = None if section is None or start is None else block_at(section, start)
    placement.save(update_fields=["state", "section", "start", "end", "block"])
    after = _blocks_of(annotation, placement.edition_id)
    opening = annotation.opening
    versions.touch(annotation.thread, {section for section, _ in before.keys() | after.keys()})
    for key in before.keys() - after.keys():
        if opening.has_words:
            tallies.take_out_at(annotation.thread, before[key][0], kind=opening.kind)
    if section is None or placement.block is None:
        return
    here = (section.pk, placement.block)
    nth = before[here][1] if here in before else _count_at(annotation, (section, placement.block))
    Placement.objects.filter(pk=placement.pk).update(nth=nth)


def _count_at(annotation: Annotation, place: tallies.Place) -> int:
    """Count the note on a block; return which one it is there."""
    opening = annotation.opening
    nth = tallies.count_one_more(annotation.thread, place, kind=opening.kind)
    if not opening.has_words:
        tallies.take_out_at(annotation.thread, place, kind=opening.kind)
    return nth


def _blocks_of(
    annotation: Annotation, edition: int
) -> dict[tuple[int, int | None], tuple[tallies.Place, int]]:
    """The blocks on which a note is counted in an edition, and which one it is there."""
    places = Placement.objects.filter(
        passage__annotation=annotation, edition=edition, section__isnull=False
    ).select_related("section")
    return {(place.section_id, place.block): ((place.section, place.block), place.nth) for place in places}
