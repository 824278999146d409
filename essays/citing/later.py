"""What a citation has become in later editions, for what members say of it where an earlier one is open before them.

What stood in an edition when the next was published went along into it (see carrying.py). Whatever is said afterwards,
be it a moment after or by a reader of the old wording, is said of the same printed words, and so it is written beside
them in every later edition as well.
"""

from essays.citing.pages import place_of
from essays.library.holding import hold
from essays.library.models import Citation, Edition


def later_of(citation: Citation) -> list[Citation]:
    """The citations printed the same that this one has become, the earliest edition's first.

    Holds the essay until the transaction ends, so that no edition is published without what is about to be written.
    One query where the citation is in the edition read now.
    """
    edition = citation.section.edition
    if hold(edition.essay_id) in (edition.pk, None):
        return []
    found: list[Citation] = []
    block: int | None = citation.block
    later = Edition.objects.filter(essay=edition.essay_id, number__gt=edition.number).order_by("number")
    for one in later:
        succession = one.succession or []
        block = succession[block - 1] if block and block <= len(succession) else None
        rows = Citation.objects.filter(section__edition=one, block=block or 0).for_reading()
        same = next((row for row in rows if row.raw == citation.raw), None)
        if same is None:
            break
        found.append(same)
    return found


def is_quoted_the_same(one: Citation, other: Citation) -> bool:
    """Whether the same words are quoted: what a book was found to say of the one, it says of the other."""
    return place_of(one).quotation == place_of(other).quotation
