"""Everything that happens to a new edition on its way from a draft to the text that is read."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.editions import publishing, tasks
from essays.editions.models import TWO, Agreement, Answer, NextEdition
from essays.editions.rebasing import rebased
from essays.library.editing import outline_of_edition
from essays.library.holding import hold
from essays.library.models import Essay, ImportDraft
from essays.library.outline import Outline, from_json, to_json
from essays.library.publishing import digest_of, has_words
from essays.library.rearranging import without_what_is_left_out
from essays.margin.models import Annotation, Placement
from forum.members.models import Member
from forum.permissions import Act, require

MOST_DRAFTS = 5  # of a member, for one text
SHORT = 200_000  # code points of a text, and
FEW = 500  # passages in its margin, up to which it is compared and published at once

Change = Callable[[Outline], Outline]
State = NextEdition.State
Comparison = NextEdition.Comparison


class NotNow(Exception):
    """What was asked for cannot be done to an edition as it stands; says why."""


class ChangedMeanwhile(NotNow):
    def __init__(self) -> None:
        super().__init__(_("This was changed in another window since you opened it."))


@transaction.atomic
def begin_edition(*, member: Member, essay: Essay) -> NextEdition:
    """Begin a new edition from the words that are read now, as a draft. Raises NotNow for too many drafts."""
    require(member, Act.PROPOSE_EDITION, essay)
    return _begin(member, essay, outline_of_edition(essay.current))


@transaction.atomic
def begin_from_import(*, member: Member, draft: ImportDraft) -> NextEdition:
    """Begin a new edition of the text that `draft` is a new version of; the draft has then served.

    Raises NotNow where it was not read, is no new version of a text, or there are too many drafts.
    """
    require(member, Act.CORRECT_DRAFT, draft)
    found = ImportDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if found is None or found.revises is None or found.outline is None:
        raise NotNow(_("This import has been used or discarded already."))
    require(member, Act.PROPOSE_EDITION, found.revises)
    outline = without_what_is_left_out(from_json(found.outline))
    if not has_words(outline):
        raise NotNow(_("Everything in this text is left out: keep at least one paragraph."))
    begun = _begin(member, found.revises, outline)
    found.delete()
    return begun


@transaction.atomic
def change(*, member: Member, edition: NextEdition, seen: int, how: Change) -> NextEdition:
    """Change the words of a draft, of which revision `seen` was seen. Raises ChangedMeanwhile where it is another."""
    require(member, Act.CHANGE_EDITION, edition)
    found = _held(edition)
    if not found.is_draft or found.revision != seen:
        raise ChangedMeanwhile
    before = from_json(found.outline)
    try:
        after = how(before)
    except IndexError as wrong:
        raise ChangedMeanwhile from wrong
    if after != before:
        _keep(found, after)
    return found


@transaction.atomic
def compare(*, member: Member, edition: NextEdition) -> NextEdition:
    """Have a draft compared with the text it is to follow. Short texts are compared at once.

    Raises NotNow for a draft that has no words, or the same as the text.
    """
    require(member, Act.CHANGE_EDITION, edition)
    found = _held(edition)
    if not found.is_draft:
        raise ChangedMeanwhile
    outline = from_json(found.outline)
    if not has_words(outline):
        raise NotNow(_("There are no words left in it: a text has at least one paragraph."))
    if _is_the_same(outline, found):
        raise NotNow(_("Nothing has been changed yet: these are the words that are read now."))
    found.compared, found.done, found.total = Comparison.UNDER_WAY, 0, 0
    found.save(update_fields=["compared", "done", "total"])
    _do(publishing.compare, tasks.compare_next, found)
    return found


@transaction.atomic
def stop_comparing(*, member: Member, edition: NextEdition) -> NextEdition:
    """Go back from comparing to editing; what is found out meanwhile is thrown away."""
    require(member, Act.CHANGE_EDITION, edition)
    found = _held(edition)
    if found.is_being_compared:
        found.compared = Comparison.NONE
        found.save(update_fields=["compared"])
    return found


@transaction.atomic
def propose(
    *, member: Member, edition: NextEdition, why: str, answers: Iterable[Annotation] = ()
) -> NextEdition:
    """Show a draft to its circle, with the reason for it and the notes that it is said to answer.

    Raises NotNow where it was not compared, or another edition has come before it.
    """
    require(member, Act.CHANGE_EDITION, edition)
    require(member, Act.PROPOSE_EDITION, edition.essay)
    found = _held(edition)
    if not found.is_draft:
        raise ChangedMeanwhile
    _insist_on_the_current(found)
    if not found.is_compared:
        raise NotNow(_("Compare it with the text first, so that everyone can see what changes."))
    found.why, found.state, found.proposed_at = why, State.PROPOSED, timezone.now()
    found.save(update_fields=["why", "state", "proposed_at"])
    found.answers.all().delete()
    hold(found.essay_id)  # notes that were brought may be taken back meanwhile
    notes = Annotation.objects.filter(pk__in=[annotation.pk for annotation in answers])
    may_be = notes.filter(essay=found.essay_id, thread__private_to=None).order_by("pk")
    Answer.objects.bulk_create(Answer(next_edition=found, annotation=annotation) for annotation in may_be)
    return found


@transaction.atomic
def take_back(*, member: Member, edition: NextEdition) -> NextEdition:
    """Make a draft of a proposal again, to change it; agreements were to what it said before.

    It counts as a change: who still has the proposal open is not to agree to what replaces it.
    """
    require(member, Act.CHANGE_EDITION, edition)
    found = _held(edition)
    if not found.is_proposed:
        raise ChangedMeanwhile
    found.agreements.all().delete()
    found.state, found.proposed_at, found.revision = State.DRAFT, None, found.revision + 1
    found.save(update_fields=["state", "proposed_at", "revision"])
    return found


@transaction.atomic
def withdraw(*, member: Member, edition: NextEdition) -> None:
    """Take a proposal back for good: that it was made stays. A draft leaves no trace."""
    require(member, Act.CHANGE_EDITION, edition)
    found = _held(edition)
    if found.is_draft:
        found.delete()
    elif found.is_proposed:
        found.foreseen.all().delete()
        found.state, found.outline, found.changes = State.WITHDRAWN, None, None
        found.save(update_fields=["state", "outline", "changes"])
    else:
        raise ChangedMeanwhile


@transaction.atomic
def rebase(*, member: Member, edition: NextEdition) -> tuple[NextEdition, Sequence[str]]:
    """Bring a draft or proposal, which is a draft then, to the edition that has come before it, keeping what both
    changed. Returns it with the names of the sections that both had changed: there its own words stand."""
    require(member, Act.CHANGE_EDITION, edition)
    found = _held(edition)
    if not found.is_outdated:
        raise ChangedMeanwhile
    theirs = outline_of_edition(found.essay.current)
    merged, both = rebased(outline_of_edition(found.base), from_json(found.outline), theirs)
    found.agreements.all().delete()
    found.base, found.state, found.proposed_at = found.essay.current, State.DRAFT, None
    _keep(found, merged)
    found.save(update_fields=["base", "state", "proposed_at"])
    return found, both


@transaction.atomic
def publish(*, member: Member, edition: NextEdition, seen: int | None = None) -> NextEdition:
    """Publish a proposed edition, as who put the text up. Twice is as once.

    Raises ChangedMeanwhile where it is not any more of the revision `seen`, if one is said.
    """
    require(member, Act.PUBLISH_EDITION, edition)
    found = _held(edition)
    if found.is_proposed:
        _insist_on_seen(found, seen)
        _decide(found, member)
    return found


@transaction.atomic
def agree(*, member: Member, edition: NextEdition, seen: int | None = None) -> NextEdition:
    """Agree to another's proposal; the second to do so publishes it. Twice is as once.

    Raises ChangedMeanwhile where it is not any more of the revision `seen`, if one is said.
    """
    require(member, Act.AGREE_TO_EDITION, edition)
    found = _held(edition)
    if not found.is_proposed:
        return found
    _insist_on_seen(found, seen)
    _insist_on_the_current(found)
    Agreement.objects.get_or_create(next_edition=found, member=member)
    agreed = found.agreements.filter(
        member__memberships__circle=found.essay.circle_id, member__memberships__left_at=None
    )
    if agreed.count() >= TWO:
        _decide(found, member)
    return found


def _begin(member: Member, essay: Essay, outline: Outline) -> NextEdition:
    # Two at once are counted one after the other.
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    drafts = NextEdition.objects.drafts().filter(essay=essay, proposed_by=member)
    if drafts.count() >= MOST_DRAFTS:
        raise NotNow(
            _("You have %(number)d drafts of this text under way: go on with one, or discard it.")
            % {"number": MOST_DRAFTS}
        )
    return NextEdition.objects.create(
        essay=essay, base=essay.current, proposed_by=member, outline=to_json(outline)
    )


def _held(edition: NextEdition) -> NextEdition:
    """The edition as it stands now, held until the transaction ends."""
    rows = NextEdition.objects.select_for_update(of=("self",)).select_related("essay__edition", "base")
    found = rows.filter(pk=edition.pk).first()
    if found is None:
        raise ChangedMeanwhile
    return found


def _keep(found: NextEdition, outline: Outline) -> None:
    """Keep other words, which have not been compared yet."""
    found.foreseen.all().delete()
    found.outline, found.revision = to_json(outline), found.revision + 1
    found.compared, found.changes = Comparison.NONE, None
    found.save(update_fields=["outline", "revision", "compared", "changes"])


def _is_the_same(outline: Outline, found: NextEdition) -> bool:
    """Whether nothing is changed: not the words, nor where sections begin and what they are called."""
    if digest_of(outline) != found.base.digest:
        return False
    return outline.sections == outline_of_edition(found.base).sections


def _insist_on_seen(found: NextEdition, seen: int | None) -> None:
    """Nobody decides on words they have not seen."""
    if seen not in (None, found.revision):
        raise ChangedMeanwhile


def _insist_on_the_current(found: NextEdition) -> None:
    if found.is_outdated:
        raise NotNow(_("Another edition has been published since. Bring this one up to date with it first."))


def _decide(found: NextEdition, member: Member) -> None:
    _insist_on_the_current(found)
    found.state, found.decided_by, found.decided_at = State.PUBLISHING, member, timezone.now()
    found.done = found.total = 0
    found.save(update_fields=["state", "decided_by", "decided_at", "done", "total"])
    _do(publishing.publish_next, tasks.publish_next, found)


def _do(at_once: Callable[[int], None], later: Any, found: NextEdition) -> None:
    """Do it while the member waits, where that is a moment; else in the background."""
    if _is_short(found):
        at_once(found.pk)
        found.refresh_from_db()
    else:
        transaction.on_commit(partial(later.enqueue, found.pk))


def _is_short(found: NextEdition) -> bool:
    length = sum(len(block.text) for block in from_json(found.outline).blocks)
    if length > SHORT or found.base.word_count > SHORT // 5:
        return False
    few = Placement.objects.filter(edition=found.base_id).values("pk")[: FEW + 1]
    return len(few) <= FEW
