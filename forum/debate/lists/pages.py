"""What a page that lists threads needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate.lists.asked import ACTIVITY, MINE, NEWEST, NOTES, UNANSWERED, WITH_EVIDENCE, Wanted
from forum.debate.lists.lines import ThreadLine, thread_lines
from forum.debate.models import Post, Thread
from forum.debate.querysets import ThreadQuerySet
from forum.debate.tags.models import Tagging
from forum.debate.tags.pages import tags_in_use
from forum.permissions import Act, can
from forum.web.pagination import Page, newest_page

ORDERS = {ACTIVITY: _("Latest posts"), NEWEST: _("Newest threads")}
FILTERS = {
    UNANSWERED: _("Unanswered"),
    WITH_EVIDENCE: _("With evidence"),
    MINE: _("I wrote in them"),
    NOTES: _("With notes in margins"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to see the list otherwise. One that is chosen leads to the list without it."""

    label: str | Promise
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class ThreadsPage:
    """Threads of a circle, or (None) of all that the reader sees."""

    circle: Circle | None
    threads: Page[ThreadLine]
    wanted: Wanted
    orders: Sequence[Choice]
    filters: Sequence[Choice]
    tags: Sequence[Choice]
    may_open: bool

    @property
    def further(self) -> str:
        """The query of the next page, "" on the last."""
        if not self.threads.further:
            return ""
        return "&".join(filter(None, (self.wanted.query, f"before={self.threads.further}")))

    @property
    def is_everywhere(self) -> bool:
        return self.circle is None

    @property
    def has_news(self) -> bool:
        return any(line.new for line in self.threads.rows)


def threads_page(
    reader: Any, wanted: Wanted, *, circle: Circle | None = None, before: str = ""
) -> ThreadsPage:
    """The threads that are asked for, of `circle` or of all that the reader sees, below the key `before`."""
    threads = _asked_for(reader, wanted, circle).for_lists()
    by = "last_post_at" if wanted.order == ACTIVITY else ""
    page = newest_page(threads, by=by, before=before)
    in_use = tags_in_use(reader, circle)
    return ThreadsPage(
        circle=circle,
        threads=Page(thread_lines(page.rows, reader), page.further),
        wanted=wanted,
        orders=[
            Choice(label, wanted.ordered(name).query, wanted.order == name) for name, label in ORDERS.items()
        ],
        filters=[
            Choice(label, wanted.toggled(flag).query, flag in wanted.flags)
            for flag, label in FILTERS.items()
            if flag != MINE or reader.is_authenticated
        ],
        tags=[Choice(name, wanted.tagged(name).query, name == wanted.tag) for name in _with(in_use, wanted.tag)],
        may_open=circle is not None and can(reader, Act.OPEN_THREAD, circle),
    )  # fmt: skip


def _with(in_use: Sequence[str], tag: str) -> Sequence[str]:
    """The tags to choose from; the one that is chosen is among them, however seldom it is used."""
    return in_use if not tag or tag in in_use else [tag, *in_use]


def _asked_for(reader: Any, wanted: Wanted, circle: Circle | None) -> ThreadQuerySet:
    seen = Thread.objects.of(circle) if circle else Thread.objects.visible_to(reader).shared()
    threads = seen.not_taken_back()
    if NOTES not in wanted.flags:
        threads = threads.of_their_own()
    if UNANSWERED in wanted.flags:
        threads = threads.unanswered()
    if WITH_EVIDENCE in wanted.flags:
        threads = threads.with_evidence()
    if MINE in wanted.flags:
        own = Post.objects.written_here().filter(author=reader.pk)  # a visitor has written nothing
        threads = threads.filter(pk__in=own.values("thread"))
    if wanted.tag:
        threads = threads.filter(pk__in=Tagging.objects.filter(tag__name=wanted.tag).values("thread"))
    return threads
