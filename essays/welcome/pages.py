"""What the front door shows: the texts, where it is lively, and, to a member, what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from essays.library.models import Essay, Section
from essays.library.pages import minutes_for
from essays.margin.models import Annotation, Tally
from forum.debate.contexts import Context, contexts_of
from forum.debate.models import Post, Thread
from forum.debate.pages import title_of
from forum.debate.querysets import has_words
from forum.text import excerpt

TEXTS = 4
LIVELIEST = 4
AMONG = (
    60  # of so many threads, those with a post most recently, the ones with most replies are the liveliest
)
NEWS = 8
NEW_POSTS = 40  # read to find the threads that have news; further posts count as "more"
WORDS = 180  # code points of a post that are quoted as news
SHOWN_OF_NEWS = (
    "kind", "html", "written_at", "author__handle", "author__display_name",
    "thread__context", "thread__title", "thread__circle__name", "thread__opening__html",
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A text on the front door, with how much there is to read and how much stands in its margin."""

    essay: Essay
    sections: int
    minutes: int
    notes: int


@dataclass(frozen=True)
class Talk:
    """A thread, and the place it stands in; `place` is None in a thread of a circle's own."""

    thread: Thread
    place: Context | None

    @property
    def title(self) -> str:
        return title_of(self.thread, self.place)


@dataclass(frozen=True)
class News:
    """What others have written in one thread since the member was last here: the newest post, and how many."""

    talk: Talk
    newest: Post
    words: str
    count: int


@dataclass(frozen=True)
class FrontDoor:
    texts: Sequence[Text]
    passages: Sequence[Talk]
    threads: Sequence[Talk]
    news: Sequence[News]


def front_door_page(reader: Any) -> FrontDoor:
    """Everything on the front door as `reader` may see it, in four queries, or five for a member."""
    passages = liveliest(recent_in_margins(reader))
    threads = liveliest(recent_in_circles(reader))
    fresh = by_thread(new_posts(reader)) if reader.is_authenticated else []
    places = contexts_of([*passages, *threads, *(posts[0].thread for posts in fresh)])
    return FrontDoor(
        texts=texts(reader),
        passages=[talk_in(thread, places) for thread in passages],
        threads=[talk_in(thread, places) for thread in threads],
        news=[news_of(posts, places) for posts in fresh[:NEWS]],
    )


def texts(reader: Any) -> list[Text]:
    """The newest texts. Notes are summed from the tallies kept beside each block: no margin is counted."""
    sections = Section.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
    notes = (
        Tally.objects.visible_to(reader)
        .filter(section__edition=OuterRef("edition"))
        .values("section__edition")
    )
    essays = (
        Essay.objects.visible_to(reader)
        .newest_first()
        .select_related("circle", "edition")
        .annotate(
            section_total=Subquery(sections.annotate(total=Count("pk")).values("total")),
            note_total=Subquery(notes.annotate(total=Sum("count")).values("total")),
        )
    )
    return [
        Text(
            essay=essay,
            sections=essay.section_total or 0,
            minutes=minutes_for(essay.edition.word_count),
            notes=essay.note_total or 0,
        )
        for essay in essays[:TEXTS]
    ]


def recent_in_margins(reader: Any) -> QuerySet:
    """The ids of the threads in margins with the latest posts."""
    notes = Annotation.objects.visible_to(reader).filter(
        has_words("thread__opening"), thread__private_to=None
    )
    return notes.order_by("-thread__last_post_at", "-thread_id").values("thread")[:AMONG]


def recent_in_circles(reader: Any) -> QuerySet:
    """The ids of the circles' own threads with the latest posts."""
    threads = Thread.objects.visible_to(reader).of_their_own().shared().with_opening_words()
    return threads.by_activity().values("pk")[:AMONG]


def liveliest(recent: QuerySet) -> list[Thread]:
    """Those of the `recent` with most replies; of equals, the more recent. One query."""
    threads = Thread.objects.filter(pk__in=recent).for_lists()
    return list(threads.order_by("-reply_count", "-last_post_at", "-pk")[:LIVELIEST])


def new_posts(member: Any) -> Iterable[Post]:
    """What others have written since `member` was last here, newest first."""
    posts = Post.objects.visible_to(member).with_words().filter(written_at__gt=member.new_since)
    posts = posts.exclude(author=member).select_related("author", "thread__circle", "thread__opening")
    return posts.only(*SHOWN_OF_NEWS).order_by("-written_at", "-pk")[:NEW_POSTS]


def by_thread(posts: Iterable[Post]) -> list[list[Post]]:
    """Posts of the same thread together, threads and posts in the order they come in."""
    threads: dict[int, list[Post]] = {}
    for post in posts:
        threads.setdefault(post.thread_id, []).append(post)
    return list(threads.values())


def talk_in(thread: Thread, places: Mapping[int, Context]) -> Talk:
    return Talk(thread, places.get(thread.pk))


def news_of(posts: Sequence[Post], places: Mapping[int, Context]) -> News:
    newest = posts[0]
    return News(talk_in(newest.thread, places), newest, words=excerpt(newest.html, WORDS), count=len(posts))
