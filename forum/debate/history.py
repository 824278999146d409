"""What the history of a post needs."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from forum.debate.evidence import evidence_of, in_words
from forum.debate.models import Kind, Post, Revision
from forum.text import render_diff, word_diff
from forum.web.asked import number_in
from forum.web.pagination import Page, newest_page


@dataclass(frozen=True)
class Version:
    """What a post said, from `written_at` until the next version."""

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
    """How one version became another, word by word."""

    old: Version
    new: Version
    changes: SafeString


@dataclass(frozen=True)
class HistoryPage:
    """Versions of a post, the latest first, and two of them compared."""

    post: Post
    versions: Page[Version]
    comparison: Comparison | None


def history_page(post: Post, *, old: str = "", new: str = "", before: str = "") -> HistoryPage:
    """The versions of `post` below the key `before`, and two compared: those numbered `old` and `new`.

    Numbers come as the address has them. The last two are compared if nothing is asked for.
    """
    present = _present(post)
    page = newest_page(post.revisions.all(), before=before)
    earlier = [_earlier(revision) for revision in page.rows]
    latest_earlier = earlier[0].number if earlier else 0
    return HistoryPage(
        post=post,
        versions=Page([present, *earlier] if latest_earlier == post.revision - 1 else earlier, page.further),
        comparison=_compare(
            present, post, number_in(old) or post.revision - 1, number_in(new) or post.revision
        ),
    )


def _compare(present: Version, post: Post, old: int, new: int) -> Comparison | None:
    known = {revision.number: _earlier(revision) for revision in post.revisions.filter(number__in=(old, new))}
    known[present.number] = present
    if old == new or old not in known or new not in known:
        return None
    changes = render_diff(word_diff(known[old].in_words, known[new].in_words))
    return Comparison(known[old], known[new], changes)


def _present(post: Post) -> Version:
    return Version(
        number=post.revision,
        kind=Kind(post.kind),
        source=post.source,
        html=post.safe_html,
        evidence=in_words(evidence_of(post)),
        written_at=post.edited_at or post.written_at,
    )


def _earlier(revision: Revision) -> Version:
    return Version(
        number=revision.number,
        kind=Kind(revision.kind),
        source=revision.source,
        html=mark_safe(revision.html),  # noqa: S308 (made safe when it was written)
        evidence=revision.evidence,
        written_at=revision.written_at,
    )
