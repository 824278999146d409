"""What the history of a post needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from forum.debate.evidence import evidence_of, in_words
from forum.debate.models import Kind, Post, Revision
from forum.debate.restraining.hows import strength
from forum.debate.restraining.reading import Restrained
from forum.debate.restraining.wordings import Closed, closed_to, restrained
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
    restrained: Restrained | None = (
        None  # what stands at an earlier one by a ruling; then without words, or to be opened
    )

    @property
    def is_read(self) -> bool:
        """Whether its reader gets to read it, be it by a click."""
        return self.restrained is None or bool(self.restrained.opens)

    @property
    def in_words(self) -> str:
        """All of it as plain text, for comparing."""
        return "\n\n".join(filter(None, (str(self.kind.label), self.source, self.evidence)))


@dataclass(frozen=True)
class Comparison:
    """How one version became another, word by word; where a ruling closes one of them, as it closes that."""

    old: Version
    new: Version
    changes: SafeString

    @property
    def restrained(self) -> Restrained | None:
        """What stands in front of it; the stricter one where both versions are closed."""
        shut = [one.restrained for one in (self.old, self.new) if one.restrained]
        return min(shut, key=lambda one: (bool(one.opens), -strength(one.how)), default=None)


@dataclass(frozen=True)
class HistoryPage:
    """Versions of a post, the latest first, and two of them compared."""

    post: Post
    versions: Page[Version]
    comparison: Comparison | None


def history_page(post: Post, reader: Any, *, old: str = "", new: str = "", before: str = "") -> HistoryPage:
    """The versions of `post` below the key `before`, and two compared: those numbered `old` and `new`.

    `reader` gets to read the post as it stands now. Numbers come as the address has them. The last two are compared if
    nothing is asked for.
    """
    present, closing = _present(post), closed_to(post, reader)
    page = newest_page(post.revisions.all(), before=before)
    earlier = [_earlier(revision, closing) for revision in page.rows]
    latest_earlier = earlier[0].number if earlier else 0
    return HistoryPage(
        post=post,
        versions=Page([present, *earlier] if latest_earlier == post.revision - 1 else earlier, page.further),
        comparison=_compare(
            present, post, closing, number_in(old) or post.revision - 1, number_in(new) or post.revision
        ),
    )


def _compare(
    present: Version, post: Post, closing: Sequence[Closed], old: int, new: int
) -> Comparison | None:
    rows = post.revisions.filter(number__in=(old, new))
    known = {revision.number: _earlier(revision, closing) for revision in rows}
    known[present.number] = present
    if old == new or old not in known or new not in known:
        return None
    if not (known[old].is_read and known[new].is_read):
        return Comparison(known[old], known[new], SafeString())
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


def _earlier(revision: Revision, closing: Sequence[Closed]) -> Version:
    """An earlier version, without its words where its reader does not get to read them."""
    closed = restrained(closing, revision.number)
    is_read = closed is None or bool(closed.opens)
    return Version(
        number=revision.number,
        kind=Kind(revision.kind),
        source=revision.source if is_read else "",
        html=mark_safe(revision.html if is_read else ""),  # noqa: S308 (made safe when it was written)
        evidence=revision.evidence if is_read else "",
        written_at=revision.written_at,
        restrained=closed,
    )
