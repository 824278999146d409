"""Reads a margin to hand it on: note by note, never more at once than a few hundred posts.

A queryset of annotations is the one entrance: what it holds is what leaves, whoever filtered it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from essays.exchange.models import BroughtNote
from essays.library.models import Essay, Section
from essays.margin.filtering import EVERYTHING, Filter
from essays.margin.models import Annotation, Placement
from forum.debate.bylines import byline
from forum.debate.models import Evidence, Post
from forum.debate.querysets import PostQuerySet, has_something_to_read, has_words
from forum.debate.restraining.hows import in_short
from forum.members.models import Member

NOTES_AT_ONCE = 200
POSTS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class PassageOut:
    """What a note is about, and where that stands in the edition read now: `section` is its slug, "" if gone."""

    exact: str
    prefix: str
    suffix: str
    state: str
    section: str
    section_name: str
    block: int | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class PostOut:
    """A note's or a reply's words."""

    pk: int
    answers: int | None
    depth: int
    kind: str
    member: Member  # who wrote it, or brought it from elsewhere
    elsewhere: str
    source: str
    html: str
    written_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    restraint: str
    original: str  # its address where it came from; "" for what was written here
    evidence: Sequence[Evidence]  # with sources

    @property
    def author(self) -> str:
        return self.elsewhere or self.member.name

    @property
    def withheld(self) -> str:
        """What is said in place of words that a ruling or a legal hold withholds; "" where there are any."""
        return in_short(self.restraint)

    @property
    def byline(self) -> str:
        return byline(self.member.name, self.elsewhere)


@dataclass(frozen=True, slots=True)
class NoteOut:
    """A note with its passages; `replies` come in reading order, and can be read once."""

    annotation: Annotation  # with thread, circle, essay
    opening: PostOut
    passages: Sequence[PassageOut]
    replies: Iterable[PostOut]

    @property
    def is_private(self) -> bool:
        return self.annotation.thread.private_to_id is not None


def annotations_of(
    essay: Essay, reader: Any, *, private: bool = False, wanted: Filter = EVERYTHING
) -> QuerySet[Annotation]:
    """The notes beside `essay` that `reader` may see and that have something to read, of those that are `wanted`; their
    own private ones only if they ask for them: what is handed on should not hold them by accident."""
    notes = Annotation.objects.visible_to(reader).filter(has_something_to_read("thread"), essay=essay)
    if wanted:
        here = Placement.objects.current().filter(passage__position=0, passage__annotation=OuterRef("pk"))
        notes = notes.filter(Exists(here.matching(wanted, reader)))
    return notes if private else notes.filter(thread__private_to=None)


def notes_of(annotations: QuerySet[Annotation], *, section: int | None = None) -> Iterator[NoteOut]:
    """Those annotations in reading order, those whose passage is gone last; or only those that begin in `section`,
    a row's number. Six queries for some hundred of them, and for each thousand replies of a long thread one or two."""
    places = _first_places(annotations)
    if section is not None:
        places = places.filter(section=section)
    return _read(places)


def notes_gone_from(annotations: QuerySet[Annotation]) -> Iterator[NoteOut]:
    """Those annotations whose first passage is no longer in the text."""
    return _read(_first_places(annotations).filter(section=None))


def numbers_in(annotations: QuerySet[Annotation], section: int) -> list[tuple[int, int]]:
    """The end of the first passage and the number of each annotation that begins in `section`, in the order of
    `notes_of`. One query."""
    places = _first_places(annotations).filter(section=section).values_list("end", "passage__annotation_id")
    return [(end or 0, pk) for end, pk in places]


def notes_numbered(numbers: Sequence[int]) -> Iterator[NoteOut]:
    """The annotations with these numbers, the lowest first."""
    return _read(_first_places(Annotation.objects.filter(pk__in=numbers)).order_by("passage__annotation_id"))


def note_of(annotation: Annotation) -> NoteOut:
    """One annotation, read with its essay, thread and circle, as it is handed on, without its replies. Four queries."""
    place = _Place(annotation.pk, annotation.thread_id, replies=0)
    return next(_notes([place], {annotation.pk: annotation}))


class _Place(NamedTuple):
    annotation: int
    thread: int
    replies: int


def _first_places(annotations: QuerySet[Annotation]) -> QuerySet[Placement]:
    """Where each annotation stands first, in reading order."""
    places = Placement.objects.filter(
        passage__position=0,
        passage__annotation__in=annotations.order_by(),
        edition=F("passage__annotation__essay__edition"),
    )
    return places.order_by(F("section__position").asc(nulls_last=True), "start", "pk")


def _read(places: QuerySet[Placement]) -> Iterator[NoteOut]:
    """The order is read at once, as numbers; the notes in chunks of about as many posts each."""
    thread = "passage__annotation__thread"
    rows = places.values_list("passage__annotation_id", f"{thread}_id", f"{thread}__reply_count")
    for chunk in _chunks(_Place(*row) for row in rows.iterator()):
        yield from _notes(chunk)


def _chunks(places: Iterable[_Place]) -> Iterator[list[_Place]]:
    chunk: list[_Place] = []
    posts = 0
    for place in places:
        if chunk and (len(chunk) == NOTES_AT_ONCE or posts + place.replies >= POSTS_AT_ONCE):
            yield chunk
            chunk, posts = [], 0
        chunk.append(place)
        posts += 1 + place.replies
    if chunk:
        yield chunk


def _notes(chunk: Sequence[_Place], annotations: Mapping[int, Annotation] | None = None) -> Iterator[NoteOut]:
    if annotations is None:
        # Texts and circles are few: each is read once for the chunk.
        rows = Annotation.objects.select_related("thread").prefetch_related("essay", "thread__circle")
        annotations = rows.in_bulk([place.annotation for place in chunk])
    passages = _passages(annotations)
    openings = dict(_posts(_posts_in([place.thread for place in chunk]).filter(path="")))
    replies = _replies(chunk)
    for place in chunk:
        yield NoteOut(
            annotation=annotations[place.annotation],
            opening=openings[place.thread],
            passages=passages[place.annotation],
            replies=replies(place.thread),
        )


def _passages(annotations: Iterable[int]) -> dict[int, list[PassageOut]]:
    places = Placement.objects.filter(
        passage__annotation__in=list(annotations), edition=F("passage__annotation__essay__edition")
    )
    columns = ("passage__exact", "passage__prefix", "passage__suffix", "state", "block", "start", "end")
    rows = list(
        places.order_by("passage__annotation_id", "passage__position").values_list(
            "passage__annotation_id", "section_id", *columns
        )
    )
    sections = Section.objects.defer("text", "blocks").in_bulk({section for _, section, *_ in rows} - {None})
    found: dict[int, list[PassageOut]] = defaultdict(list)
    for annotation, section_id, exact, prefix, suffix, state, block, start, end in rows:
        section = sections.get(section_id)
        slug, name = (section.slug, section.name) if section else ("", "")
        found[annotation].append(PassageOut(exact, prefix, suffix, state, slug, name, block, start, end))
    return found


def _replies(chunk: Sequence[_Place]) -> Any:
    """A function from a thread to its replies. A thread longer than a chunk stands alone in it, and is read on the
    way; of all others the replies are read together."""
    if len(chunk) == 1 and chunk[0].replies > POSTS_AT_ONCE:
        return lambda thread: (post for _, post in _batchwise(thread))
    answered = [place.thread for place in chunk if place.replies]
    together = _posts(_posts_in(answered).exclude(path="")) if answered else []
    by_thread = {
        thread: [post for _, post in posts] for thread, posts in groupby(together, key=lambda found: found[0])
    }
    return lambda thread: by_thread.get(thread, [])


def _batchwise(thread: int) -> Iterator[tuple[int, PostOut]]:
    replies = _posts_in([thread])
    after = ""
    while batch := list(replies.filter(path__gt=after)[:POSTS_AT_ONCE]):
        yield from _posts(batch)
        after = batch[-1].path


def _posts_in(threads: Sequence[int]) -> PostQuerySet:
    return Post.objects.filter(thread__in=threads).select_related("author").order_by("thread_id", "path")


def _posts(posts: Iterable[Post]) -> list[tuple[int, PostOut]]:
    """The posts with what they bring, each after the number of its thread."""
    posts = list(posts)
    numbers = [post.pk for post in posts]
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    for piece in Evidence.objects.filter(has_words("post"), post__in=numbers).select_related("source"):
        evidence[piece.post_id].append(piece)
    brought = BroughtNote.objects.filter(post__in=[post.pk for post in posts if post.elsewhere])
    originals = dict(brought.values_list("post_id", "original"))
    return [
        (
            post.thread_id,
            PostOut(
                pk=post.pk,
                answers=post.answers_id,
                depth=post.depth,
                kind=post.kind,
                member=post.author,
                elsewhere=post.elsewhere,
                source="" if post.is_withheld else post.source,
                html=post.html,
                written_at=post.written_at,
                edited_at=post.edited_at,
                withdrawn_at=post.withdrawn_at,
                restraint=post.restraint,
                original=originals.get(post.pk, ""),
                evidence=evidence[post.pk],
            ),
        )
        for post in posts
    ]
