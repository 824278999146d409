"""Which entries may be the same work, found by what they share without comparing all with all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from forum.sources import csl
from forum.sources.likeness import alike
from forum.sources.models import Merging, Source
from forum.sources.pages import found
from forum.sources.styles import reference_line

MOST_COMPARED = 200
MOST_COMPARED_WITH_ONE = 20  # where a whole list is compared at once
MOST_SHOWN = 10
REASONS: Mapping[str, str | Promise] = {
    "doi": _("same DOI"),
    "isbn": _("same ISBN"),
    "words": _("like author, title and year"),
}


@dataclass(frozen=True)
class Candidate:
    """An entry that may be the same work, and by what."""

    source: Source
    line: SafeString
    reason: str | Promise


@dataclass(frozen=True)
class DuplicatesPage:
    """What may be the same work as a source, what was found by words, and what was merged and taken apart so far."""

    source: Source
    line: SafeString
    candidates: Sequence[Candidate]
    found: Sequence[Candidate]
    history: Sequence[Merging]


def candidates_of(source: Source, reader: Any) -> list[Candidate]:
    """The entries of other works that `reader` may see and that may be the same as `source`. One query."""
    shared = _sharing([source.csl])
    others = Source.objects.standing_for_works(reader).visible_to(reader).filter(shared)
    others = others.exclude(pk=source.pk).exclude(same_as=source.pk).order_by("-pk")[:MOST_COMPARED]
    compared = ((other, alike(source.csl, other.csl)) for other in others)
    return [_candidate(other, REASONS[why]) for other, why in compared if why][:MOST_SHOWN]


def like_any(items: Sequence[dict[str, Any]], reader: Any) -> list[list[Source]]:
    """For each of `items`, the entries `reader` may see that say the same or may be the same work, those that say the
    same first. One query."""
    keys = [csl.key_of_item(item) for item in items]
    known = Source.objects.visible_to(reader).filter(Q(key__in=keys) | _sharing(items))
    rows = list(known.order_by("-pk")[: MOST_COMPARED * 5])
    by_key = {row.key: row for row in rows}
    by_mark: dict[str, list[Source]] = {}
    for row in rows:
        for mark in _marks(row.csl):
            by_mark.setdefault(mark, []).append(row)
    return [
        [by_key[key]] if key in by_key else _like(item, by_mark)
        for key, item in zip(keys, items, strict=True)
    ]


def duplicates_page(source: Source, reader: Any, *, words: str = "") -> DuplicatesPage:
    """For merging by hand: `words` looks for entries that share too little to be found by themselves."""
    candidates = candidates_of(source, reader)
    shown = {source.pk, *(candidate.source.pk for candidate in candidates)}
    further = (
        found(words, reader).standing_for_works(reader).exclude(pk__in=shown).exclude(same_as=source.pk)
        if words
        else Source.objects.none()
    ).order_by("folded")[:MOST_SHOWN]
    history = Merging.objects.visible_to(reader).filter(
        Q(source=source) | Q(into=source) | Q(source__same_as=source) | Q(into__same_as=source)
    )
    return DuplicatesPage(
        source=source,
        line=reference_line(source.csl),
        candidates=candidates,
        found=[_candidate(other) for other in further],
        history=list(history.select_related("source", "into", "by", "undone_by").order_by("-pk")[:50]),
    )


def _like(item: dict[str, Any], by_mark: Mapping[str, Sequence[Source]]) -> list[Source]:
    """A few entries that may be the same work as `item`, among the first that share a mark with it."""
    sharing = {row.pk: row for mark in _marks(item) for row in by_mark.get(mark, ())[:MOST_COMPARED_WITH_ONE]}
    return [row for row in sharing.values() if alike(item, row.csl)][:3]


def _marks(item: dict[str, Any]) -> list[str]:
    """What `_sharing` looks for, each so that it is taken for no other."""
    numbers = [f"doi {item['DOI']}"] if item.get("DOI") else []
    return [csl.likeness_of(item), *numbers, *([f"isbn {csl.isbn_of(item)}"] if item.get("ISBN") else [])]


def _sharing(items: Iterable[dict[str, Any]]) -> Q:
    shared = Q(likeness__in={csl.likeness_of(item) for item in items})
    if dois := {item["DOI"] for item in items if item.get("DOI")}:
        shared |= Q(doi__in=dois)
    if isbns := {csl.isbn_of(item) for item in items if item.get("ISBN")}:
        shared |= Q(isbn__in=isbns)
    return shared


def _candidate(source: Source, reason: str | Promise = "") -> Candidate:
    return Candidate(source, reference_line(source.csl), reason)
