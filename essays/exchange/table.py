"""A margin as a table (RFC 4180): a row for each note and each reply."""

import csv
from collections.abc import Iterable, Iterator

from essays.exchange.addresses import Addresses
from essays.exchange.gathering import NoteOut, PassageOut, PostOut
from essays.exchange.references import reference

BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for something else
COLUMNS = (
    "address", "answers", "layer", "circle", "kind", "author", "from_elsewhere", "brought_by", "written_at",
    "edited_at", "withdrawn_at", "section", "paragraph", "start", "end", "placement", "passage", "words", "evidence",
)  # fmt: skip
# How a spreadsheet knows a formula: https://owasp.org/www-community/attacks/CSV_Injection; and the same in full width.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(notes: Iterable[NoteOut], addresses: Addresses) -> Iterator[str]:
    """The lines of the table, the first with the names of the columns."""
    line = csv.writer(_Echo()).writerow
    yield BYTE_ORDER_MARK + line(COLUMNS)
    for note in notes:
        address = addresses.of_note(note.annotation.pk)
        yield line(map(_cell, _row(note, note.opening, address, "", note.passages)))
        known = {note.opening.pk: address}
        for reply in note.replies:
            answered = known.get(reply.answers or 0) or addresses.of_post(reply.answers or 0)
            yield line(map(_cell, _row(note, reply, addresses.of_post(reply.pk), answered, ())))


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _row(
    note: NoteOut, post: PostOut, address: str, answers: str, passages: Iterable[PassageOut]
) -> tuple[object, ...]:
    passages = list(passages)
    first = passages[0] if passages else None
    circle = note.annotation.thread.circle
    return (
        address,
        answers,
        "private" if circle is None else "circle",
        circle.name if circle else "",
        post.kind,
        post.author,
        "yes" if post.elsewhere else "",
        post.member.name if post.elsewhere else "",
        post.written_at.isoformat(),
        post.edited_at.isoformat() if post.edited_at else "",
        post.withdrawn_at.isoformat() if post.withdrawn_at else "",
        first.section_name if first else "",
        first.block if first else "",
        first.start if first else "",
        first.end if first else "",
        first.state if first else "",
        " […] ".join(passage.exact for passage in passages),
        post.withheld or post.source,
        "\n".join(f"{reference(piece)}: {piece.says}" for piece in post.evidence),
    )


def _cell(value: object) -> str:
    """What a spreadsheet will show and not compute."""
    said = "" if value is None else str(value).replace("\0", "\ufffd")
    return f"'{said}" if said.startswith(FORMULA_BEGINS) else said
