"""What a page carries so that a reference manager's button finds the source on it: COinS, and Highwire's tags.

COinS is an OpenURL context object (ANSI/NISO Z39.88-2004, KEV) in the title of an empty element; `citation_*` are the
names that Google Scholar and all managers read in a page's head.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from forum.sources.csl import dates, names

Item = dict[str, Any]

_BOOKS = {"book", "pamphlet", "report", "classic", "collection", "standard"}
_BOOK_PARTS = {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
_IN_JOURNALS = {
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "review",
    "review-book",
}
_DC_TYPES = {
    "webpage": "webpage",
    "personal_communication": "letter",
    "manuscript": "manuscript",
    "interview": "interview",
    "motion_picture": "videoRecording",
    "map": "map",
    "speech": "presentation",
    "post-weblog": "blogPost",
}


def context_object(item: Item) -> str:
    """The item as a COinS title, before it is escaped for HTML."""
    kind = item["type"]
    if kind in _IN_JOURNALS:
        form, said = "journal", _of_an_article(item)
    elif kind in _BOOKS | _BOOK_PARTS:
        form, said = "book", _of_a_book(item)
    elif kind == "thesis":
        form, said = "dissertation", [("rft.title", item["title"]), ("rft.inst", item.get("publisher", ""))]
    else:
        form, said = "dc", _of_anything(item)
    whole = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"), *said]
    if form != "dc":
        whole += [*_people(item), ("rft.date", _date(item)), ("rft.language", item.get("language", ""))]
    whole += [
        ("rft_id", f"info:doi/{item['DOI']}" if item.get("DOI") else ""),
        ("rft_id", item.get("URL", "")),
    ]
    if item.get("ISBN") and form == "dc":
        whole.append(("rft_id", f"urn:isbn:{item['ISBN']}"))
    return urlencode([(name, value) for name, value in whole if value])


def meta_tags(item: Item) -> list[tuple[str, str]]:
    """The names and contents of the `citation_*` tags for a page that is about this one item."""
    container = {"chapter": "citation_inbook_title", "paper-conference": "citation_conference_title"}
    institution = {
        "thesis": "citation_dissertation_institution",
        "report": "citation_technical_report_institution",
    }
    first, last = _pages(item)
    said = [
        ("citation_title", item["title"]),
        *(("citation_author", names.spoken(name)) for name in item.get("author", [])),
        *(("citation_editor", names.spoken(name)) for name in item.get("editor", [])),
        ("citation_publication_date", _date(item).replace("-", "/")),
        (
            "citation_journal_title" if item["type"] in _IN_JOURNALS else container.get(item["type"], ""),
            item.get("container-title", ""),
        ),
        ("citation_volume", item.get("volume", "")),
        ("citation_issue", item.get("issue", "")),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        (institution.get(item["type"], "citation_publisher"), item.get("publisher", "")),
        ("citation_isbn", item.get("ISBN", "")),
        ("citation_issn", item.get("ISSN", "")),
        ("citation_doi", item.get("DOI", "")),
        ("citation_public_url", item.get("URL", "")),
        ("citation_language", item.get("language", "")),
    ]
    return [(name, content) for name, content in said if name and content]


def _of_an_article(item: Item) -> list[tuple[str, str]]:
    first, last = _pages(item)
    return [
        ("rft.genre", "article"),
        ("rft.atitle", item["title"]),
        ("rft.jtitle", item.get("container-title", "")),
        ("rft.volume", item.get("volume", "")),
        ("rft.issue", item.get("issue", "")),
        ("rft.spage", first),
        ("rft.epage", last),
        ("rft.pages", item.get("page", "")),
        ("rft.issn", item.get("ISSN", "")),
    ]


def _of_a_book(item: Item) -> list[tuple[str, str]]:
    is_part = item["type"] in _BOOK_PARTS
    genre = {"report": "report", "paper-conference": "proceeding"}.get(
        item["type"], "bookitem" if is_part else "book"
    )
    return [
        ("rft.genre", genre),
        ("rft.atitle" if is_part else "rft.btitle", item["title"]),
        ("rft.btitle", item.get("container-title", "") if is_part else ""),
        ("rft.place", item.get("publisher-place", "")),
        ("rft.publisher", item.get("publisher", "")),
        ("rft.edition", item.get("edition", "")),
        ("rft.series", item.get("collection-title", "")),
        ("rft.pages", item.get("page", "")),
        ("rft.isbn", item.get("ISBN", "")),
    ]


def _of_anything(item: Item) -> list[tuple[str, str]]:
    return [
        ("rft.type", _DC_TYPES.get(item["type"], "document")),
        ("rft.title", item["title"]),
        *(("rft.creator", names.spoken(name)) for name in item.get("author", [])),
        *(("rft.contributor", names.spoken(name)) for name in item.get("editor", [])),
        ("rft.source", item.get("container-title", "")),
        ("rft.publisher", item.get("publisher", "")),
        ("rft.date", _date(item)),
        ("rft.language", item.get("language", "")),
        ("rft.identifier", item.get("URL", "")),
    ]


def _people(item: Item) -> Iterator[tuple[str, str]]:
    people = item.get("author", [])
    if people and people[0].get("family"):
        yield "rft.aulast", names.family(people[0])
        yield "rft.aufirst", names.given(people[0])
    for name in people:
        yield "rft.aucorp" if name.get("literal") else "rft.au", names.in_order(name)


def _date(item: Item) -> str:
    return dates.interchanged(item.get("issued", {})).partition("/")[0].rstrip("~")


def _pages(item: Item) -> tuple[str, str]:
    first, _dash, last = item.get("page", "").partition("-")
    return first, last
