"""What an address asks of the works that texts and posts rest on: which of them, and in which order."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

SORTS = {
    "author": _("author"),
    "title": _("title"),
    "year": _("year"),
    "leans": _("times leaned on"),
    "checks": _("quotations checked"),
    "for": _("cited for"),
    "against": _("cited against"),
}
COUNTED = {"leans": "leans", "checks": "checked", "for": "cited_for", "against": "cited_against"}
FILTERS = {
    "": _("all works"),
    "unchecked": _("with quotations nobody has checked"),
    "failed": _("with quotations that failed a check"),
    "disputed": _("with disputed checks"),
    "against": _("cited against"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a survey. Anything that makes no sense is as if it were not said."""

    words: str = ""
    only: str = ""
    sort: str = "author"
    after: str = ""

    @classmethod
    def in_query(cls, query: QueryDict) -> "Asked":
        sort, only = query.get("sort", ""), query.get("only", "")
        return cls(
            words=query.get("q", "").strip()[:200].replace("\0", ""),
            only=only if only in FILTERS else "",
            sort=sort if sort in SORTS else "author",
            after=query.get("after", "")[:400].replace("\0", ""),
        )

    def address(self, **other: str) -> str:
        """The query of an address that asks the same, except for `other`."""
        said = {
            "q": self.words,
            "only": self.only,
            "sort": self.sort if self.sort != "author" else "",
        } | other
        return "?" + urlencode({name: value for name, value in said.items() if value})
