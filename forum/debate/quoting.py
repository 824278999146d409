"""Quoting what one answers."""

import re
from collections.abc import Sequence
from html import unescape

from django.utils.translation import gettext as _

from forum.text import escaped

MOST = 2_000  # characters; whoever answers at length quotes what they answer, not all of it


def chosen(words: str, html: str) -> str:
    """Markdown for `words` that were selected in rendered HTML; "" if they do not stand there: nobody is quoted as
    saying what they have not said."""
    squeezed = "".join(words.split())
    said = "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
    return escaped(words.strip()) if squeezed and squeezed in said else ""


def quote_passage(words: str, *, place: str) -> str:
    """The words of a passage as a Markdown quotation that names the place they are from."""
    said = [*escaped(" ".join(words.split())[:MOST]).splitlines(), "", f"— {escaped(place)}"]
    return _quoted(said)


def quote(words: str, *, author: str) -> str:
    """`words` as a Markdown quotation that names its author, with an empty line to go on from.

    What the words quote themselves is left out, so that quotations do not pile up.
    """
    own = re.sub(r"^[ ]{0,3}>.*\n?", "", words, flags=re.MULTILINE).strip()
    if len(own) > MOST:
        own = own[:MOST].rpartition(" ")[0] + " …"
    said = [_("%(name)s wrote:") % {"name": escaped(author)}, "", *own.splitlines()]
    return _quoted(said)


def _quoted(lines: Sequence[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
