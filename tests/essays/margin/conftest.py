"""Margins with much in them, written as rows: pages must not feel how much."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from essays.margin.contexts import ANNOTATION
from essays.margin.models import Annotation, Passage, Placement, Tally
from forum.debate.models import Post, Thread
from forum.sources.actions import find_or_add
from forum.sources.models import Source


@pytest.fixture
def ledger(bashir) -> Source:
    return find_or_add(member=bashir, author="Okafor, Ngozi", title="The Ledger of the Baths", year="1931")


@pytest.fixture
def fill_margin(section) -> Callable[..., None]:
    """`fill_margin(members, 100)` puts that many notes of these members beside the section, on two of its blocks."""

    def fill(members, count: int) -> None:
        essay, circle = section.edition.essay, section.edition.essay.circle
        rows = [section.blocks[1 + n % 2] for n in range(count)]
        authors = [members[n % len(members)] for n in range(count)]
        threads = Thread.objects.bulk_create(
            Thread(circle=circle, context=ANNOTATION, opened_by=author) for author in authors
        )
        openings = Post.objects.bulk_create(
            Post(
                thread=thread, author=author, kind="critique", source="I doubt it.", html="<p>I doubt it.</p>"
            )
            for thread, author in zip(threads, authors, strict=True)
        )
        for thread, opening in zip(threads, openings, strict=True):
            thread.opening = opening
        Thread.objects.bulk_update(threads, ["opening"])
        annotations = Annotation.objects.bulk_create(
            Annotation(thread=thread, essay=essay, edition=essay.edition) for thread in threads
        )
        passages = Passage.objects.bulk_create(
            Passage(annotation=annotation, exact=section.text[row["start"] : row["start"] + 5])
            for annotation, row in zip(annotations, rows, strict=True)
        )
        Placement.objects.bulk_create(
            Placement(
                passage=passage,
                edition=essay.edition,
                section=section,
                block=row["number"],
                start=row["start"],
                end=row["start"] + 5,
                nth=1 + n // 2,
            )
            for n, (passage, row) in enumerate(zip(passages, rows, strict=True))
        )
        for row in section.blocks[1:3]:
            on_block = sum(found is row for found in rows)
            if on_block:
                Tally.objects.create(
                    section=section, block=row["number"], circle=circle, kind="critique", count=on_block
                )

    return fill


@pytest.fixture
def at(essay, section):
    """The address of a page about the section: `at("notes")`."""

    def address(name: str, *more) -> str:
        return reverse(name, args=[essay.slug, section.slug, *more])

    return address
