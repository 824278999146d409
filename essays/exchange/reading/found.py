"""What is found in a file of notes, whichever way it was written there."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a note is about, as they stood elsewhere. Positions are code points of a text that may be another's."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    source: str = ""  # the address they were selected at
    start: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceBrought:
    """A source that a note brings, as its CSL-JSON item."""

    csl: dict[str, Any]
    says: str
    stance: str  # "for" or "against"
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A note or a reply of a file. Times are as they were written there; what is no time is ""."""

    words: str = ""  # Markdown
    kind: str = "comment"
    author: str = ""
    original: str = ""  # its own address
    answers: str = ""  # the address of the note it answers; "" for a note about a passage
    quotes: tuple[Quote, ...] = ()
    evidence: tuple[EvidenceBrought, ...] = ()
    created: str = ""
    modified: str = ""
    withdrawn: str = ""
    is_private: bool = False
    is_reply: bool = False  # says that it answers something
    refusal: str = ""  # a Reason, where it cannot be taken
    targets: tuple[str, ...] = field(default=(), repr=False)  # addresses it is about as a whole
