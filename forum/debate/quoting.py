"""Quoting what one answers."""

import re

from django.utils.translation import gettext as _

MOST = 2_000  # characters; whoever answers at length quotes what they answer, not all of it


def quote(words: str, *, author: str) -> str:
    """`words` as a Markdown quotation that names its author, with an empty line to go on from.

    What the words quote themselves is left out, so that quotations do not pile up.
    """
    own = re.sub(r"^[ ]{0,3}>.*\n?", "", words, flags=re.MULTILINE).strip()
    if len(own) > MOST:
        own = own[:MOST].rpartition(" ")[0] + " …"
    said = [_("%(name)s wrote:") % {"name": author}, "", *own.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in said) + "\n\n"
