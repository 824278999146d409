"""The columns beside an item by which it is found and shown in lists."""

from typing import Any

from forum.sources import csl


def index_of(item: dict[str, Any]) -> dict[str, str]:
    """What the columns of a `Source` say of its item, by their names. Its key is not among them: it decides which row
    an item is, and these only follow."""
    details = csl.details_of(item)
    return {
        "author": details.author[:300],
        "title": details.title[:300],
        "year": details.year[:20],
        "folded": csl.fold(f"{details.author} {details.title} {details.year}")[:700],
        "doi": item.get("DOI", "")[:255],
        "isbn": csl.isbn_of(item),
        "likeness": csl.likeness_of(item),
    }
