"""Web Annotations (https://www.w3.org/TR/annotation-model/), alone, in a list, in pages or in a collection."""

import re
from collections.abc import Iterator
from typing import Any

from essays.exchange.reading.found import Brought, EvidenceBrought, Quote
from essays.exchange.reading.refusals import FileReason, FileRefused, Reason
from essays.exchange.reading.values import (
    Item,
    address_of,
    item_in,
    line_in,
    listed,
    number_in,
    types_of,
    words_in,
)
from essays.exchange.reading.wording import as_markdown

KINDS = {"critique", "counter-evidence", "support", "question", "comment"}
KIND_OF_MOTIVATION = {
    "questioning": "question"
}  # assessing may be praise or blame: a comment, if nothing says more
MOST_QUOTES = 20
LONGEST_QUOTE = 5_000
LONGEST_CONTEXT = 200  # of prefix and suffix, which are for finding
LONGEST_NAME = 120
LONGEST_WORDS = 40_960  # code points that are looked at; what may be written is decided where it is rendered
MOST_EVIDENCE = 20
MOST_PAGES = 10_000
NESTED = 5  # selectors that refine each other

_COLLECTIONS = {"AnnotationCollection", "OrderedCollection", "Collection"}
_PAGES = {"AnnotationPage", "OrderedCollectionPage", "CollectionPage"}


def annotations_in(document: Any) -> list[Any]:
    """The annotations of a document. Raises FileRefused where it is none, or where its pages are elsewhere."""
    if isinstance(document, list):
        known = [found for item in document for found in (_unpacked(item) or _unknown(item))]
        if document and not any("Annotation" in types_of(found) for found in known):
            raise FileRefused(FileReason.UNKNOWN)
        return known
    if isinstance(document, dict) and "@graph" in document:
        return listed(document["@graph"])
    found = _unpacked(document)
    if not found and not types_of(document) & (_COLLECTIONS | _PAGES):
        raise FileRefused(FileReason.UNKNOWN)
    return found


def _unpacked(item: Any) -> list[Any]:
    """What an item of a document holds: itself, the annotations of a page, or those of a collection's pages."""
    types = types_of(item)
    if types & _COLLECTIONS and not ({"items", "first"} & item.keys()):
        return []
    if types & _COLLECTIONS | types & _PAGES:
        return [found for page in _pages(item) for found in listed(page.get("items"))]
    return [item] if "Annotation" in types else []


def _unknown(item: Any) -> list[Any]:
    """What stands among annotations and is none, so that it can be told of."""
    return [] if types_of(item) & (_COLLECTIONS | _PAGES) else [item]


def _pages(item: Item) -> Iterator[Item]:
    """The pages in which a collection's annotations stand, one after the other, as far as they are in the file."""
    page: Any = item
    if "items" not in item and "first" in item:
        page = item["first"]
        if not isinstance(page, dict):
            raise FileRefused(FileReason.PAGES_ELSEWHERE)
    for _ in range(MOST_PAGES):
        if not isinstance(page, dict):
            return
        yield page
        page = page.get("next")


def brought(item: Any) -> Brought:
    """An annotation as it is brought, with the reason where it cannot be taken."""
    if "Annotation" not in types_of(item):
        return Brought(refusal=Reason.NOT_A_NOTE)
    targets = listed(item.get("target"))
    quotes = [quote for target in targets if (quote := _quote(target))]
    words, evidence = _bodies(item)
    withdrawn = line_in(item.get("withdrawn"), 40)
    return Brought(
        words="" if withdrawn else words,
        kind=_kind(item),
        author=_name(item.get("creator")),
        original=address_of(item),
        quotes=tuple(quotes[:MOST_QUOTES]),
        evidence=() if withdrawn else tuple(evidence[:MOST_EVIDENCE]),
        created=line_in(item.get("created"), 40),
        modified=line_in(item.get("modified"), 40),
        withdrawn=withdrawn,
        is_private=item.get("layer") == "private",
        is_reply="replying" in motivations_of(item),
        refusal=_refusal(words or withdrawn, quotes),
        targets=tuple(filter(None, (_whole(target) for target in targets[:MOST_QUOTES]))),
    )


def _refusal(words: str, quotes: list[Quote]) -> str:
    if len(quotes) > MOST_QUOTES:
        return Reason.MANY_QUOTES
    if any(len(quote.exact) > LONGEST_QUOTE for quote in quotes):
        return Reason.LONG_QUOTE
    if len(words) > LONGEST_WORDS:
        return Reason.LONG_WORDS
    return "" if words.strip() else Reason.NO_WORDS


def motivations_of(item: Item) -> list[str]:
    return [re.split("[:#/]", address_of(said))[-1] for said in listed(item.get("motivation"))]


def _kind(item: Item) -> str:
    said = item.get("kind")
    if isinstance(said, str) and said in KINDS:
        return said
    kinds = (KIND_OF_MOTIVATION.get(said) for said in motivations_of(item))
    return next(filter(None, kinds), "comment")


def _name(creator: Any) -> str:
    """What the first of an annotation's creators is called; the end of an address, where that is all there is."""
    first = next(iter(listed(creator)), None)
    said = item_in(first)
    named = next((name for name in listed(said.get("name")) + listed(said.get("nickname")) if name), "")
    return line_in(named, LONGEST_NAME) or line_in(
        address_of(first).rstrip("/").rpartition("/")[2], LONGEST_NAME
    )


def _bodies(item: Item) -> tuple[str, list[EvidenceBrought]]:
    """What the bodies say, a paragraph each, and the sources among them; tags in a line at the end."""
    said, tags, evidence = [], [], []
    for body in [*listed(item.get("body")), *({"value": value} for value in listed(item.get("bodyValue")))]:
        if "Choice" in types_of(body):
            body = next(iter(listed(body.get("items"))), None)
        if piece := _evidence(body):
            evidence.append(piece)
        elif "tagging" in _purposes(body):
            tags.append(line_in(item_in(body).get("value"), LONGEST_NAME))
        else:
            said.append(_body(body))
    return with_tags(filter(str.strip, said), tags), evidence


def with_tags(said: Any, tags: list[str]) -> str:
    """Paragraphs, and under them the tags, which are nothing but words here."""
    line = ", ".join(filter(None, tags))
    return "\n\n".join([*said, *([f"Tags: {line}"] if line else [])])


def _purposes(body: Any) -> list[str]:
    return [re.split("[:#/]", address_of(said))[-1] for said in listed(item_in(body).get("purpose"))]


def _body(body: Any) -> str:
    """The words of a body, or the address it leads to."""
    if not isinstance(body, dict):
        return _link(address_of(body))
    value = words_in(body.get("value")) or words_in(item_in(body.get("value")).get("@value"))
    if value:
        return as_markdown(value, words_in(body.get("format"), 80))
    return _link(address_of(body.get("source")) or address_of(body))


def _link(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _evidence(body: Any) -> EvidenceBrought | None:
    """A source as our own exports say it; of others it is a link."""
    body = item_in(body)
    csl, stance = item_in(body.get("csl")), body.get("stance")
    if not isinstance(csl.get("title"), str) or not csl["title"].strip() or stance not in ("for", "against"):
        return None
    return EvidenceBrought(
        csl=csl,
        says=words_in(body.get("says"), 2_000),
        stance=stance,
        locator=line_in(body.get("locator"), 80),
    )


def _whole(target: Any) -> str:
    """The address of a target that is meant as a whole."""
    if isinstance(target, dict) and target.get("selector"):
        return ""
    return address_of(target) or address_of(item_in(target).get("source"))


def _quote(target: Any) -> Quote | None:
    return quote_in(target, listed(item_in(target).get("selector")))


def quote_in(target: Any, selectors: list[Any]) -> Quote | None:
    """The words that some of these selectors quote, with where another says they stood; None if none quotes any."""
    quote: Item = {}
    start = None
    for selector in _refined(selectors):
        types = types_of(selector)
        if "TextQuoteSelector" in types and not quote:
            quote = selector
        elif "TextPositionSelector" in types:
            start = number_in(selector.get("start"))
    exact = words_in(quote.get("exact"))
    if not exact.strip():
        return None
    return Quote(
        exact=exact[: LONGEST_QUOTE + 1],
        prefix=words_in(quote.get("prefix"))[-LONGEST_CONTEXT:],
        suffix=words_in(quote.get("suffix"), LONGEST_CONTEXT),
        source=address_of(item_in(target).get("source")),
        start=start,
    )


def _refined(selectors: list[Any]) -> Iterator[Item]:
    """The selectors, and those that refine them."""
    for _ in range(NESTED):
        here = [selector for selector in selectors if isinstance(selector, dict)]
        yield from here
        selectors = [finer for selector in here for finer in listed(selector.get("refinedBy"))]
