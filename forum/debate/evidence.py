"""What a post brings of a source, apart from the rows that keep it."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.debate.models import Post
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
