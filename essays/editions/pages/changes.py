"""How two wordings differ, as a page tells it: so many sections at a time as one reads in a sitting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from forum.text.diff import Change, render_diff

A_SITTING = 20_000  # code points of changed words on a page, or one section if that has more


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that changed, word by word; or how many did not."""

    changes: SafeString | None
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What changed in a section; one that is only elsewhere, or called otherwise, has no stretches."""

    name: str
    was: str  # what it was called, where that was something else
    is_new: bool
    is_gone: bool
    is_moved: bool
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Sections that changed, and the key to go on from; None at the end."""

    sections: Sequence[SectionChanges]
    changed: int  # sections in all
    unchanged: int
    further: int | None


def changes_page(changes: Sequence[Mapping[str, Any]], *, start: int = 0) -> ChangesPage:
    """The page that begins with the `start`th section that changed."""
    changed = [section for section in changes if _is_changed(section)]
    shown: list[SectionChanges] = []
    length = 0
    for section in changed[start:]:
        size = sum(len(text) for kind, row in section["rows"] if kind == "changed" for _, text in row)
        if shown and length + size > A_SITTING:
            break
        shown.append(_told(section))
        length += size
    end = start + len(shown)
    return ChangesPage(shown, len(changed), len(changes) - len(changed), end if end < len(changed) else None)


def _is_changed(section: Mapping[str, Any]) -> bool:
    return bool(section["rows"] or section["moved"] or section["name"] != section["was"])


def _told(section: Mapping[str, Any]) -> SectionChanges:
    return SectionChanges(
        name=section["name"],
        was=section["was"] if section["was"] not in (None, section["name"]) else "",
        is_new=section["is_new"],
        is_gone=section["is_gone"],
        is_moved=section["moved"],
        stretches=[
            Stretch(render_diff([Change(kind, text) for kind, text in row]))
            if said == "changed"
            else Stretch(None, row)
            for said, row in section["rows"]
        ],
    )
