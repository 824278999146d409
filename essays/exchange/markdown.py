"""A margin as Markdown, to be read as it is or by any program that knows CommonMark."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from essays.exchange.addresses import Addresses
from essays.exchange.gathering import NoteOut, PassageOut, PostOut
from essays.exchange.references import day, kind, layer, reference, standing
from essays.library.models import Essay
from forum.text import safe_url

DEEPEST = 12  # levels of replies that are indented; deeper ones say whom they answer
# A "<" may begin HTML, "]:" defines where links lead, and "](" leads where it says. Most posts have at most the last,
# and lead to the web by it, so that they need no closer look.
_DOUBTFUL = re.compile(r"<|\]:|\]\((?!\s*https?://)")
_SIGNS = re.compile(r"([\\`*_\[\]<>&#|~!])")


def margin(essay: Essay, notes: Iterable[NoteOut], addresses: Addresses) -> Iterator[str]:
    """The margin by section and paragraph, piece by piece. `notes` are in reading order."""
    by = f"{_in_words(essay.author)}, " if essay.author else ""
    yield f"# {_in_words(essay.title)}\n\n{by}<{addresses.of_essay(essay)}>\n"
    for (slug, name), in_section in groupby(notes, key=_section_of):
        heading = _in_words(name) if slug else _("No longer in the text")
        yield f"\n## {heading}\n"
        for block, in_block in groupby(in_section, key=lambda note: note.passages[0].block):
            if block is not None:
                yield "\n### " + _("Paragraph %(number)d") % {"number": block} + "\n"
            for note in in_block:
                yield from _note(note, addresses)


def _section_of(note: NoteOut) -> tuple[str, str]:
    return note.passages[0].section, note.passages[0].section_name


def _note(note: NoteOut, addresses: Addresses) -> Iterator[str]:
    yield "\n"
    for passage in note.passages:
        yield f"> {_in_words(_in_a_line(passage.exact))}{_standing(passage)}\n\n"
    yield _post(note.opening, addresses.of_note(note.annotation.pk), depth=0, mark=_in_words(layer(note)))
    for reply in note.replies:
        yield _post(reply, addresses.of_post(reply.pk), depth=min(reply.depth, DEEPEST))


def _post(post: PostOut, address: str, *, depth: int, mark: str = "") -> str:
    """A post as an item of a list; what it says is indented to stand in it."""
    head = [f"**{kind(post.kind)}**", _in_words(post.byline), f"[{day(post.written_at)}]({address})", mark]
    said = f"- {' · '.join(filter(None, head))}\n\n"
    if post.withdrawn_at:
        said += "  " + _("(withdrawn)") + "\n"
    elif post.withheld:
        said += f"  ({post.withheld})\n"
    else:
        said += f"{_indented(harmless(post.source.strip()))}\n"
        for piece in post.evidence:
            said += f"\n{_indented(f'{_in_words(reference(piece))}:')}\n\n"
            said += _indented(harmless("\n".join(f"> {line}" for line in piece.says.splitlines()))) + "\n"
    return "".join(f"{'  ' * depth}{line}" if line.strip() else line for line in said.splitlines(True)) + "\n"


def _standing(passage: PassageOut) -> str:
    said = standing(passage)
    return f" *({said})*" if said else ""


def _indented(words: str) -> str:
    return "\n".join(f"  {line}" if line.strip() else "" for line in words.splitlines())


def _in_a_line(words: str) -> str:
    return " ".join(words.split())


def _in_words(words: str) -> str:
    """Words that mean only themselves in Markdown."""
    return _SIGNS.sub(r"\\\1", _in_a_line(words))


def harmless(source: str) -> str:
    """What was typed, to the letter, unless another program that reads it might take some of it for HTML or follow an
    address that does harm: then the signs by which it would are said in words of their own."""
    if not _DOUBTFUL.search(source) or not any(_does_harm(token) for token in _all(_reader().parse(source))):
        return source
    return source.replace("&", "&amp;").replace("<", "&lt;").replace("[", "\\[")


def _does_harm(token: Token) -> bool:
    if token.type in ("html_block", "html_inline"):
        return True
    address = token.attrs.get("href") or token.attrs.get("src")
    return bool(address) and safe_url(str(address)) is None


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


@cache
def _reader() -> MarkdownIt:
    """Reads as the most trusting of programs would: HTML is HTML, and every address an address."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader
