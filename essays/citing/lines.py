"""A citation in one line, below the quotation in the text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from essays.citing.querysets import FAILED, has_failed
from essays.citing.words import Told, meant, told
from essays.library.models import Citation
from essays.library.resolving import Reason
from forum.web.addresses import by_number


@dataclass(frozen=True, slots=True)
class CitedLine:
    """What a block's citation means, where it does not say so itself, and how its checks stand."""

    url: str
    means: str
    is_unsure: bool
    told: Told
    is_unchecked: bool


NO_LINES: Sequence[CitedLine] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """What stands below the quotations of a page, by the number of their block; and, in the whole edition, how many
    citations failed their checks, by section and block."""

    lines: Mapping[int, Sequence[CitedLine]]
    failed: Mapping[tuple[int, int], int]


def cited_beside(edition: int | None, *, section: int | None = None) -> Cited:
    """The citations of the edition with that key, or those of one section of it, in one query.

    The caller has already shown the text.
    """
    lines: dict[int, list[CitedLine]] = defaultdict(list)
    failed: dict[tuple[int, int], int] = defaultdict(int)
    where = Q(section=section) | FAILED if section else Q()
    address = by_number("citation")
    shown = (
        "section_id", "block", "place", "same_place_as", "speaker", "certainty", "reason", "standing", "finding",
        "source__author", "source__title",
    )  # fmt: skip
    citations = Citation.objects.filter(where, section__edition=edition).select_related("source")
    for citation in citations.only(*shown).order_by("position"):
        if has_failed(citation):
            failed[citation.section_id, citation.block] += 1
        if section not in (None, citation.section_id):
            continue
        is_unsure = citation.certainty == Citation.Certainty.UNSURE
        says_all = citation.reason == Reason.PRINTED and citation.certainty == Citation.Certainty.SURE
        lines[citation.block].append(
            CitedLine(
                url=address(citation.pk),
                means="" if says_all else meant(citation, titled=False),
                is_unsure=is_unsure,
                told=told(citation),
                is_unchecked=citation.standing == Citation.Standing.UNCHECKED,
            )
        )
    return Cited(lines, failed)
