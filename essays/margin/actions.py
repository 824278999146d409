"""Writing in the margin."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from essays.library.models import Essay, Section
from essays.margin import tallies, versions
from essays.margin.contexts import ANNOTATION
from essays.margin.models import Annotation, Passage, Placement
from essays.margin.selecting import Selection, SelectionRefused, block_at, checked
from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, open_thread
from forum.debate.finding import POST
from forum.members.models import Member
from forum.permissions import Act, require
from forum.search.indexing import update as update_found

MOST_PASSAGES = 20


@transaction.atomic
def annotate(
    *,
    member: Member,
    selections: Sequence[Selection],
    kind: str,
    source: str,
    evidence: Sequence[EvidenceGiven] = (),
    private: bool = False,
    circle: Circle | None = None,
    at: datetime | None = None,
) -> Annotation:
    """Write a note about one or more passages of a text: for a circle (its own, if none is said), or for the member
    alone.

    White space at the ends of a selection is no part of the passage. `at` is when, now if not said. Raises
    SelectionRefused for a selection that is not (or no longer) in the text, PermissionDenied where the member
    may not write, TextRefused for words that may not stand; nothing is written then.
    """
    essay = _essay_of(selections, member)
    circle = None if private else circle or essay.circle
    if circle is None:
        require(member, Act.NOTE_PRIVATELY, essay)
    else:
        require(member, Act.ANNOTATE, (essay, circle))
    passages = [checked(selection) for selection in selections]
    thread = open_thread(
        member=member,
        circle=circle,
        source=source,
        kind=kind,
        evidence=evidence,
        context=ANNOTATION,
        at=at,
    )
    annotation = Annotation.objects.create(thread=thread, essay=essay, edition=selections[0].section.edition)
    places = [(selection.section, block_at(selection.section, selection.start)) for selection in passages]
    versions.touch(thread, [section.pk for section, _ in places])
    # In one order for everyone, so that two notes over the same blocks never wait for each other.
    in_order = sorted(set(places), key=lambda place: (place[0].pk, place[1]))
    nth = {place: tallies.count_one_more(thread, place, kind=kind) for place in in_order}
    for position, (selection, place) in enumerate(zip(passages, places, strict=True)):
        _place(annotation, position, selection, block=place[1], nth=nth[place])
    update_found(POST, [annotation.opening.pk], are_new=True)
    return annotation


def _essay_of(selections: Sequence[Selection], member: Member) -> Essay:
    """The one essay all the selections are in, if the member may see it and its wording is the one read now."""
    if not 1 <= len(selections) <= MOST_PASSAGES:
        raise SelectionRefused(_("A note must be about at least one passage, and at most twenty."))
    wanted = {selection.section.pk for selection in selections}
    seen = (
        Section.objects.visible_to(member)
        .current()
        .filter(pk__in=wanted)
        .select_related("edition__essay__circle")
        # Held until the note is written: an edition that is being published waits for it, or it for the edition.
        .select_for_update(no_key=True, of=("edition__essay",))
    )
    essays = {section.pk: section.edition.essay for section in seen}
    if essays.keys() != wanted:
        raise SelectionRefused(
            _("This wording of the text has been replaced. Open the text again to annotate it.")
        )
    if len({essay.pk for essay in essays.values()}) > 1:
        raise SelectionRefused(_("All the passages of a note must be in the same text."))
    return next(iter(essays.values()))


def _place(annotation: Annotation, position: int, selection: Selection, *, block: int, nth: int) -> None:
    text, around = selection.section.text, Passage.AROUND
    passage = Passage.objects.create(
        annotation=annotation,
        position=position,
        exact=selection.exact,
        prefix=text[max(0, selection.start - around) : selection.start],
        suffix=text[selection.end : selection.end + around],
    )
    Placement.objects.create(
        passage=passage,
        edition_id=annotation.edition_id,
        section=selection.section,
        block=block,
        start=selection.start,
        end=selection.end,
        nth=nth,
    )
