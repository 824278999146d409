"""Sources as a list that a reference manager takes."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from forum.sources.csl import dates, fold, names
from forum.sources.formats import Format
from forum.sources.models import Source

AT_ONCE = 100  # rows that are read together: the file begins when the first of them are there
A_BLOCK = 16_384  # characters that are sent together


def exported(sources: Iterable[Source], form: Format) -> Iterator[str]:
    """`sources` in a format, piece by piece, however many they are."""
    return form.write((citation_key(source), source.csl) for source in sources)


def in_turn(sources: QuerySet) -> Iterator[Source]:
    """The rows of `sources`, with what a list of references says, as they are read; never all of them at once."""
    return sources.only("csl").iterator(chunk_size=AT_ONCE)


def citation_key(source: Source) -> str:
    """By what a text refers to a source: trotsky1932-17. It is its own, and stays while its author and year do."""
    people = source.csl.get("author") or source.csl.get("editor") or [{}]
    who = fold(names.likely_family(people[0]))
    ascii_only = "".join(sign for sign in who if sign.isascii() and sign.isalnum())[:30]
    year = dates.first_year(source.csl.get("issued", {}))
    return f"{ascii_only or 'source'}{year or ''}-{source.pk}"


def download(sources: Iterable[Source], form: Format, *, name: str) -> StreamingHttpResponse:
    """The answer that carries `sources` as a file called `name`, with the format's extension."""
    return StreamingHttpResponse(
        _in_blocks(exported(sources, form)),
        content_type=f"{form.content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{form.extension}"'},
    )


def _in_blocks(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, many of them together, the first at once: each block costs a server as much as a small one."""
    block, length = [], A_BLOCK
    for piece in pieces:
        block.append(piece)
        length += len(piece)
        if length >= A_BLOCK:
            yield "".join(block)
            block, length = [], 0
    yield "".join(block)
