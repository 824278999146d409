"""What the overview of a debate needs, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.debate.addressing import address_of
from forum.debate.contexts import Context, contexts_of
from forum.debate.glancing import in_few_words
from forum.debate.models import Kind, Post, Thread
from forum.debate.overview.picture import Picture, Span, picture_of, spans
from forum.debate.overview.times import span_at
from forum.debate.pages import title_of
from forum.debate.querysets import PostQuerySet
from forum.web.addresses import by_number
from forum.web.asked import path_in

SIZE = 20
WORDS = 200  # code points of a post
UNANSWERED = "unanswered"
ASKS_FOR_ANSWER = (Kind.CRITIQUE, Kind.COUNTER_EVIDENCE, Kind.QUESTION)
SHOWN = {
    UNANSWERED: _("Still unanswered"),
    Kind.CRITIQUE.value: _("Critiques"),
    Kind.COUNTER_EVIDENCE.value: _("Counter-evidence"),
    Kind.QUESTION.value: _("Questions"),
    Kind.SUPPORT.value: _("In support"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A post in few words."""

    href: str
    kind: str
    author: str
    words: str
    written_at: datetime
    is_unanswered: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that can be shown, and how many posts are in it; None where that is not counted."""

    name: str
    label: str | Promise
    count: int | None


@dataclass(frozen=True)
class OverviewPage:
    """A debate from above. `after` is the path to go on from, "" at the end of the list."""

    thread: Thread
    title: str
    href: str
    place: Context | None
    shown: str
    choices: Sequence[Choice]
    lines: Sequence[Line]
    after: str
    spans: Sequence[Span]
    picture: Picture | None  # None where all was written at one time

    @property
    def kinds(self) -> Sequence[str]:
        """In the order of the table's columns."""
        return Kind.values


def overview_page(thread: Thread, reader: Any, *, shown: str = "", after: str = "") -> OverviewPage:
    """The overview of `thread`, which comes with its circle and opening post: the posts named by `shown` after a path,
    in reading order. Three queries, with one more for where it stands."""
    shown = shown if shown in SHOWN else UNANSWERED
    place = contexts_of([thread]).get(thread.pk)
    found = list(_posts(thread, shown).filter(Q(path__gt=path_in(after)) if after else Q())[: SIZE + 1])
    told = _told(thread)
    totals = {kind: sum(span.counts[kind] for span in told) for kind in Kind.values}
    return OverviewPage(
        thread=thread,
        title=title_of(thread, place),
        href=place.url if place else address_of(thread),
        place=place,
        shown=shown,
        choices=[Choice(name, label, totals.get(name)) for name, label in SHOWN.items()],
        lines=[_line(post, reader) for post in found[:SIZE]],
        after=found[SIZE - 1].path if len(found) > SIZE else "",
        spans=told,
        picture=picture_of(told),
    )


def unanswered(posts: PostQuerySet) -> PostQuerySet:
    """Those of `posts` that ask for an answer, and that nobody but their author has answered."""
    return posts.with_words().filter(~_is_answered(), kind__in=ASKS_FOR_ANSWER)


def _posts(thread: Thread, shown: str) -> PostQuerySet:
    posts = Post.objects.filter(thread=thread).with_words()
    posts = unanswered(posts) if shown == UNANSWERED else posts.filter(kind=shown)
    return posts.for_pages().annotate(is_answered=_is_answered()).in_reading_order()


def _is_answered() -> Exists:
    answers = Post.objects.filter(answers=OuterRef("pk")).with_words()
    return Exists(answers.exclude(author=OuterRef("author"), elsewhere=OuterRef("elsewhere")))


def _told(thread: Thread) -> list[Span]:
    """How many posts of each kind were written in each span of the thread’s time: one query over all of them."""
    begins = spans(thread.opened_at, thread.last_post_at)
    rows = (
        Post.objects.filter(thread=thread)
        .with_words()
        .order_by()
        .values("kind", span=span_at("written_at", begins))
        .annotate(count=Count("pk"))
    )
    counted: list[dict[str, int]] = [dict.fromkeys(Kind.values, 0) for _span in begins]
    for row in rows:
        counted[row["span"]][row["kind"]] = row["count"]
    return [Span(begin, counts) for begin, counts in zip(begins, counted, strict=True)]


def _line(post: Any, reader: Any) -> Line:
    return Line(
        href=by_number("post")(post.pk),
        kind=post.kind,
        author=post.byline,
        words=in_few_words(post, WORDS, reader),
        written_at=post.written_at,
        is_unanswered=post.kind in ASKS_FOR_ANSWER and not post.is_answered,
    )
