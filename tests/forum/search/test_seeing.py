"""Nobody finds, or counts, what they may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.circles.actions import join
from forum.debate.actions import EvidenceGiven, open_thread
from forum.search.pages import search_page
from forum.sources.actions import find_or_add

pytestmark = pytest.mark.django_db

WORD = "quince"


@pytest.fixture
def hidden(amara, kitchen):
    """A word that stands in everything of the closed circle, and in nothing else."""
    kitchen.name = f"{WORD} eaters"
    kitchen.save()
    source = find_or_add(member=amara, author="", title=f"The {WORD}")
    open_thread(
        member=amara,
        circle=kitchen,
        title=f"A {WORD}",
        source=WORD,
        evidence=[EvidenceGiven(source, "", WORD, "for")],
    )
    return kitchen


def found(reader, said=WORD):
    page = search_page(reader, said)
    return len(page.hits), page.count, [facet.name for facet in page.facets]


def test_a_closed_circle_does_not_exist_for_others(hidden, visitor, bashir, amara):
    for asked in (WORD, f"{WORD} in:kitchen", "in:kitchen", "what:circles in:kitchen"):
        assert found(visitor, asked) == found(bashir, asked) == (0, 0, []), asked
    assert found(amara) == (3, 3, ["", "posts", "sources", "circles"])


def test_whoever_joins_finds_and_whoever_leaves_finds_no_more(hidden, bashir):
    joined = join(member=bashir, circle=hidden)
    assert found(bashir)[1] == 3
    joined.left_at = timezone.now()
    joined.save()
    assert found(bashir) == (0, 0, [])


def test_a_circle_that_closes_is_not_found_from_then_on(hidden, visitor):
    type(hidden).objects.filter(pk=hidden.pk).update(access="open")
    assert found(visitor)[1] == 3
    type(hidden).objects.filter(pk=hidden.pk).update(access="closed")
    assert found(visitor) == (0, 0, [])


def test_a_private_note_is_found_by_its_author_alone(amara, bashir, visitor):
    open_thread(member=amara, circle=None, source=f"My {WORD}.")
    assert found(amara)[1] == 1
    assert search_page(amara, WORD).hits[0].is_private
    assert found(bashir) == found(visitor) == (0, 0, [])


def test_a_source_brought_only_in_private_is_found_by_its_bringer_alone(amara, bashir, visitor):
    source = find_or_add(member=amara, author="", title=f"The {WORD}")
    open_thread(member=amara, circle=None, source="Hm.", evidence=[EvidenceGiven(source, "", "Yes.", "for")])
    assert found(amara, f"what:sources {WORD}")[1] == 1
    assert found(bashir) == found(visitor) == (0, 0, [])


def test_what_others_may_not_see_takes_no_place_from_what_they_may(
    hidden, amara, commons, bashir, monkeypatch
):
    monkeypatch.setattr("forum.search.engines.candidates.MOST_OF_A_SHARE", 2)
    shown = open_thread(member=amara, circle=commons, title=f"An open {WORD}", source="Yes.")
    for n in range(3):
        open_thread(member=amara, circle=hidden, title=f"{WORD} {n}", source="No.")
    assert [hit.href for hit in search_page(bashir, WORD).hits] == [shown.opening.get_absolute_url()]


@pytest.mark.parametrize("role", ["visitor", "member"])
def test_a_page_costs_the_same_queries_however_much_is_found(role, client, amara, commons, request):
    if role == "member":
        client.force_login(amara)
        client.get("/search/")  # which notes the visit

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer = client.get("/search/", {"q": WORD})
        assert answer.status_code == 200
        return len(captured)

    source = find_or_add(member=amara, author="", title=f"The {WORD}")
    evidence = [EvidenceGiven(source, "", "Yes.", "for")]
    open_thread(member=amara, circle=commons, title=f"A {WORD}", source="Yes.", evidence=evidence)
    before = queries()
    for n in range(12):
        open_thread(member=amara, circle=commons, title=f"{WORD} {n}", source="Yes.", evidence=evidence)
    assert queries() == before <= (6 if role == "visitor" else 10)
