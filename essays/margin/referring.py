"""What texts, their sections and the notes beside them are called where posts lead to them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.db.models.functions import Left
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from essays.library.models import Essay, Section
from essays.margin.models import Annotation
from forum.debate.querysets import has_words
from forum.debate.referring import registry
from forum.debate.referring.addresses import Asked
from forum.debate.referring.registry import Found
from forum.text import excerpt
from forum.web.asked import number_in

WORDS = 200  # code points of a glimpse

_NOTE = re.compile(r"note-([0-9]{1,18})")
_PARAGRAPH = re.compile(r"p([0-9]{1,9})(?:\.[0-9]{1,9})?")


def register() -> None:
    registry.register(["essay", "whole"], essays)
    registry.register(["section", "block"], sections)
    registry.register(["annotation"], annotations)


def essays(reader: Any, asked: Sequence[Asked]) -> Mapping[str, Found]:
    """Texts, in one query."""
    visible = Essay.objects.visible_to(reader).filter(slug__in={one.arguments["slug"] for one in asked})
    titles = dict(visible.values_list("slug", "title"))
    return {
        one.href: Found(one.href, titles[one.arguments["slug"]])
        for one in asked
        if one.arguments["slug"] in titles
    }


def sections(reader: Any, asked: Sequence[Asked]) -> Mapping[str, Found]:
    """Sections of the editions read now, and paragraphs of theirs; a note beside one is that note. In two queries."""
    notes = {one.href: number_in(note[1]) or 0 for one in asked if (note := _NOTE.fullmatch(one.place))}
    found = _notes(reader, notes)
    wanted = [one for one in asked if one.href not in found]
    rows = {(row.edition.essay.slug, row.slug): row for row in _sections(reader, wanted)}
    for one in wanted:
        if row := rows.get((one.arguments["slug"], one.arguments["section"])):
            found[one.href] = Found(one.href, _title(row, one), _first_words(row.beginning))
    return found


def annotations(reader: Any, asked: Sequence[Asked]) -> Mapping[str, Found]:
    """Notes that still have their words, in one query."""
    return _notes(reader, {one.href: one.arguments["pk"] for one in asked})


def _notes(reader: Any, numbers: Mapping[str, int]) -> dict[str, Found]:
    if not numbers:
        return {}
    visible = Annotation.objects.visible_to(reader).filter(pk__in=set(numbers.values()))
    rows = {
        note.pk: note
        for note in visible.filter(has_words("thread__opening")).select_related(
            "essay", "thread__opening__author"
        )
    }
    return {
        href: _note(href, note) for href, number in numbers.items() if (note := rows.get(number)) is not None
    }


def _note(href: str, note: Annotation) -> Found:
    opening = note.opening
    said = {"kind": opening.get_kind_display(), "author": opening.byline, "essay": note.essay.title}
    title = _("%(kind)s by %(author)s on “%(essay)s”") % said
    return Found(href, title, excerpt(opening.html, WORDS))


def _sections(reader: Any, asked: Sequence[Asked]) -> Sequence[Any]:
    wanted = Q()
    for one in asked:
        wanted |= Q(edition__essay__slug=one.arguments["slug"], slug=one.arguments["section"])
    if not wanted:
        return ()
    visible = Section.objects.visible_to(reader).current().filter(wanted).select_related("edition__essay")
    return (
        visible.annotate(beginning=Left("text", 2 * WORDS))
        .only("label", "heading", "position", "slug", "edition__essay__slug", "edition__essay__title")
        .order_by()
    )


def _first_words(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(WORDS)


def _title(section: Section, asked: Asked) -> str:
    title = f"{section.edition.essay.title} · {section.name}"
    paragraph = _PARAGRAPH.fullmatch(asked.place)
    number = int(paragraph[1]) if paragraph else asked.arguments.get("anchor", (None,))[0]
    return _("%(section)s, paragraph %(number)d") % {"section": title, "number": number} if number else title
