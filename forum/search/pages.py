"""What the page of the search needs: what was understood, what was found of it, and of which kinds that is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from forum.search import asking, keys
from forum.search.asking import Query
from forum.search.engines import Candidate, Sought, engine, find, kinds_cut_off
from forum.search.marking import Piece, best_place, marked
from forum.search.models import Document
from forum.search.registry import Shown, findables, groups

SIZE = 20  # hits a page
MOST = 200  # that are shown of one query
EXCERPT = 240  # code points of the words that were found


@dataclass(frozen=True)
class Hit:
    """A thing that was found, with what was asked for marked in its title and in its words."""

    title: SafeString
    words: SafeString
    href: str
    icon: str
    kind: str | Promise
    place: str
    by: str
    at: datetime
    is_private: bool


@dataclass(frozen=True)
class Facet:
    """How many of the things that were found are of a group; `name` is "" for all of them."""

    name: str
    label: str | Promise
    count: int
    is_more: bool  # than were counted
    is_here: bool


@dataclass(frozen=True)
class SearchPage:
    """`said` is what was typed, `group` the kind of things shown, `before` and `after` are pages, 0 for none."""

    said: str
    query: Query
    group: str
    facets: Sequence[Facet]
    hits: Sequence[Hit]
    newest_first: bool
    count: int
    is_more: bool
    number: int
    before: int
    after: int

    @property
    def is_cut_off(self) -> bool:
        """Whether more was found than is shown, on however many pages."""
        return not self.after and (self.is_more or self.count > MOST)

    @property
    def is_unasked(self) -> bool:
        """Whether nothing was asked for."""
        return not self.said.strip()

    @property
    def first(self) -> int:
        """The number of the first hit of the page, from 1."""
        return (self.number - 1) * SIZE + 1

    @property
    def most(self) -> int:
        return MOST


def search_page(
    reader: Any, said: str, *, group: str = "", number: int = 1, newest_first: bool = False
) -> SearchPage:
    """What `reader` finds of what they `said`, as page `number`: what fits best, or the newest, first."""
    known = groups()
    query = asking.read(said, known)
    newest_first = newest_first or not query.terms
    found = _found(reader, query, newest_first) if query else []
    of_groups = _of_groups(found)
    wanted = [group] if group in known else list(query.what)
    chosen = [one for name in wanted or known for one in of_groups[name]]
    chosen.sort(key=lambda one: (one.score, one.key), reverse=True)
    last = max(1, -(-min(len(chosen), MOST) // SIZE))
    number = min(max(number, 1), last)
    facets = _facets(of_groups, kinds_cut_off(found), wanted) if found else ()
    return SearchPage(
        said=said,
        query=query,
        group=wanted[0] if len(wanted) == 1 else "",
        facets=facets,
        hits=_hits(reader, query, chosen[:MOST][(number - 1) * SIZE : number * SIZE]),
        newest_first=newest_first,
        count=len(chosen),
        is_more=any(facet.is_more for facet in facets if facet.is_here),
        number=number,
        before=number - 1,
        after=number + 1 if number < last else 0,
    )


def _found(reader: Any, query: Query, newest_first: bool) -> list[Candidate]:
    """What is found that the reader may see."""
    when = Q()
    if query.before:
        when &= Q(at__lt=_begin_of(query.before))
    if query.after:
        when &= Q(at__gte=_begin_of(query.after))
    return find(engine(), Sought(query, reader, when), newest_first=newest_first)


def _begin_of(day: date) -> datetime:
    """When a day begins for the reader; the first and last of all days are as good as no limit."""
    try:
        return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
    except OverflowError:
        return datetime.combine(day, time.min, UTC)


def _of_groups(found: Sequence[Candidate]) -> Mapping[str, list[Candidate]]:
    name_of = {one.number: one.group.name for one in findables()}
    of_groups: dict[str, list[Candidate]] = {name: [] for name in groups()}
    for candidate in found:
        of_groups[name_of[keys.number_of(candidate.key)]].append(candidate)
    return of_groups


def _facets(
    of_groups: Mapping[str, Sequence[Candidate]], cut_off: Collection[int], wanted: Collection[str]
) -> list[Facet]:
    """All groups together, then each of those in which something was found."""
    more = {one.group.name for one in findables() if one.number in cut_off}
    everything = sum(map(len, of_groups.values()))
    return [
        Facet("", _("Everything"), everything, is_more=bool(more), is_here=not wanted),
        *(
            Facet(name, group.label, len(of_groups[name]), is_more=name in more, is_here=name in wanted)
            for name, group in groups().items()
            if of_groups[name] or name in wanted
        ),
    ]


def _hits(reader: Any, query: Query, chosen: Sequence[Candidate]) -> list[Hit]:
    """How the chosen are shown: one query, and those that their kinds need to show them."""
    documents = Document.objects.in_bulk([one.key for one in chosen])
    shown: dict[int, Shown] = {}
    for one in findables():
        if some := [document for document in documents.values() if document.what == one.name]:
            shown |= one.show(reader, some)
    return [_hit(documents[key], shown[key], query) for key in (one.key for one in chosen) if key in shown]


def _hit(document: Document, shown: Shown, query: Query) -> Hit:
    words = best_place(document.text, query.terms, EXCERPT)
    return Hit(
        title=_with_marks(marked(shown.title, query.terms)),
        words=format_html("{}", shown.folded) if shown.folded else _with_marks(words.pieces),
        href=shown.href or document.address_at(words.line),
        icon=shown.icon,
        kind=shown.kind,
        place=shown.place,
        by=shown.by,
        at=document.at,
        is_private=shown.is_private,
    )


def _with_marks(pieces: Sequence[Piece]) -> SafeString:
    """The pieces as HTML: a mark with what comes before it at a time, and what comes after the last."""
    pairs, before = [], ""
    for piece in pieces:
        if piece.is_found:
            pairs.append((before, piece.text))
            before = ""
        else:
            before += piece.text
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pairs), before)
