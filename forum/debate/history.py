"""What the history of a post needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from forum.debate.evidence import evidence_of, in_words
from forum.debate.models import Kind, Post, Revision
from forum.text import render_diff, word_diff
from forum.web.asked import number_in

SIZE = 20  # wordings a page


@dataclass(frozen=True)
class Wording:
    """What a post said, from `written_at` until the next wording."""

    number: int
    kind: Kind
    source: str
    html: SafeString
    evidence: str
    written_at: datetime

    @property
    def in_words(self) -> str:
        """All of it as plain text, for comparing."""
        return "\n\n".join(filter(None, (str(self.kind.label), self.source, self.evidence)))


@dataclass(frozen=True)
class Comparison:
    """How one wording became another, word by word."""

    old: Wording
    new: Wording
    changes: SafeString


@dataclass(frozen=True)
class HistoryPage:
    """Wordings, the latest first; `before` is the number to go on from, or None."""

    post: Post
    wordings: Sequence[Wording]
    comparison: Comparison | None
    before: int | None


def history_page(post: Post, *, old: str = "", new: str = "", before: str = "") -> HistoryPage:
    """The wordings of `post` below the number `before`, and two compared: those numbered `old` and `new`.

    Numbers come as the address has them. The last two are compared if nothing is asked for.
    """
    present = _present(post)
    below = number_in(before)
    earlier = post.revisions.order_by("-number")
    found = list((earlier.filter(number__lt=below) if below else earlier)[: SIZE + 1])
    wordings = [_earlier(revision) for revision in found[:SIZE]]
    return HistoryPage(
        post=post,
        wordings=wordings if below else [present, *wordings],
        comparison=_compare(
            present, post, number_in(old) or post.revision - 1, number_in(new) or post.revision
        ),
        before=found[SIZE - 1].number if len(found) > SIZE else None,
    )


def _compare(present: Wording, post: Post, old: int, new: int) -> Comparison | None:
    known = {revision.number: _earlier(revision) for revision in post.revisions.filter(number__in=(old, new))}
    known[present.number] = present
    if old == new or old not in known or new not in known:
        return None
    changes = render_diff(word_diff(known[old].in_words, known[new].in_words))
    return Comparison(known[old], known[new], changes)


def _present(post: Post) -> Wording:
    return Wording(
        number=post.revision,
        kind=Kind(post.kind),
        source=post.source,
        html=post.safe_html,
        evidence=in_words(evidence_of(post)),
        written_at=post.edited_at or post.written_at,
    )


def _earlier(revision: Revision) -> Wording:
    return Wording(
        number=revision.number,
        kind=Kind(revision.kind),
        source=revision.source,
        html=mark_safe(revision.html),  # noqa: S308 (made safe when it was written)
        evidence=revision.evidence,
        written_at=revision.written_at,
    )
