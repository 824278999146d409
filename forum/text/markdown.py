"""Markdown to HTML: CommonMark with tables, ~~struck out~~ words, footnotes and pasted addresses as links."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from .addresses import safe_url
from .leading import Leads, lead_on
from .limits import MAX_DEPTH, MAX_POST, check_html, check_source, check_tokens
from .safety import sanitise

HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}
"""A page has one h1 of its own, and its parts have h2."""


def render(source: str, *, limit: int = MAX_POST, leads: Leads | None = None) -> SafeString:
    """Safe HTML for a Markdown source of at most `limit` bytes of UTF-8.

    HTML in the source is shown as it was typed; images become links to them. The ids of footnotes hold a
    fingerprint of the source, so that many texts can stand on one page. The people mentioned in it and bare
    addresses of this site become links where `leads` knows them. Raises TextRefused, whose `str()` says to the
    writer what is too long, too deep or too much.
    """
    source = _well_formed(source)
    check_source(source, limit=limit)
    env = {"docId": hashlib.blake2b(source.encode(), digest_size=4).hexdigest(), "leads": leads}
    tokens = _markdown.parse(source, env)
    check_tokens(tokens)
    html = _markdown.renderer.render(_in_house_style(tokens), _markdown.options, env)
    check_html(html)
    return sanitise(html)


def _well_formed(source: str) -> str:
    """Without halves of surrogate pairs, which UTF-8 cannot hold, and with one kind of line ending."""
    return source.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n")


def _in_house_style(tokens: Sequence[Token]) -> list[Token]:
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        token.info = ""
        if alignment := token.attrs.pop("style", None):
            token.attrSet("class", str(alignment).replace("text-align:", "align-"))
        if token.children:
            token.children = list(_inline_in_house_style(token.children))
    return list(tokens)


def _inline_in_house_style(tokens: Sequence[Token]) -> Iterator[Token]:
    """Struck out words as `del`; images and links without words as links that show their address."""
    inside_link = False
    for place, token in enumerate(tokens):
        if token.type in ("s_open", "s_close"):
            token.tag = "del"
        if token.type == "image":
            yield from _image_as_link(token, inside_link)
            continue
        yield token
        if token.type == "link_open":
            inside_link = True
            if tokens[place + 1].type == "link_close":
                yield _text(str(token.attrs["href"]))
        elif token.type == "link_close":
            inside_link = False


def _image_as_link(image: Token, inside_link: bool) -> list[Token]:
    address = str(image.attrs["src"])
    description = "".join(
        " " if child.type == "softbreak" else child.content for child in image.children or ()
    )
    words = _text(description.strip() or address)
    if inside_link:
        return [words]
    attributes = {"href": address} | {name: value for name, value in image.attrs.items() if name == "title"}
    return [Token("link_open", "a", 1, attrs=attributes), words, Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


class _Markdown(MarkdownIt):
    """markdown-it with our own opinion on addresses. What it does not link, it shows as typed."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return safe_url(f"https://{url}" if url.lower().startswith("www.") else url) or ""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return bool(url)


def _footnotes_open(*_: Any) -> str:
    return '<section class="footnotes">\n<ol>\n'


def _footnote_caption(_renderer: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    return f"[{tokens[place].meta['id'] + 1}]"


def _after_www(address: str) -> re.Pattern[str]:
    """Not where it would be a scheme ("www.x://"), which the parser looks for before "://" and trips over."""
    return re.compile(rf"^(?![a-z0-9.+-]*://){address}", re.IGNORECASE)


def _build() -> _Markdown:
    """Only whole addresses are linked: guessing at names takes "the movement.It was" for a host in Italy.

    Nesting is cut off only below the depth at which a text is refused: nothing is left out in silence.
    """
    options = {"html": False, "linkify": True, "xhtmlOut": False, "maxNesting": MAX_DEPTH + 10}
    markdown = _Markdown("commonmark", options)
    markdown.enable(["table", "strikethrough", "linkify"]).use(footnote_plugin, inline=False)
    markdown.core.ruler.before("text_join", "leading", lead_on)
    markdown.add_render_rule("footnote_block_open", _footnotes_open)
    markdown.add_render_rule("footnote_caption", _footnote_caption)
    linkify = markdown.linkify
    assert linkify is not None
    linkify.set({"fuzzy_link": False})
    linkify.add("//", None).add("ftp:", None)
    linkify.add("www.", {"validate": _after_www(linkify.re["src_host_port_strict"] + linkify.re["src_path"])})
    return markdown


_markdown = _build()
