"""The common currency of all readers: a text as a flat run of pieces, in reading order."""

from dataclasses import dataclass

from essays.library.outline import Citation, Mark

SENTENCE_ENDS = ".!?…"
CLOSING_MARKS = "”\"’'»›)]“‘"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and what it is taken for so far.

    `kind` is one of outline.BLOCK_KINDS. `level` ranks headings, 1 being the highest; other pieces have 0.
    `label` and `heading` hold what a heading says apart from its numbering. `lines` counts the lines the
    piece had in the file, 1 where files have no lines.
    """

    text: str
    kind: str = "paragraph"
    level: int = 0
    label: str = ""
    heading: str = ""
    lines: int = 1
    marks: tuple[Mark, ...] = ()
    citation: Citation | None = None

    @property
    def is_heading(self) -> bool:
        return self.kind == "heading"

    @property
    def is_plain(self) -> bool:
        """Whether nothing is known of this piece but its text."""
        return self.kind == "paragraph"

    @property
    def is_strong(self) -> bool:
        """Whether the whole of it is marked as strong."""
        return any(m.kind == "strong" and m.start == 0 and m.end == len(self.text) for m in self.marks)


def ends_a_sentence(text: str) -> bool:
    """Whether `text` ends as prose does, with a full stop or its like, perhaps inside quotation marks."""
    return text.rstrip(CLOSING_MARKS + " \u00a0\u202f")[-1:] in tuple(SENTENCE_ENDS) or text[-1:] in (
        ":",
        ";",
    )
