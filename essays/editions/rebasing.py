"""Two new editions of the same text become one: pure."""

from collections.abc import Sequence
from dataclasses import replace

from essays.library.outline import Outline, Section


def rebased(base: Outline, mine: Outline, theirs: Outline) -> tuple[Outline, Sequence[str]]:
    """Return `mine`, made from `base`, with what `theirs`, made from it too, has changed; and the names of sections
    that both have changed, in which mine stay.

    It goes by sections and their addresses, in the order of mine: one that only they changed is theirs, one that they
    took out and I left alone goes, one that they added comes after the section that it follows with them.
    """
    was, now = ({section.slug: section for section in outline.sections} for outline in (base, theirs))
    merged: list[Section] = []
    both: list[str] = []
    for section in mine.sections:
        before, other = was.get(section.slug), now.get(section.slug)
        if before is not None and section == before:
            if other is not None:
                merged.append(other)
            continue
        if before is not None and other not in (before, section):
            both.append(section.name)
        merged.append(section)
    mine_have = {section.slug for section in mine.sections}
    for place, section in enumerate(theirs.sections):
        if section.slug in was or section.slug in mine_have:
            continue
        before_it = {other.slug for other in theirs.sections[:place]}
        after = max((n for n, other in enumerate(merged) if other.slug in before_it), default=-1)
        merged.insert(after + 1, section)
    return replace(mine, sections=tuple(merged)), both
