"""Mending what a citation means. What is printed never changes, and every mending can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from essays.citing.later import later_of
from essays.citing.models import Mending
from essays.library.models import Citation, Edition
from forum.members.models import Member
from forum.permissions import Act, require
from forum.sources.models import Source

_MENDED = ("source_id", "place", "speaker", "certainty", "same_place_as")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a citation means: the work, the place in it, and whose words they are if not its author's."""

    source: Source
    place: str = ""
    speaker: str = ""


@transaction.atomic
def mend(
    *,
    member: Member,
    citation: Citation,
    meant: Meant,
    note: str = "",
    with_those_leaning: bool = False,
    at: datetime | None = None,
) -> Mending:
    """Say what `citation` means, and with `with_those_leaning` that all that lean on it are of that work as well.

    Where it stands in an earlier edition, it is mended in later ones, too, unless it was mended there since.
    """
    require(member, Act.MEND_CITATION, citation)
    at = at or timezone.now()
    rows = [citation, *_later(citation)]
    made, *_along = [_mend(member, one, meant, note, with_those_leaning, at) for one in rows]
    return made


def _mend(
    member: Member, citation: Citation, meant: Meant, note: str, with_those_leaning: bool, at: datetime
) -> Mending:
    first, *leaning = _locked(citation, with_those_leaning)
    mended = _change(
        first,
        member=member,
        note=note,
        at=at,
        source_id=meant.source.pk,
        place=meant.place,
        speaker=meant.speaker,
        certainty=Citation.Certainty.MENDED,
        same_place_as=first.same_place_as if not meant.place else "",
    )
    for one in leaning:
        _change(
            one,
            member=member,
            note=note,
            at=at,
            along_with=mended,
            source_id=meant.source.pk,
            certainty=Citation.Certainty.MENDED,
        )
    return mended


@transaction.atomic
def take_back(*, member: Member, mending: Mending, at: datetime | None = None) -> Mending | None:
    """Put back what stood before `mending`, as another entry of the history; of those mended along with it too, as
    long as nobody has mended them since. None, changing nothing, where that is what stands there already.

    What went along with it into later editions is taken back there as well.
    """
    require(member, Act.MEND_CITATION, mending.citation)
    at = at or timezone.now()
    later = _later(mending.citation)
    copies = Mending.objects.filter(citation__in=later, member=mending.member_id, at=mending.at).order_by(
        "pk"
    )
    undone, *_along = [_take_back(member, one, at) for one in (mending, *copies)]
    return undone


def _take_back(member: Member, mending: Mending, at: datetime) -> Mending | None:
    along = Mending.objects.filter(along_with=mending)
    entries = sorted([mending, *along], key=lambda entry: entry.citation_id)
    rows = {
        row.pk: row
        for row in Citation.objects.select_for_update(no_key=True)
        .filter(pk__in=[entry.citation_id for entry in entries])
        .order_by("pk")
    }
    undone = None
    for entry in entries:
        row = rows[entry.citation_id]
        stands = {name: getattr(row, name) for name in _MENDED}
        is_the_one = entry.pk == mending.pk
        if stands == _columns(entry.before) or (not is_the_one and stands != _columns(entry.after)):
            continue
        written = _change(row, member=member, note="", at=at, reverts=entry, **_columns(entry.before))
        undone = written if is_the_one else undone
    return undone


def leaning_on(citation: Citation, edition: Edition) -> list[Citation]:
    """The citations that lean on this one, by one step or several, in reading order."""
    rows = Citation.objects.filter(
        section__edition=edition, position__gt=citation.position, leans_on__isnull=False
    ).order_by("position")
    reached, found = {citation.position}, []
    for row in rows:
        if row.leans_on in reached:
            reached.add(row.position)
            found.append(row)
    return found


def _locked(citation: Citation, with_those_leaning: bool) -> Sequence[Citation]:
    """The rows to be mended, this one first; locked in the order of their numbers, as everywhere."""
    leaning = leaning_on(citation, citation.section.edition) if with_those_leaning else []
    numbers = [citation.pk, *(row.pk for row in leaning)]
    locked = Citation.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")
    rows = {row.pk: row for row in locked}
    return [rows[number] for number in numbers]


def _change(
    citation: Citation,
    *,
    member: Member,
    note: str,
    at: datetime,
    reverts: Mending | None = None,
    along_with: Mending | None = None,
    **columns: Any,
) -> Mending:
    before = {name: getattr(citation, name) for name in _MENDED}
    for name, value in columns.items():
        setattr(citation, name, value)
    citation.save(update_fields=list(columns))
    after = {name: getattr(citation, name) for name in _MENDED}
    return Mending.objects.create(
        citation=citation,
        member=member,
        at=at,
        note=note,
        before=before,
        after=after,
        reverts=reverts,
        along_with=along_with,
    )


def _later(citation: Citation) -> list[Citation]:
    """What it has become in later editions, where nobody has mended it since; holds the essay."""
    later, known = later_of(citation), _history(citation)
    return [one for one in later if _history(one) <= known]


def _history(citation: Citation) -> set[tuple[int, datetime]]:
    """Who mended it and when: the same of a mending and of its copies in later editions."""
    return set(Mending.objects.filter(citation=citation).values_list("member", "at"))


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in _MENDED}
