"""What the front door shows: the texts, where it is lively, and, to a member, what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from essays.library.models import Essay, Section
from essays.library.pages import minutes_for
from essays.library.querysets import EssayQuerySet
from essays.margin.models import Annotation, Tally
from essays.welcome.own import Own, own_of
from forum.debate.bylines import byline
from forum.debate.contexts import Context, contexts_at
from forum.debate.models import Post, Thread
from forum.debate.pages import title_of, title_said
from forum.debate.querysets import has_words
from forum.debate.restraining.hows import WITH_WORDS
from forum.members.models import Block, Member
from forum.members.prepared import PreparedForReaders
from forum.members.querysets import name_at
from forum.text import excerpt
from forum.web.addresses import by_number
from forum.web.prepared import Prepared

TEXTS = 4
LIVELIEST = 4
AMONG = (
    60  # of so many threads, those with a post most recently, the ones with most replies are the liveliest
)
NEWS = 8
NEW_POSTS = 40  # read to find the threads that have news; further posts count as "more"
WORDS = 180  # code points of a post that are quoted as news
SHOWN_OF_NEWS = (
    "pk", "kind", "html", "written_at", "elsewhere", "thread_id", "thread__context", "thread__title",
    "thread__circle__name", "thread__opening__html", "thread__opening__restraint",
)  # fmt: skip
Row = dict[str, Any]


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

    href: str
    title: str
    place: str
    kind: str
    byline: str
    written_at: datetime
    words: str
    count: int


@dataclass(frozen=True)
class FrontDoor:
    texts: Sequence[Text]
    passages: Sequence[Talk]
    threads: Sequence[Talk]
    news: Sequence[News]
    own: Own  # what waits for the reader


def front_door_page(reader: Any) -> FrontDoor:
    """Everything on the front door as `reader` may see it: in four queries, or six for a member for whom nothing waits.

    One more for each kind of thing that waits, and, where a meeting does, for each room that knows of meetings.
    """
    passages = LIVELIEST_IN_MARGINS.rows(reader)
    threads = LIVELIEST_IN_CIRCLES.rows(reader)
    fresh = by_thread(NEW_TO.rows(reader, reader.new_since))[:NEWS] if reader.is_authenticated else []
    places = contexts_at(
        [(thread.context, thread.pk) for thread in [*passages, *threads]]
        + [(posts[0]["thread__context"], posts[0]["thread_id"]) for posts in fresh]
    )
    return FrontDoor(
        texts=texts(reader),
        passages=[talk_in(thread, places) for thread in passages],
        threads=[talk_in(thread, places) for thread in threads],
        news=[news_of(posts, places) for posts in fresh],
        own=own_of(reader) if reader.is_authenticated else Own(),
    )


def texts(reader: Any) -> list[Text]:
    """The newest texts of all that `reader` may see."""
    return [text_of(essay) for essay in NEWEST.rows(reader)]


def newest_among(essays: EssayQuerySet, reader: Any) -> QuerySet:
    """Those that `reader` may see, the newest first, with how much there is of each. Notes are summed from the tallies
    kept beside each block: no margin is counted."""
    sections = Section.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
    notes = (
        Tally.objects.visible_to(reader)
        .filter(section__edition=OuterRef("edition"))
        .values("section__edition")
    )
    return (
        essays.visible_to(reader)
        .newest_first()
        .select_related("circle", "edition")
        .annotate(
            section_total=Subquery(sections.annotate(total=Count("pk")).values("total")),
            note_total=Subquery(notes.annotate(total=Sum("count")).values("total")),
        )
    )


NEWEST = PreparedForReaders(lambda reader: newest_among(Essay.objects.all(), reader)[:TEXTS])


def text_of(essay: Any) -> Text:
    """A row of `newest_among`."""
    return Text(
        essay=essay,
        sections=essay.section_total or 0,
        minutes=minutes_for(essay.edition.word_count),
        notes=essay.note_total or 0,
    )


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


def liveliest(recent: QuerySet) -> QuerySet:
    """Those of the `recent` with most replies; of equals, the more recent."""
    threads = Thread.objects.filter(pk__in=recent).for_lists()
    return threads.order_by("-reply_count", "-last_post_at", "-pk")[:LIVELIEST]


LIVELIEST_IN_MARGINS = PreparedForReaders(lambda reader: liveliest(recent_in_margins(reader)))
LIVELIEST_IN_CIRCLES = PreparedForReaders(lambda reader: liveliest(recent_in_circles(reader)))


def new_posts(member: Member, since: datetime) -> QuerySet:
    """What others have written since then, but for those whom the member has blocked; newest first, as rows: most of
    them are only counted, and objects cost more than words."""
    blocked = Block.objects.filter(blocker=member).values("blocked")
    posts = Post.objects.visible_to(member).with_words().filter(written_at__gt=since)
    posts = posts.exclude(author=member).exclude(author__in=blocked).order_by("-written_at", "-pk")
    return posts.values(*SHOWN_OF_NEWS, writer=name_at("author"))[:NEW_POSTS]


NEW_TO = Prepared(new_posts, Member, datetime)


def by_thread(posts: Iterable[Row]) -> list[list[Row]]:
    """Posts of the same thread together, threads and posts in the order they come in."""
    threads: dict[int, list[Row]] = {}
    for post in posts:
        threads.setdefault(post["thread_id"], []).append(post)
    return list(threads.values())


def talk_in(thread: Thread, places: Mapping[int, Context]) -> Talk:
    return Talk(thread, places.get(thread.pk))


def news_of(posts: Sequence[Row], places: Mapping[int, Context]) -> News:
    newest = posts[0]
    place = places.get(newest["thread_id"])
    return News(
        href=by_number("post")(newest["pk"]),
        title=title_said(
            newest["thread__title"],
            newest["thread__opening__html"] or "",
            place,
            is_withheld=newest["thread__opening__restraint"] not in WITH_WORDS,
        ),
        place=place.title if place else newest["thread__circle__name"] or "",
        kind=newest["kind"],
        byline=byline(newest["writer"], newest["elsewhere"]),
        written_at=newest["written_at"],
        words=excerpt(newest["html"], WORDS),
        count=len(posts),
    )
