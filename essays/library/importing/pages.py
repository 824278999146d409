"""What the pages of an import show. All of it is in the draft's own row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from math import ceil

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from essays.library.corrections import LONGEST_HEADING, seen_in_particulars, seen_in_section
from essays.library.importing.summaries import contents_summary, summary_of
from essays.library.marks import inline_html
from essays.library.models import ImportDraft
from essays.library.outline import Block, Citation, Mark, Outline, Section, from_json
from essays.library.publishing import title_of
from forum.members.models import Member

BLOCKS_A_PART = 80  # with five fields each they stay below what Django takes in one form
LONGEST_SHOWN = 1500  # code points of a block: enough to know it by
PATIENCE = timedelta(minutes=1)


def under_way(member: Member) -> Iterable[ImportDraft]:
    """The member's drafts that may still become essays, newest first, without what was read."""
    return ImportDraft.objects.visible_to(member).under_way().defer("data", "outline").order_by("-pk")


def takes_long(draft: ImportDraft) -> bool:
    """Whether a draft has been waiting for longer than reading takes."""
    return timezone.now() - draft.begun_at > PATIENCE


@dataclass(frozen=True)
class SectionLine:
    """A line of the contents."""

    section: Section
    address: str
    summary: str


@dataclass(frozen=True)
class DraftPage:
    """A draft that has been read, at a glance."""

    draft: ImportDraft
    outline: Outline
    title: str
    summary: str
    lines: Sequence[SectionLine]
    seen: str  # the fingerprint of what it says about the text
    keep_key: str  # under which the browser keeps what is typed


def draft_page(draft: ImportDraft) -> DraftPage:
    """What was found in a draft that has been read."""
    outline = from_json(draft.outline)
    seen = seen_in_particulars(outline)
    return DraftPage(
        draft=draft,
        outline=outline,
        title=title_of(outline),
        summary=summary_of(outline),
        lines=[
            SectionLine(section, address_of(draft, index), contents_summary(section.blocks))
            for index, section in enumerate(outline.sections)
        ],
        seen=seen,
        keep_key=keep_key(draft, seen),
    )


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block to be corrected. `place` is where it stands in its section, from 0."""

    place: int
    block: Block

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def citation(self) -> Citation | None:
        return self.block.citation

    @property
    def html(self) -> SafeString:
        """Its words, as far as is needed to know it by."""
        text = self.block.text[:LONGEST_SHOWN]
        marks = (
            Mark(mark.start, min(mark.end, len(text)), mark.kind, mark.href)
            for mark in self.block.marks
            if mark.start < len(text)
        )
        return mark_safe(inline_html(text, marks))  # noqa: S308 (it escapes the text)

    @property
    def unshown(self) -> int:
        """How many more code points it has."""
        return max(0, len(self.block.text) - LONGEST_SHOWN)

    @property
    def may_begin_a_section(self) -> bool:
        """Whether it is short enough for a heading, and not that of this section already."""
        return len(self.block.text) <= LONGEST_HEADING and (self.place > 0 or self.kind != "heading")


@dataclass(frozen=True)
class SectionPage:
    """A section of a draft, or as many of its blocks as one form takes. `index` and `part` count from 0."""

    draft: ImportDraft
    outline: Outline
    index: int
    part: int

    @property
    def section(self) -> Section:
        return self.outline.sections[self.index]

    @property
    def title(self) -> str:
        return title_of(self.outline)

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def total(self) -> int:
        return len(self.outline.sections)

    @property
    def parts(self) -> int:
        return _parts(self.section)

    @property
    def part_number(self) -> int:
        return self.part + 1

    @property
    def places(self) -> range:
        """Where the blocks of this page stand in their section."""
        first = self.part * BLOCKS_A_PART
        return range(first, min(first + BLOCKS_A_PART, len(self.section.blocks)))

    @cached_property
    def blocks(self) -> list[BlockShown]:
        return [BlockShown(place, self.section.blocks[place]) for place in self.places]

    @property
    def seen(self) -> str:
        return seen_in_section(self.section, self.places)

    @property
    def keep_key(self) -> str:
        return keep_key(self.draft, self.seen)

    @property
    def address(self) -> str:
        return address_of(self.draft, self.index, self.part)

    @property
    def previous(self) -> str:
        """The address of the page before, "" on the first."""
        if self.part:
            return address_of(self.draft, self.index, self.part - 1)
        if self.index:
            return address_of(self.draft, self.index - 1, _parts(self.outline.sections[self.index - 1]) - 1)
        return ""

    @property
    def next(self) -> str:
        """The address of the page after, "" on the last."""
        if self.part_number < self.parts:
            return address_of(self.draft, self.index, self.part + 1)
        return address_of(self.draft, self.index + 1) if self.number < self.total else ""

    @property
    def end_of_previous(self) -> str:
        """Where the first block of this section stands once it is joined with the section before."""
        return address_of_block(self.draft, self.index - 1, len(self.outline.sections[self.index - 1].blocks))


def section_page(draft: ImportDraft, *, number: int, part: int) -> SectionPage:
    """The page of section `number`, `part`, both from 1. Raises Http404 where there is none."""
    outline = from_json(draft.outline)
    if not 1 <= number <= len(outline.sections) or not 1 <= part <= _parts(outline.sections[number - 1]):
        raise Http404
    return SectionPage(draft, outline, number - 1, part - 1)


def keep_key(draft: ImportDraft, seen: str) -> str:
    """Under which the browser keeps what is typed into a form about what was `seen`."""
    return f"draft-{draft.pk}-{seen}"


def address_of(draft: ImportDraft, index: int, part: int = 0) -> str:
    """The address of a part of a section, both counted from 0."""
    address = reverse("import_section", args=[draft.pk, index + 1])
    return f"{address}?part={part + 1}" if part else address


def address_of_block(draft: ImportDraft, index: int, place: int) -> str:
    """The address of the block at `place` in a section, both counted from 0."""
    return f"{address_of(draft, index, place // BLOCKS_A_PART)}#block-{place + 1}"


def _parts(section: Section) -> int:
    return max(1, ceil(len(section.blocks) / BLOCKS_A_PART))
