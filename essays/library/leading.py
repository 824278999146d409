"""What a text cites, as rows: each citation with what it prints, and the source it was led to."""

from collections.abc import Iterator, Sequence
from typing import Any

from essays.library.columns import fitting
from essays.library.models import Citation, Section
from essays.library.outline import Block
from essays.library.resolving import Resolved, resolve
from essays.library.resolving.gathering import cited_in, listed_in
from essays.library.resolving.names import family_first
from forum.members.models import Member
from forum.sources.csl import Details
from forum.sources.gathering import find_or_add_all
from forum.sources.models import Source

_PRINTED = ("author", "work", "locator", "year")


def citations_of(
    sections: Sequence[Section], blocks: Sequence[Sequence[Block]], *, added_by: Member | None
) -> list[Citation]:
    """Unsaved rows for the citations in `blocks`, those of each of `sections` in turn, in reading order.

    Works that nobody has cited yet become sources, added by that member, or by nobody on the command line.
    """
    resolved = resolve(cited_in(blocks), listed=listed_in(blocks))
    works = [details_of(one) for one in resolved]
    sources = find_or_add_all({work for work in works if work}, added_by=added_by)
    cited = zip(_places(sections, blocks), resolved, works, strict=True)
    return [
        _row(section, number, block, position, one, sources[work] if work else None)
        for position, ((section, number, block), one, work) in enumerate(cited, start=1)
    ]


def details_of(resolved: Resolved) -> Details | None:
    """What is known of the work; None where there is no more than a page."""
    if not resolved.work and not resolved.author:
        return None
    title = resolved.work or ", ".join(filter(None, (resolved.author, resolved.year)))
    return Details(
        author=fitting(Source, "author", family_first(resolved.author)),
        title=fitting(Source, "title", title),
        year=fitting(Source, "year", resolved.year),
    )


def _places(
    sections: Sequence[Section], blocks: Sequence[Sequence[Block]]
) -> Iterator[tuple[Section, int, Block]]:
    for section, own in zip(sections, blocks, strict=True):
        for row, block in zip(section.blocks, own, strict=True):
            if block.citation:
                yield section, row["number"], block


def _row(
    section: Section, number: int, block: Block, position: int, resolved: Resolved, source: Source | None
) -> Citation:
    printed, said = block.citation, block.text
    assert printed is not None
    words: dict[str, Any] = {name: getattr(printed, name) or "" for name in ("raw", *_PRINTED)}
    words |= {name: getattr(resolved, name) for name in ("speaker", "speech", "same_place_as")}
    words["place"] = resolved.locator
    return Citation(
        section=section,
        block=number,
        position=position,
        source=source,
        leans_on=None if resolved.leans_on is None else resolved.leans_on + 1,
        certainty=Citation.Certainty.SURE if resolved.is_sure else Citation.Certainty.UNSURE,
        reason=resolved.reason,
        quoted_words=max(0, len(said.split()) - len(printed.raw.split())),
        **{name: fitting(Citation, name, value) for name, value in words.items()},
    )
