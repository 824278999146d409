"""Pages of works, in whatever order, are those that counting work by work would give each reader."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser

from essays.citing.asking import COUNTED, FILTERS, SORTS, Asked
from essays.citing.counting import counted, key_of, page_of
from essays.citing.surveys import survey
from forum.debate.actions import EvidenceGiven, open_thread, withdraw_post
from forum.sources.actions import find_or_add
from forum.sources.merging import merge
from tests.essays.citing.conftest import citations_of

HAS = {
    "": lambda work: True,
    "unchecked": lambda work: work.checked < work.leans,
    "failed": lambda work: work.failed,
    "disputed": lambda work: work.disputed,
    "against": lambda work: work.cited_against,
}


@pytest.fixture
def shelf(amara, bashir, commons, kitchen, pier, closed_pier, looked_up):
    """Works cited by chance in an open circle, a closed one and private notes; some of them merged, some unused."""
    chance = random.Random(3)
    people = {"commons": (amara, bashir), "kitchen": (amara,), "": (amara, bashir)}
    works = [
        find_or_add(
            member=bashir,
            author=f"A. {number % 4}",
            title=f"Volume {number % 7}.{number}",
            year=str(number % 3),
        )
        for number in range(24)
    ]
    works += [citation.source for citation in citations_of(pier)]
    for _ in range(60):
        circle = chance.choice((commons, kitchen, None))
        evidence = [
            EvidenceGiven(source, "", "So.", chance.choice(("for", "against")))
            for source in chance.sample(works[4:], 2)
        ]
        member = chance.choice(people[circle.slug if circle else ""])
        opened = open_thread(member=member, circle=circle, source="Look.", evidence=evidence)
        if chance.random() < 0.2:
            withdraw_post(member=member, post=opened.opening)
    for citation in citations_of(pier)[1:] + citations_of(closed_pier)[2:]:
        members = (amara, bashir) if citation.section.edition.essay == pier else (amara,)
        for member in members:
            looked_up(member, citation, chance.choice(("as-quoted", "not-found")))
    for source, into in ((4, 5), (6, 7), (5, 8)):
        merge(member=bashir, source=works[source], into=works[into])


def test_every_order_is_that_of_the_counts_the_reader_is_shown(shelf, amara, bashir):
    for reader in (AnonymousUser(), bashir, amara):
        all_of_them = {work.pk: work for work in counted(reader, None)}
        for sort, only in [*((sort, "") for sort in SORTS), *(("for", only) for only in FILTERS if only)]:
            column = COUNTED.get(sort)
            found = sorted(
                filter(HAS[only], all_of_them.values()),
                key=lambda work: (-getattr(work, column) if column else getattr(work, sort), work.pk),
            )
            assert followed(reader, sort, only, all_of_them) == [work.pk for work in found], (sort, only)


def followed(reader, sort: str, only: str, works: dict) -> list[int]:
    """The works of all pages, from the first, ten a page."""
    seen: list[int] = []
    while True:
        after = key_of(works[seen[-1]], sort) if seen else ""
        page = page_of(reader, Asked(sort=sort, only=only, after=after), edition=None, size=10)
        if not page:
            return seen
        seen += page


@pytest.mark.parametrize("asked", [{}, {"words": "volume"}, {"sort": "for"}, {"only": "unchecked"}])
def test_what_rests_on_works_is_counted_one_by_one_only_for_those_of_the_page(
    bashir, shelf, django_assert_max_num_queries, asked
):
    with django_assert_max_num_queries(4) as seen:
        survey(bashir, Asked(**asked))
    [counts] = [one["sql"] for one in seen.captured_queries if "cited_against" in one["sql"]]
    assert '"forum_source"."id" IN (' in counts
