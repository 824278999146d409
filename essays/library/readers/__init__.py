"""Reading a file into an outline.

`read` works in the calling process and is for texts one trusts not to be hostile; what strangers upload
goes through `readers.sandbox.read_safely`, which does the same in a process with limits.
"""

from essays.library.outline import Outline
from essays.library.readers.encodings import decode
from essays.library.readers.kinds import is_zip, kind_of_text, refuse_other_kinds
from essays.library.readers.refusals import ImportRefused, Reason

MEGABYTE = 1024**2
LONGEST_FILE = 5 * MEGABYTE
MOST_SECTIONS = 2_000  # a Bible has 1,189 chapters
MOST_BLOCKS = 50_000

__all__ = ["LONGEST_FILE", "MEGABYTE", "ImportRefused", "Reason", "read"]


def read(data: bytes, filename: str) -> Outline:
    """Return the outline of the file `data` (at most LONGEST_FILE bytes), named `filename`.

    What the file is, is told by its content first and by its name second. Raises ImportRefused with one of
    the codes of `refusals.Reason` for everything that is not a readable text.
    """
    if len(data) > LONGEST_FILE:
        raise ImportRefused(Reason.TOO_LONG, megabytes=LONGEST_FILE // MEGABYTE)
    outline = _outline_of(data, filename)
    if len(outline.sections) > MOST_SECTIONS or sum(1 for _ in outline.blocks) > MOST_BLOCKS:
        raise ImportRefused(Reason.TOO_MANY_PARTS)
    return outline


def _outline_of(data: bytes, filename: str) -> Outline:
    refuse_other_kinds(data)
    if is_zip(data):
        from essays.library.readers.docx import read_docx  # each reader's library is loaded when needed

        return read_docx(data)
    return _read_text(decode(data), filename)


def _read_text(text: str, filename: str) -> Outline:
    if not text.strip():
        raise ImportRefused(Reason.EMPTY)
    match kind_of_text(text, filename):
        case "svg":
            raise ImportRefused(Reason.NO_TEXT)
        case "html":
            from essays.library.readers.html import read_html

            return read_html(text)
        case "markdown":
            from essays.library.readers.markdown import read_markdown

            return read_markdown(text)
        case _:
            from essays.library.sectioning import outline_of_text

            return outline_of_text(text)
