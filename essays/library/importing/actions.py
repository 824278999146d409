"""Everything that happens to an import on its way to an essay."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essays.library import corrections
from essays.library.corrections import SectionCorrected
from essays.library.importing import tasks
from essays.library.models import Essay, ImportDraft
from essays.library.outline import Outline, from_json, to_json
from essays.library.publishing import publish
from forum.circles.models import Circle
from forum.members.models import Member
from forum.permissions import Act, require

MOST_UNDER_WAY = 10
LONGEST_NAME = 200  # of a file

Correction = Callable[[Outline], Outline]


class TooManyUnderWay(Exception):
    """A member has begun as many imports as may wait to be published."""

    def __init__(self) -> None:
        super().__init__(
            _("You have %(number)d imports under way: publish or discard one of them first.")
            % {"number": MOST_UNDER_WAY}
        )


class ChangedMeanwhile(Exception):
    """What was to be corrected is no longer what its corrector saw."""

    def __init__(self) -> None:
        super().__init__(_("This was changed in another window since you opened it."))


@transaction.atomic
def begin_import(
    *, member: Member, circle: Circle, filename: str, data: bytes, revises: Essay | None = None
) -> ImportDraft:
    """Take a file in and have it read: a new text, or a new version of the one it `revises`. Drafts that were refused
    make way: their maker has been told.

    Raises TooManyUnderWay, and PermissionDenied where the member may not put texts up in `circle`.
    """
    require(member, Act.PUT_UP_ESSAY, circle)
    # Two at once are counted one after the other.
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    drafts = ImportDraft.objects.visible_to(member)
    drafts.refused().delete()
    if drafts.under_way().count() >= MOST_UNDER_WAY:
        raise TooManyUnderWay
    draft = ImportDraft.objects.create(
        member=member, circle=circle, filename=_fitting(filename), data=data, revises=revises
    )
    transaction.on_commit(lambda: tasks.read_draft.enqueue(draft.pk))
    return draft


@transaction.atomic
def correct_particulars(
    *, member: Member, draft: ImportDraft, circle: Circle, seen: str, said: dict[str, Any]
) -> None:
    """Say what the text is called and whose it is (`said`, by the names of PARTICULARS), and which circle reads it.

    `seen` is the fingerprint of what was said before. Raises ChangedMeanwhile where that is another by now.
    """
    require(member, Act.PUT_UP_ESSAY, circle)
    found = _locked(member, draft)
    outline = outline_of(found)
    if corrections.seen_in_particulars(outline) != seen:
        raise ChangedMeanwhile
    found.circle = circle
    _keep(found, replace(outline, **said))


@transaction.atomic
def correct_section(
    *,
    member: Member,
    draft: ImportDraft,
    index: int,
    blocks: range,
    seen: str,
    corrected: SectionCorrected,
    then: Correction | None = None,
) -> None:
    """Correct section `index` and those of its `blocks`; and `then` where sections begin, if that is asked too.

    `seen` is the fingerprint of what was corrected. Raises ChangedMeanwhile where it is another by now.
    """
    found = _locked(member, draft)
    outline = outline_of(found)
    if index >= len(outline.sections):
        raise ChangedMeanwhile
    if corrections.seen_in_section(outline.sections[index], blocks) != seen:
        raise ChangedMeanwhile
    outline = corrections.with_section_corrected(outline, index, corrected)
    _keep(found, then(outline) if then else outline)


@transaction.atomic
def publish_draft(*, member: Member, draft: ImportDraft) -> Essay:
    """Make the essay of a draft, and empty the draft; where that was done before, it is the same essay.

    Raises NothingLeft, AlreadyHere and PermissionDenied as `publish` does, ChangedMeanwhile where the draft was
    discarded.
    """
    found = _locked(member, draft)
    if found.essay is None:
        found.essay = publish(member=member, circle=found.circle, outline=outline_of(found))
        found.outline = None
        found.save(update_fields=["essay", "outline"])
    return found.essay


def discard(*, member: Member, draft: ImportDraft) -> None:
    """Throw a draft away, with all that was read. What was published from one stays."""
    require(member, Act.CORRECT_DRAFT, draft)
    ImportDraft.objects.visible_to(member).under_way().filter(pk=draft.pk).delete()


def outline_of(draft: ImportDraft) -> Outline:
    """The outline of a draft as it stands. Raises ChangedMeanwhile where it has none: not yet, or no longer."""
    if draft.outline is None:
        raise ChangedMeanwhile
    return from_json(draft.outline)


def _locked(member: Member, draft: ImportDraft) -> ImportDraft:
    require(member, Act.CORRECT_DRAFT, draft)
    drafts = ImportDraft.objects.select_for_update(of=("self",)).select_related("circle", "essay")
    found = drafts.defer("data").filter(pk=draft.pk).first()
    if found is None:
        raise ChangedMeanwhile
    return found


def _keep(draft: ImportDraft, outline: Outline) -> None:
    draft.outline = to_json(outline)
    draft.save(update_fields=["circle", "outline"])


def _fitting(filename: str) -> str:
    """The name as its column takes it; its ending, which tells what it is, stays."""
    name, ending = PurePath(filename).stem, PurePath(filename).suffix[:20]
    return name[: LONGEST_NAME - len(ending)] + ending
