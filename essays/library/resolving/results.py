"""What resolving takes and what it tells."""

from dataclasses import dataclass
from enum import StrEnum

from essays.library.outline import Citation


class Reason(StrEnum):
    """How a work was found."""

    PRINTED = "printed"  # the citation names it itself
    IBID = "ibid"  # it says: the one before
    SHORT = "short"  # a short form of a work cited elsewhere in the text
    ONLY = "only"  # the only work of its author that is cited
    SEVERAL = "several"  # one of several works of its author
    ALIKE = "alike"  # its author or title is spelt otherwise elsewhere
    BEFORE = "before"  # the words before the quotation name it, or its author
    ASSUMED = "assumed"  # it names nothing: the work cited last
    UNKNOWN = "unknown"  # it names no work, and none was cited


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation where it stands: what it cites for, and what comes before that."""

    citation: Citation
    before: str = ""  # the end of the paragraph before the quotation
    titles_before: tuple[str, ...] = ()  # what is emphasised there
    in_passing: tuple[
        Citation, ...
    ] = ()  # what notes have cited since the citation before, that quote nothing


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation led to its work. What is not known is ""."""

    author: str
    work: str
    year: str
    locator: str  # as printed
    speaker: str = ""  # whose words they are, where they are found in another's work
    speech: str = ""  # in what they were said, as a speech or a letter
    same_place_as: str = ""  # the locator of the citation before, where this one says “ibid” and no more
    leans_on: int | None = None  # which citation it leans on, counted from 0
    is_sure: bool = True
    reason: Reason = Reason.PRINTED
