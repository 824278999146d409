"""A text whose sections have margins of different size, written many rows at a time."""

from collections import Counter
from datetime import timedelta
from random import Random

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from essays.library.models import Essay, Section
from essays.library.outline import Block, Outline
from essays.library.outline import Section as Part
from essays.library.publishing import publish
from essays.margin import tallies
from essays.margin.actions import block_at
from essays.margin.contexts import ANNOTATION
from essays.margin.models import Annotation, Passage, Placement
from forum.debate.models import Post, Thread
from tests.bench.people import People
from tests.bench.threads import post_of
from tests.bench.words import paragraph, wordings

BLOCKS, WORDS_A_BLOCK = 25, 100  # with four sections some 60 KB of text
WORDS_A_NOTE = 60
SHORTEST, LONGEST = 20, 200  # code points of a passage
BATCH = 500


def put_up(people: People, sizes: list[int]) -> Essay:
    """An essay with a section `with-<size>` for each of `sizes`, with that many annotations in its margin."""
    random = Random(1)
    parts = tuple(_part(random, size) for size in sizes)
    outline = Outline("A long text", "", "A. Writer", "1999", "en", parts)
    essay = publish(member=people.reader, circle=people.commons, outline=outline)
    for section, size in zip(essay.edition.sections.order_by("position"), sizes, strict=True):
        annotate(people, essay, section, size)
    return essay


def _part(random: Random, size: int) -> Part:
    heading = f"With {size} notes"
    words = (Block("paragraph", paragraph(random, WORDS_A_BLOCK)) for _ in range(BLOCKS))
    return Part("", heading, f"with-{size}", (Block("heading", heading), *words))


@transaction.atomic
def annotate(people: People, essay: Essay, section: Section, count: int) -> None:
    """`count` annotations of the Commons, overlapping at random, each passage within a block."""
    random, authors, texts = Random(count), people.in_turn(), wordings(WORDS_A_NOTE)
    now = timezone.now()
    threads = Thread.objects.bulk_create(
        (
            Thread(
                circle=people.commons,
                context=ANNOTATION,
                opened_by=next(authors),
                last_post_at=now - timedelta(minutes=n),
            )
            for n in range(count)
        ),
        batch_size=BATCH,
    )
    openings = [post_of(thread, thread.opened_by, next(texts)) for thread in threads]
    Post.objects.bulk_create(openings, batch_size=BATCH)
    first = Post.objects.filter(thread=OuterRef("pk"), path="").values("pk")
    Thread.objects.filter(opening=None).update(opening=Subquery(first))

    annotations = Annotation.objects.bulk_create(
        (Annotation(thread=thread, essay=essay, edition=essay.edition) for thread in threads),
        batch_size=BATCH,
    )
    ranges = [_range(random, section) for _ in annotations]
    passages = Passage.objects.bulk_create(
        (
            _passage(annotation, section.text, *found)
            for annotation, found in zip(annotations, ranges, strict=True)
        ),
        batch_size=BATCH,
    )
    _place(section, passages, ranges)
    tallies.recount([section.pk])


def _range(random: Random, section: Section) -> tuple[int, int]:
    block = random.choice([row for row in section.blocks if row["end"] - row["start"] >= SHORTEST])
    length = random.randint(SHORTEST, min(LONGEST, block["end"] - block["start"]))
    start = random.randint(block["start"], block["end"] - length)
    return start, start + length


def _passage(annotation: Annotation, text: str, start: int, end: int) -> Passage:
    around = Passage.AROUND
    return Passage(
        annotation=annotation,
        exact=text[start:end],
        prefix=text[max(0, start - around) : start],
        suffix=text[end : end + around],
    )


def _place(section: Section, passages: list[Passage], ranges: list[tuple[int, int]]) -> None:
    so_far: Counter[int] = Counter()

    def placement(passage: Passage, start: int, end: int) -> Placement:
        block = block_at(section, start)
        so_far[block] += 1
        return Placement(
            passage=passage,
            edition_id=section.edition_id,
            section=section,
            block=block,
            start=start,
            end=end,
            nth=so_far[block],
        )

    Placement.objects.bulk_create(
        (placement(passage, *found) for passage, found in zip(passages, ranges, strict=True)),
        batch_size=BATCH,
    )
