"""A second opinion on rendered HTML: from the tree a browser would build, with an allow-list of its own."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import html5lib

ALLOWED = {
    "a": {"href", "title", "rel", "id", "class"},
    "li": {"id"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
    "section": {"class"},
    **{
        tag: set()
        for tag in ("p", "br", "hr", "em", "strong", "del", "sup", "code", "pre", "blockquote", "ul")
    },
    **{tag: set() for tag in ("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr")},
}
KNOWN_VALUES = {
    "class": r"footnotes|align-(left|center|right)|mention|reference",
    "id": r"fn(ref)?-[0-9a-f]{8}-[0-9]+(:[0-9]+)?",
    "rel": r"nofollow ugc noopener",
    "start": r"[0-9]{1,9}",
}


def harm_in(html: str) -> list[str]:
    """What stands in the HTML and should not, one line for each finding."""
    return [
        finding for element in html5lib.parseFragment(html).iter() for finding in _harm_in_element(element)
    ]


def _harm_in_element(element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"a comment: {element.text}"
        return
    namespace, _, tag = element.tag.rpartition("}")
    if tag == "DOCUMENT_FRAGMENT":
        return
    if namespace != "{http://www.w3.org/1999/xhtml" or tag not in ALLOWED:
        yield f"an element <{element.tag}>"
        return
    for name, value in element.attrib.items():
        if name not in ALLOWED[tag]:
            yield f"an attribute {name}={value!r} on <{tag}>"
        elif name in KNOWN_VALUES and not re.fullmatch(KNOWN_VALUES[name], value):
            yield f"an unknown value {name}={value!r} on <{tag}>"
        elif name == "href" and not leads_somewhere_harmless(value):
            yield f"an address {value!r}"


def leads_somewhere_harmless(address: str) -> bool:
    if re.search(r"[^\x21-\x7e]|\\", address):
        return False
    if address.startswith("#"):
        return True
    if address.startswith("/"):
        return not address.startswith("//")
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
