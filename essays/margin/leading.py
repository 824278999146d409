"""Old addresses lead on: to where a section, a paragraph or a note has gone in the edition that is read now, or to the
old edition, which stays where it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from essays.library.models import Edition, Essay, Section
from essays.library.pages import anchor_of, section_url
from essays.margin.contexts import place_url
from essays.margin.models import Annotation, Placement


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A block where it stands last: in the edition read now, or else in the old one, from which it has gone."""

    essay: Essay
    edition: int
    section: Section
    block: int
    is_current: bool

    @property
    def url(self) -> str:
        """Where it is read."""
        section = section_url(self.essay, self.section, None if self.is_current else self.edition)
        return f"{section}#p{self.anchor}"

    @property
    def block_url(self) -> str:
        """The page of that block and its notes."""
        if self.is_current:
            return reverse("block", args=[self.essay.slug, self.section.slug, self.anchor])
        return reverse("edition_block", args=[self.essay.slug, self.edition, self.section.slug, self.anchor])

    @property
    def anchor(self) -> str:
        return anchor_of(self.block, self.edition)


def standing_of(essay: Essay, edition: int, block: int) -> Whereabouts:
    """Where block number `block` of the edition with that number stands now, in three queries. Raises Http404 where
    there never was one."""
    current = essay.current.number
    if not 1 <= edition <= current:
        raise Http404
    if now := _followed([block], _later(essay, edition))[0]:
        if section := _section_with(essay, current, now):
            return Whereabouts(essay, current, section, now, is_current=True)
        raise Http404
    if section := _section_with(essay, edition, block):
        return Whereabouts(essay, edition, section, block, is_current=False)
    raise Http404


def where_section_went(reader: Any, slug: str, section: str) -> str:
    """The address to which that of a section of an earlier edition leads on: where most of it went.

    Raises Http404 where `reader` can see no such text, or no edition of it has had such a section.
    """
    old = (
        Section.objects.visible_to(reader)
        .filter(edition__essay__slug=slug, slug=section)
        .select_related("edition__essay__edition")
        .order_by("-edition__number")
        .first()
    )
    if old is None:
        raise Http404
    essay, edition = old.edition.essay, old.edition
    now = _followed([row["number"] for row in old.blocks], _later(essay, edition.number))
    weights = {
        number: row["end"] - row["start"] for number, row in zip(now, old.blocks, strict=True) if number
    }
    went: Counter[Section] = Counter()
    first: dict[Section, int] = {}
    for candidate in Section.objects.filter(edition=essay.edition_id).defer("text") if weights else ():
        for row in candidate.blocks:
            if row["number"] in weights:
                went[candidate] += weights[row["number"]]
                first.setdefault(candidate, row["number"])
    if not went:
        return section_url(essay, old, edition.number)
    [(most, _)] = went.most_common(1)
    return Whereabouts(essay, essay.current.number, most, first[most], is_current=True).url


def where_note_went(reader: Any, slug: str, note: int, *, asked_in: Section | None) -> str:
    """The address of a note where it stands now; "" where that is the section in which it was asked for, where it
    stands nowhere, or `reader` may not see it."""
    place = (
        Placement.objects.filter(passage__annotation__in=Annotation.objects.visible_to(reader))
        .filter(passage__annotation=note, passage__annotation__essay__slug=slug, section__isnull=False)
        .current()
        .not_taken_back()
        .select_related("section", "passage__annotation__essay")
        .order_by("passage__position")
        .first()
    )
    return place_url(place, fresh=True) if place and place.section != asked_in else ""


def _later(essay: Essay, number: int) -> list[Sequence[int | None]]:
    """What became of the blocks in each edition after that one, up to the one read now."""
    later = Edition.objects.filter(essay=essay, number__gt=number, number__lte=essay.current.number)
    return [succession or [] for succession in later.order_by("number").values_list("succession", flat=True)]


def _followed(blocks: Sequence[int], successions: Sequence[Sequence[int | None]]) -> list[int | None]:
    """What those blocks are after all successions, one after the other."""
    now: list[int | None] = list(blocks)
    for succession in successions:
        now = [
            succession[number - 1] if number is not None and 0 < number <= len(succession) else None
            for number in now
        ]
    return now


def _section_with(essay: Essay, edition: int, block: int) -> Section | None:
    sections = Section.objects.filter(edition__essay=essay, edition__number=edition).defer("text")
    return next(
        (
            section
            for section in sections.order_by("position")
            if any(row["number"] == block for row in section.blocks)
        ),
        None,
    )
