"""How much of a text's evidence rests on each author, in numbers and as a picture."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from essays.citing.canonical import told_of_work
from essays.library.models import Citation, Essay

MOST_AUTHORS = 12  # in the picture; the others are one bar
BAR = 50  # units of the picture, for an author's name and two bars


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a text's evidence rests on one author: quotations and quoted words, and both as shares of 100."""

    author: str
    quotations: int
    words: int
    of_quotations: int
    of_words: int
    y: int  # where its bars stand in the picture

    @property
    def name_y(self) -> int:
        return self.y + 12

    @property
    def quotations_y(self) -> int:
        return self.y + 18

    @property
    def quotations_number_y(self) -> int:
        return self.y + 26

    @property
    def words_y(self) -> int:
        return self.y + 29

    @property
    def words_number_y(self) -> int:
        return self.y + 37

    @property
    def wide_quotations(self) -> int:
        return self.of_quotations * 3

    @property
    def wide_words(self) -> int:
        return self.of_words * 3


def shares_of(essay: Essay, reader: Any) -> list[Share]:
    """How much rests on each author, the most first; those after the first few are told together. One query."""
    rows = (
        Citation.objects.filter(section__edition=essay.edition_id)
        .order_by()
        .values_list(told_of_work("source", "author", reader))
        .annotate(quotations=Count("pk"), words=Sum("quoted_words"))
    )
    found = sorted(
        ((author or "", n, words or 0) for author, n, words in rows), key=lambda row: (-row[1], -row[2])
    )
    if len(found) > MOST_AUTHORS + 1:
        others = found[MOST_AUTHORS:]
        together = (_("all others"), sum(row[1] for row in others), sum(row[2] for row in others))
        found = [*found[:MOST_AUTHORS], together]
    quotations = sum(row[1] for row in found) or 1
    words_of_all = sum(row[2] for row in found) or 1
    return [
        Share(
            author=author or _("no author named"),
            quotations=n,
            words=words,
            of_quotations=round(100 * n / quotations),
            of_words=round(100 * words / words_of_all),
            y=place * BAR,
        )
        for place, (author, n, words) in enumerate(found)
    ]
