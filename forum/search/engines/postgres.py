"""A tsvector with a GIN index. The database parses no text, and ranks nothing: what is a word is decided here."""

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Extract

from forum.search.asking import Query, Term
from forum.search.engines.candidates import Candidate, Share
from forum.search.fitting import fitting

_MATCHES = '"forum_document"."vector" @@ %s::tsquery'
# The words of a phrase may be frequent and the phrase be rare. The planner knows only of the words, so it would go
# through all there is, the newest first, until it has enough. Of an array it knows nothing, and asks the index first.
_HAS_PHRASE = """
"forum_document"."id" = ANY (ARRAY (SELECT id FROM forum_document WHERE vector @@ %s::tsquery))
"""


class Postgres:
    def look(self, share: Share, query: Query, most: int, *, newest_first: bool) -> list[Candidate]:
        asked = match(query)
        rows = share.documents.filter(pk__range=(share.low, share.high)).order_by("-pk")
        if any(len(term.pieces) > 1 for term in query.terms):
            rows = rows.filter(RawSQL(_HAS_PHRASE, [asked], output_field=BooleanField()))  # noqa: S611
        elif asked:
            rows = rows.filter(RawSQL(_MATCHES, [asked], output_field=BooleanField()))  # noqa: S611
        if newest_first:
            ages = rows.values_list("pk", Extract("at", "epoch"))
            return [Candidate(key, float(age)) for key, age in ages[:most]]
        fit, words = fitting(query.terms), rows.values_list("pk", "folded_title", "folded_text")
        return [Candidate(key, fit(title, text)) for key, title, text in words[:most]]


def match(query: Query) -> str:
    """What a tsvector is asked: see https://www.postgresql.org/docs/current/datatype-textsearch.html. "" for nothing.

    Lexemes stand in quotes, which they never contain: they consist of letters, digits and marks, facets of what is
    allowed in handles and slugs.
    """
    facets = [" | ".join(f"'{facet}'" for facet in alternatives) for alternatives in query.facets]
    return " & ".join(f"({one})" for one in (*facets, words(query)) if one)


def words(query: Query) -> str:
    return " & ".join(f"({_phrase(term)})" for term in query.terms)


def _phrase(term: Term) -> str:
    *before, last = (f"'{piece}'" for piece in term.pieces)
    return " <-> ".join([*before, f"{last}:*" if term.has_open_end else last])
