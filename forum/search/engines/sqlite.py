"""FTS5, which finds, and does not rank: how often a word occurs behind closed doors would show in its `bm25`."""

from django.db import connection
from django.db.models.expressions import RawSQL

from forum.search.asking import Query, Term
from forum.search.engines.candidates import Candidate, Share
from forum.search.fitting import fitting

# Documents are looked at one by one as the index finds them, the newest first, and no more of them than are ranked.
# A CROSS JOIN goes from left to right: SQLite never chooses another way (https://sqlite.org/lang_select.html).
_AMONG_WORDS = """
    SELECT shown.id, {told} FROM forum_search AS found CROSS JOIN forum_document AS shown ON shown.id = found.rowid
    WHERE forum_search MATCH %s AND found.rowid BETWEEN %s AND %s AND EXISTS ({sought})
    ORDER BY found.rowid DESC LIMIT %s
"""
_AMONG_ALL = """
    SELECT shown.id, {told} FROM forum_document AS shown
    WHERE shown.id BETWEEN %s AND %s AND EXISTS ({sought})
    ORDER BY shown.id DESC LIMIT %s
"""
_WORDS = "shown.folded_title, shown.folded_text"
_AGE = "julianday(shown.at)"


class SQLite:
    def look(self, share: Share, query: Query, most: int, *, newest_first: bool) -> list[Candidate]:
        asked = match(query)
        this_one = share.documents.filter(pk=RawSQL("shown.id", ()))
        condition, values = this_one.values("pk").query.sql_with_params()
        statement = (_AMONG_WORDS if asked else _AMONG_ALL).format(
            sought=condition, told=_AGE if newest_first else _WORDS
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*([asked] if asked else []), share.low, share.high, *values, most])
            rows = cursor.fetchall()
        if newest_first:
            return [Candidate(key, age) for key, age in rows]
        fit = fitting(query.terms)
        return [Candidate(key, fit(title, text)) for key, title, text in rows]


def match(query: Query) -> str:
    """What FTS5 is asked (https://sqlite.org/fts5.html#full_text_query_syntax). "" where it is asked for nothing.

    Pieces consist of letters, digits and marks, facets of what is allowed in handles and slugs: neither can end a
    string.
    """
    words = [f"{{folded_title folded_text}} : {_phrase(term)}" for term in query.terms]
    facets = [
        "facets : (" + " OR ".join(f'"{facet}"' for facet in alternatives) + ")"
        for alternatives in query.facets
    ]
    return " AND ".join(f"({one})" for one in (*facets, *words))


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.pieces)}"' + ("*" if term.has_open_end else "")
