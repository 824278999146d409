"""What is said of citations and their checks: each state by icon and word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essays.citing.models import Finding
from essays.citing.standing import DISPUTED, SETTLED, UNCHECKED
from essays.library.models import Citation
from essays.library.resolving import Reason

REASONS = {
    Reason.IBID: gettext_lazy("It says “ibid” or the like: the work cited before it."),
    Reason.SHORT: gettext_lazy("It shortens a title that the text cites in full elsewhere."),
    Reason.ONLY: gettext_lazy("It is the only work by that author that the text had cited."),
    Reason.SEVERAL: gettext_lazy(
        "It names an author of whom the text cites several works, and not which one."
    ),
    Reason.ALIKE: gettext_lazy("The name is spelt otherwise elsewhere in the text."),
    Reason.BEFORE: gettext_lazy("The words before the quotation name it, or its author."),
    Reason.ASSUMED: gettext_lazy("It names no work, so it is taken for the one cited last."),
    Reason.UNKNOWN: gettext_lazy("It does not say which work it means."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A state, by the name of an icon and in words."""

    mark: str
    words: str


def told(citation: Citation) -> Told:
    """How the checks of a citation stand."""
    if citation.standing == UNCHECKED:
        return Told("unchecked", _("not checked"))
    if citation.standing == DISPUTED:
        return Told("disputed", _("disputed"))
    finding = Finding(citation.finding)
    sentence = _("settled: %(finding)s") if citation.standing == SETTLED else _("checked once: %(finding)s")
    return Told(finding.value, sentence % {"finding": finding.label})


def meant(citation: Citation, *, titled: bool = True) -> str:
    """The work and the place a citation means, in a line; "" where nobody knows the work."""
    source = citation.source
    if source is None:
        return ""
    named = (citation.speaker, citation.speech) if titled else (citation.speaker,)
    said = ", ".join(part for part in named if part)
    work = ", ".join(part for part in (source.author, source.title) if part)
    place = citation.place or citation.same_place_as
    whole = ", ".join(part for part in (work, place) if part)
    return _("%(said)s, in %(whole)s") % {"said": said, "whole": whole} if said else whole


def why(citation: Citation) -> str:
    """Why a citation is taken to mean what it does; "" where it says so itself, or a member has said it."""
    if citation.certainty == Citation.Certainty.MENDED or citation.reason not in REASONS:
        return ""
    return str(REASONS[Reason(citation.reason)])
