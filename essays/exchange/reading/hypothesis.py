"""What Hypothesis exports: rows of its API, in a list, under "rows" (its search) or "annotations" (its client)."""

from typing import Any

from essays.exchange.reading.found import Brought
from essays.exchange.reading.refusals import Reason
from essays.exchange.reading.values import item_in, line_in, listed, words_in
from essays.exchange.reading.w3c import (
    LONGEST_NAME,
    LONGEST_QUOTE,
    LONGEST_WORDS,
    MOST_QUOTES,
    quote_in,
    with_tags,
)

ADDRESS = "https://hypothes.is/a/"


def rows_in(document: Any) -> list[Any] | None:
    """The rows of an export; None where it is none."""
    if isinstance(document, dict):
        for name in ("rows", "annotations"):
            if isinstance(document.get(name), list) and "items" not in document:
                return document[name]
        return [document] if _is_row(document) else None
    return document if isinstance(document, list) and any(map(_is_row, document)) else None


def _is_row(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and "uri" in item
        and isinstance(item.get("user", ""), str)
        and "type" not in item
    )


def brought(row: Any) -> Brought:
    """A row as it is brought. Its text is Markdown, as it is there."""
    if not isinstance(row, dict):
        return Brought(refusal=Reason.NOT_A_NOTE)
    references = [line_in(one, 100) for one in listed(row.get("references"))]
    targets = [target for target in listed(row.get("target")) if isinstance(target, dict)]
    quotes = [quote for target in targets if (quote := quote_in(target, listed(target.get("selector"))))]
    words = with_tags(
        filter(str.strip, [words_in(row.get("text"))]),
        [line_in(tag, LONGEST_NAME) for tag in listed(row.get("tags"))],
    )
    number = line_in(row.get("id"), 100)
    return Brought(
        words=words,
        author=_name(row),
        original=ADDRESS + number if number else "",
        answers=ADDRESS + references[-1] if references and references[-1] else "",
        quotes=() if references else tuple(quotes[:MOST_QUOTES]),
        created=line_in(row.get("created"), 40),
        modified=_modified(row),
        is_private=_is_private(row),
        refusal=_refusal(words, [] if references else [len(quote.exact) for quote in quotes]),
    )


def _refusal(words: str, lengths: list[int]) -> str:
    if any(length > LONGEST_QUOTE for length in lengths):
        return Reason.LONG_QUOTE
    if len(words) > LONGEST_WORDS:
        return Reason.LONG_WORDS
    return "" if words.strip() else Reason.NO_WORDS


def _name(row: dict[str, Any]) -> str:
    """The name that is shown, or else that of the account: "acct:jane@hypothes.is" is Jane's."""
    shown = line_in(item_in(row.get("user_info")).get("display_name"), LONGEST_NAME)
    account = line_in(row.get("user"), LONGEST_NAME).removeprefix("acct:").partition("@")[0]
    return shown or account


def _modified(row: dict[str, Any]) -> str:
    updated = line_in(row.get("updated"), 40)
    return "" if updated == line_in(row.get("created"), 40) else updated


def _is_private(row: dict[str, Any]) -> bool:
    """Whether nobody but its author reads it there."""
    readers = listed(item_in(row.get("permissions")).get("read"))
    return bool(readers) and not any(isinstance(one, str) and one.startswith("group:") for one in readers)
