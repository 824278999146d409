"""The allow-list: which tags and attributes rendered text may carry. bleach reads it first, nh3 last."""

import re
from collections.abc import Callable
from html import unescape

import bleach
import nh3
from django.utils.safestring import SafeString

from .addresses import safe_url

TAGS = (
    {"p", "br", "hr", "em", "strong", "del", "a", "sup", "code", "pre", "blockquote", "ul", "ol", "li"}
    | {"h3", "h4", "h5", "h6", "section"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
LINK_REL = "nofollow ugc noopener"


def _only(pattern: str) -> Callable[[str], str | None]:
    known = re.compile(pattern)
    return lambda value: value if known.fullmatch(value) else None


_anything = _only(r"(?s:.*)")
_footnote_id = _only(r"fn(ref)?-[0-9a-f]{8}-\d+(:\d+)?")
_alignment = _only(r"align-(left|center|right)")

ATTRIBUTES: dict[tuple[str, str], Callable[[str], str | None]] = {
    ("a", "href"): safe_url,
    ("a", "title"): _anything,
    ("a", "rel"): _only(LINK_REL),
    ("a", "id"): _footnote_id,
    ("a", "class"): _only("mention|reference"),  # see leading.py
    ("li", "id"): _footnote_id,
    ("ol", "start"): _only(r"\d{1,9}"),
    ("th", "class"): _alignment,
    ("td", "class"): _alignment,
    ("section", "class"): _only("footnotes"),
}


def sanitise(html: str) -> SafeString:
    """The HTML with nothing in it but allowed tags, attributes and addresses; every link gets our `rel`.

    Takes any string. bleach parses as browsers do, but is no longer maintained, so that its maintained
    successor has the last word. Time grows with tags times depth: check_html and check_tokens come first.
    """
    bleached = bleach.clean(
        html,
        tags=TAGS,
        attributes=lambda tag, name, value: _kept(tag, name, unescape(value)) is not None,
        protocols={"http", "https", "mailto"},
        strip=True,
    )
    return SafeString(_last_word.clean(bleached))


def _kept(tag: str, name: str, value: str) -> str | None:
    rule = ATTRIBUTES.get((tag, name))
    return rule(value) if rule else None


_last_word = nh3.Cleaner(
    tags=TAGS,
    attributes={tag: {name for owner, name in ATTRIBUTES if owner == tag} for tag, _ in ATTRIBUTES},
    attribute_filter=_kept,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    set_tag_attribute_values={"a": {"rel": LINK_REL}},
)
