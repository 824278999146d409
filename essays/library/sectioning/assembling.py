"""From pieces to the outline: recognise what the words tell, then cut at the highest headings."""

from collections.abc import Iterator, Sequence

from essays.library.outline import Block, Outline, Section
from essays.library.sectioning.headings import titled, with_headings
from essays.library.sectioning.matter import Matter, with_front, with_signature
from essays.library.sectioning.noted import with_noted_sources
from essays.library.sectioning.notes import with_notes
from essays.library.sectioning.paragraphs import pieces_of, with_verse
from essays.library.sectioning.pieces import Piece
from essays.library.sectioning.quotations import with_quotations
from essays.library.slugs import slugs_for

FRONT_KINDS = ("title", "subtitle", "byline")


def outline_of_text(text: str) -> Outline:
    """Return the outline of a plain `text`.

    All of its characters but white space are in the blocks, in their order.
    """
    return outline_of_pieces(pieces_of(text))


def outline_of_pieces(pieces: Sequence[Piece], about: Matter = Matter()) -> Outline:  # noqa: B008 (frozen)
    """Return the outline of `pieces`. What the text is silent about is taken from `about`."""
    pieces = [titled(piece) if piece.is_heading else piece for piece in pieces]
    pieces = with_headings(with_verse(pieces))
    pieces, front = with_front(pieces)
    pieces = with_noted_sources(with_notes(with_quotations(pieces)))
    pieces, end = with_signature(pieces)
    said = front.or_else(end).or_else(about)
    parts = list(_sections(pieces))
    slugs = slugs_for([(label, heading) for label, heading, _ in parts])
    return Outline(
        title=said.title,
        subtitle=said.subtitle,
        author=said.author,
        date=said.date,
        language=said.language,
        sections=tuple(
            Section(label, heading, slug, tuple(map(_block, part)))
            for slug, (label, heading, part) in zip(slugs, parts, strict=True)
        ),
    )


def _sections(pieces: Sequence[Piece]) -> Iterator[tuple[str, str, list[Piece]]]:
    """Yield label, heading and pieces of each section.

    What stands before the first heading is an opening section of its own, unless it is only the title
    and its kin, which then begin the first section.
    """
    top = min((piece.level for piece in pieces if piece.is_heading), default=0)
    label, heading = "", ""
    part: list[Piece] = []
    for piece in pieces:
        begins = piece.is_heading and piece.level == top
        if begins and any(earlier.kind not in FRONT_KINDS for earlier in part):
            yield label, heading, part
            part = []
        if begins:
            label, heading = piece.label, piece.heading
        part.append(piece)
    yield label, heading, part


def _block(piece: Piece) -> Block:
    return Block(piece.kind, piece.text, piece.citation, piece.marks)
