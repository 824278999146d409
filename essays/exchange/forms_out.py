"""The forms in which a margin leaves: what each is called, what it is good for, and how it is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from essays.exchange import epub, jsonld, markdown, paper, table
from essays.exchange.addresses import Addresses
from essays.exchange.gathering import notes_of
from essays.library.models import Essay
from essays.margin.models import Annotation

Write = Callable[[Essay, "QuerySet[Annotation]", Addresses], Iterator[Any]]


@dataclass(frozen=True)
class FormOut:
    """A form in which a margin leaves. `write` makes it piece by piece, from a text and a queryset of its notes."""

    title: str | Promise
    good_for: str | Promise
    ending: str
    media_type: str
    write: Write


FORMS = {
    "html": FormOut(
        _("HTML, for print"),
        _("The text with its notes beside it, in one file: open it and print it, on A4 or to a PDF."),
        "html",
        "text/html; charset=utf-8",
        paper.printed,
    ),
    "epub": FormOut(
        _("EPUB, for e-readers"),
        _("The text as a book, with numbers that lead to its notes and back."),
        "epub",
        epub.MEDIA_TYPE,
        epub.book,
    ),
    "md": FormOut(
        _("Markdown, for reading and editing"),
        _("The notes by section and paragraph, with what they are about, their evidence and their replies."),
        "md",
        "text/markdown; charset=utf-8",
        lambda essay, notes, addresses: markdown.margin(essay, notes_of(notes), addresses),
    ),
    "csv": FormOut(
        _("CSV, for spreadsheets"),
        _("A row for each note and each reply, for counting and sorting."),
        "csv",
        "text/csv; charset=utf-8",
        lambda essay, notes, addresses: table.rows(notes_of(notes), addresses),
    ),
    "jsonld": FormOut(
        _("JSON-LD, for other programs"),
        _(
            "Everything, as W3C Web Annotations: to keep, to work on, or to bring to the same text in another "
            "place, where the notes find their passages again."
        ),
        "jsonld",
        jsonld.MEDIA_TYPE,
        lambda essay, notes, addresses: jsonld.whole(essay, notes_of(notes), addresses),
    ),
}


def in_language(language: str, pieces: Iterator[Any]) -> Iterator[Any]:
    """The pieces, each made in that language: they are made when they are sent, when the page's own is long over."""
    while True:
        with override(language):
            try:
                piece = next(pieces)
            except StopIteration:
                return
        yield piece
