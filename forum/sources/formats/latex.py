"""Words as BibTeX writes them: accents as commands, braces that keep capitals, specials behind a backslash."""

import logging
import re

from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry, Field

DEEPEST = 20  # braces in each other; beyond, what reads them would exhaust its stack
LONGEST = 5_000  # characters of one value
MOST_COMMANDS = 10_000  # in one list

# They print each thing they do not understand. It is said where the entry is shown.
for _name in ("pylatexenc", "bibtexparser"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "\u00a0": "~",
}  # fmt: skip
# Signs that mean another where two of them meet: -- is a dash, `` and '' are quotation marks, ?` is an inverted mark.
_PAIRS = re.compile(r"(?<=[-`'?!,<>])(?=[-`'<>,])")
_PER_CENT = re.compile(r"(?<!\\)%")
_CIRCUMFLEX = re.compile(r"\\textasciicircum(?:\{\}|\s+|(?![a-zA-Z]))")
_ADDRESS = re.compile(r"\\(?:url|href|path)\s*\{([^{}]*)\}|.+", re.DOTALL)
_decoder = LatexDecodingMiddleware(keep_braced_groups=False, keep_math_mode=True)


class TooTangled(Exception):
    """A value whose braces stand too deeply in each other, or that is too long."""


def decoded(value: str) -> str:
    """What is meant by a value of BibTeX. Raises TooTangled where that would cost too much to find out."""
    if len(value) > LONGEST or depth_of(value) > DEEPEST:
        raise TooTangled
    if not re.search(r"[\\{}$~`'%-]|\?`|!`", value):
        return value
    # BibTeX knows no comments, and the circumflex that stands by itself is no accent.
    value = _PER_CENT.sub(r"\\%", _CIRCUMFLEX.sub("^", value))
    library = _decoder.transform(Library([Entry("x", "x", [Field("x", value)])]))
    if not library.entries:
        raise TooTangled
    return library.entries[0].fields[0].value


def address_in(value: str) -> str:
    """The web address or DOI that a value is, in which only a few signs have a backslash before them."""
    found = _ADDRESS.search(value.strip()[:LONGEST])
    plain = (found[1] or found[0]) if found else ""
    plain = re.sub(r"\\(?:textasciitilde|~)\s*(?:\{\})?", "~", plain)
    return re.sub(r"\{?\\([_%&#$])\}?", r"\1", plain).strip("{} ")


def encoded(words: str) -> str:
    """Words as a value of BibTeX in UTF-8, so that `decoded` gives them back."""
    return "".join(_SPECIAL.get(sign, sign) for sign in _PAIRS.sub("\0", words)).replace("\0", "{}")


def depth_of(value: str) -> int:
    """How deeply braces stand in each other, in one pass."""
    depth = deepest = 0
    for sign in re.finditer(r"\\.|[{}]", value):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        deepest = max(deepest, depth)
    return deepest
