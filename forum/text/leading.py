"""What a text leads to by itself: the people it mentions as `@handle`, and pages of this site by their bare address.

Whether there is such a person or page, and whether the readers of the text may know of it, is the business of whoever
has it rendered: `Leads` answers for all of a text at once. What leads nowhere stays the words that were typed.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .refusals import TextRefused

MAX_MENTIONS = 20
"""Different people in a text. Whoever has more to call together has a circle to write to."""

MAX_REFERENCES = 50
"""Different addresses of this site that are looked up for a text; later ones stay bare."""

MENTION, REFERENCE = "mention", "reference"
"""The classes of the links that are made here, which no Markdown can give to others."""

_MENTION = re.compile(r"(?<![\w@/.+-])@([\w-]++)(?!@)")
_HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,28}[a-z0-9])?", re.ASCII)
_PATH = re.compile(r"(?<![^\s(\[“‘\"'«„])/[a-z]++/[A-Za-z0-9_./?&=#%-]*+")
_AFTER_A_PATH = ".?"  # signs that end a sentence rather than an address


@dataclass(frozen=True, slots=True)
class Page:
    """A page of this site: its address there, and what it is called, as plain words."""

    href: str
    title: str


class Leads(Protocol):
    """Tells what handles and addresses in a text lead to."""

    def people(self, handles: Collection[str]) -> Mapping[str, str]:
        """The addresses of the members among `handles`, which are in lower case, whom the text may mention."""

    def pages(self, addresses: Collection[str]) -> Mapping[str, Page]:
        """The pages among `addresses`, which are as they were typed, that all readers of the text may see."""


def handle_in(word: str) -> str | None:
    """The handle that a word after an "@" says, or None: capital letters are forgiven, and hyphens at its end."""
    handle = word.rstrip("-_").lower()
    return handle if _HANDLE.fullmatch(handle) else None


def lead_on(state: StateCore) -> None:
    """A rule for markdown-it: link what `env["leads"]`, if there is one, knows.

    Runs while what was escaped ("\\@") is still apart from the words. Code is left alone, and so are links with words
    of their own, and quotations: who is quoted has not been addressed. Raises TextRefused for too many mentions.
    """
    leads: Leads | None = state.env.get("leads")
    if leads is None:
        return
    inlines = list(_outside_quotations(state.tokens))
    people = leads.people({handle for inline in inlines for handle in _handles_in(inline)})
    if len(people) > MAX_MENTIONS:
        message = _("This text mentions too many people: the limit is %(limit)d.")
        raise TextRefused(message, limit=MAX_MENTIONS)
    wanted = dict.fromkeys(address for inline in inlines for address in _addresses_in(inline))
    pages = leads.pages(list(wanted)[:MAX_REFERENCES])
    for inline in inlines:
        inline.children = list(_led_on(inline.children or [], people, pages))


def _outside_quotations(tokens: Sequence[Token]) -> Iterator[Token]:
    quotations = 0
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quotations += token.nesting
        elif token.type == "inline" and not quotations:
            yield token


def _handles_in(inline: Token) -> Iterator[str]:
    for token in _plain(inline.children or []):
        for found in _MENTION.finditer(token.content):
            if handle := handle_in(found[1]):
                yield handle


def _addresses_in(inline: Token) -> Iterator[str]:
    tokens = inline.children or []
    for place, token in enumerate(tokens):
        if _is_bare(tokens, place):
            yield str(token.attrs["href"])
    for token in _plain(tokens):
        yield from (_path_in(found) for found in _PATH.finditer(token.content))


def _path_in(found: re.Match[str]) -> str:
    return found[0].rstrip(_AFTER_A_PATH)


def _plain(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words that stand in no link."""
    links = 0
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            links += token.nesting
        elif token.type == "text" and not links:
            yield token


def _is_bare(tokens: Sequence[Token], place: int) -> bool:
    """Whether a link begins there that shows nothing but its own address."""
    token = tokens[place]
    return token.type == "link_open" and token.info == "auto" and tokens[place + 2].type == "link_close"


def _led_on(tokens: Sequence[Token], people: Mapping[str, str], pages: Mapping[str, Page]) -> Iterator[Token]:
    plain = {id(token) for token in _plain(tokens)}
    place = 0
    while place < len(tokens):
        token = tokens[place]
        page = pages.get(str(token.attrs["href"])) if _is_bare(tokens, place) else None
        if page:
            yield from _link(page.href, page.title, REFERENCE)
            place += 3
            continue
        if id(token) in plain:
            yield from _words_led_on(token, people, pages)
        else:
            yield token
        place += 1


def _words_led_on(token: Token, people: Mapping[str, str], pages: Mapping[str, Page]) -> Iterator[Token]:
    links: list[tuple[int, int, list[Token]]] = []
    for found in _MENTION.finditer(token.content):
        handle = handle_in(found[1]) or ""
        if handle in people:
            end = found.start() + 1 + len(handle)
            said = token.content[found.start() : end]
            links.append((found.start(), end, _link(people[handle], said, MENTION)))
    for found in _PATH.finditer(token.content):
        path = _path_in(found)
        if page := pages.get(path):
            links.append((found.start(), found.start() + len(path), _link(page.href, page.title, REFERENCE)))
    done = 0
    for start, end, link in sorted(links, key=lambda one: one[:2]):
        yield _text(token.content[done:start])
        yield from link
        done = end
    yield _text(token.content[done:])


def _link(href: str, words: str, kind: str) -> list[Token]:
    opened = Token("link_open", "a", 1, attrs={"href": href, "class": kind})
    return [opened, _text(words), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
