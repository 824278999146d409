"""What a post brings of a source, apart from the rows that keep it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from forum.debate.models import Evidence, Post
from forum.debate.querysets import has_words
from forum.sources.models import Source


@dataclass(frozen=True)
class EvidenceGiven:
    """What a post brings of a source: the place in it, what it says there, and which way that speaks."""

    source: Source
    locator: str
    says: str
    stance: str  # "for" or "against" what the post answers


def evidence_of(post: Post) -> list[EvidenceGiven]:
    """What a post brings now, as it would be given again."""
    pieces = post.evidence.select_related("source")
    return [EvidenceGiven(piece.source, piece.locator, piece.says, piece.stance) for piece in pieces]


def in_words(brought: Sequence[EvidenceGiven]) -> str:
    """Evidence as plain text, a paragraph each, for comparing one wording with another."""
    cited = ((", ".join(filter(None, (str(one.source), one.locator))), one.says) for one in brought)
    return "\n\n".join(f"{where}: {says}" for where, says in cited)


def evidence_at(post: str) -> Coalesce:
    """The first source that the post at the lookup `post` brings, in a line with the place in it, as a database
    expression; "" where it brings none, or is withheld."""
    words: models.Field = models.TextField()

    def part(column: str, *, before: str = "", after: str = "") -> Case:
        told = Concat(Value(before), column, Value(after), output_field=words)
        return Case(When(**{column: ""}, then=Value("")), default=told, output_field=words)

    line = Concat(
        part("source__author", after=", "),
        "source__title",
        part("source__year", before=", "),
        part("locator", before=", "),
        output_field=words,
    )
    first = Evidence.objects.filter(has_words("post"), post=OuterRef(post)).order_by("pk").annotate(line=line)
    return Coalesce(Subquery(first.values("line")[:1]), Value(""), output_field=words)
