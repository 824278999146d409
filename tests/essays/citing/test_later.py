"""What is said of a citation in an earlier edition is said in later ones, too, wherever the same is printed there."""

import random

import pytest

from essays.citing.checking import FoundInBook, check
from essays.citing.mending import Meant, mend, take_back
from essays.citing.models import Check, Mending
from essays.editions import actions
from essays.editions.models import NextEdition
from essays.library.models import Edition, Essay
from essays.library.publishing import publish
from essays.library.readers import read
from forum.circles.models import Circle
from forum.sources.actions import find_or_add
from tests.conftest import make_member
from tests.essays.citing.conftest import PIER, citations_of
from tests.essays.editions.conftest import replaced
from tests.forum.debate.test_concurrency import at_once


def propose(member, essay, *change: str) -> NextEdition:
    essay.refresh_from_db()
    begun = actions.begin_edition(member=member, essay=essay)
    begun = actions.change(member=member, edition=begun, seen=1, how=replaced(*change))
    begun = actions.compare(member=member, edition=begun)
    return actions.propose(member=member, edition=begun, why="Better so.")


@pytest.fixture
def published(amara, pier):
    """Publishes the text about the pier with other words: `published("No list", "No long list")`."""

    def publish_with(*change: str) -> Edition:
        actions.publish(member=amara, edition=propose(amara, pier, *change))
        pier.refresh_from_db()
        return pier.edition

    return publish_with


def test_a_check_of_the_old_wording_counts_for_the_new_one(bashir, pier, cited, looked_up, published):
    published("how it began", "how it all began")
    looked_up(bashir, cited[0], page="12")
    looked_up(bashir, cited[0], page="13")
    now = citations_of(pier)[0]
    assert (now.standing, now.checks_made) == ("once", 1)
    assert now.checks.get().page == "13"


def test_it_says_nothing_of_a_quotation_that_reads_otherwise(bashir, pier, cited, looked_up, published):
    published("No list was kept", "No long list was kept")
    looked_up(bashir, cited[2])
    assert citations_of(pier)[2].standing == "unchecked"


def test_it_goes_on_through_every_edition_that_prints_the_same(bashir, pier, cited, looked_up, published):
    second = published("how it began", "how it all began")
    published("He adds", "She adds")
    looked_up(bashir, cited[0])
    assert {one.citation.section.edition.number for one in Check.objects.all()} == {1, 2, 3}
    assert second.number == 2


def test_a_mending_and_its_taking_back_go_on_as_well(amara, bashir, pier, cited, published):
    tides = find_or_add(member=bashir, author="Brandt, Jonas", title="Tides and Stones", year="1922")
    published("how it began", "how it all began")
    mended = mend(member=bashir, citation=cited[0], meant=Meant(tides, "p. 2"), with_those_leaning=True)
    assert [row.source == tides for row in citations_of(pier)] == [True, True, True, False, False]
    take_back(member=amara, mending=mended)
    assert [row.source == tides for row in citations_of(pier)] == [False] * 5


def test_what_was_mended_there_since_stays_as_it_was_mended(amara, bashir, pier, cited, published):
    tides = find_or_add(member=bashir, author="Brandt, Jonas", title="Tides and Stones", year="1922")
    published("how it began", "how it all began")
    mend(member=amara, citation=citations_of(pier)[0], meant=Meant(cited[3].source, "p. 1"))
    mended = mend(member=bashir, citation=cited[0], meant=Meant(tides, "p. 2"))
    take_back(member=amara, mending=mended)
    assert citations_of(pier)[0].source == cited[3].source


def test_those_mended_along_are_taken_back_along_in_the_next_edition(amara, bashir, pier, cited, published):
    tides = find_or_add(member=bashir, author="Brandt, Jonas", title="Tides and Stones", year="1922")
    mend(member=bashir, citation=cited[0], meant=Meant(tides, "p. 2"), with_those_leaning=True)
    published("how it began", "how it all began")
    take_back(member=amara, mending=citations_of(pier)[0].mendings.get())
    assert [row.source == tides for row in citations_of(pier)] == [False] * 5


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_said_while_an_edition_is_published_misses_it(monkeypatch):
    Circle.objects.get_or_create(is_commons=True, defaults={"slug": "commons", "name": "The Commons"})
    people = [make_member(f"reader{number}") for number in range(4)]
    outline = read(PIER.encode(), "pier.md")
    essay = publish(member=people[0], circle=Circle.objects.commons(), outline=outline)
    tides = find_or_add(member=people[0], author="Brandt, Jonas", title="Tides and Stones", year="1922")
    changes = [("how it began", "how it all began"), ("how it all began", "how it began")] * 3
    for turn, change in enumerate(changes):
        proposed = propose(people[0], essay, *change)
        rows = citations_of(essay)

        def do(member, proposed=proposed, rows=rows, turn=turn):
            if member == people[0]:
                actions.publish(member=member, edition=proposed)
                return
            for row in random.Random(f"{turn} {member.pk}").sample(rows, len(rows)):
                check(member=member, citation=row, found=FoundInBook("as-quoted", page=str(turn)))
                mend(member=member, citation=row, meant=Meant(tides, f"p. {member.pk}"))

        at_once(do, *[(member,) for member in people])
        now = citations_of(Essay.objects.get())
        assert [row.checks_made for row in now] == [3] * 5
        assert set(Check.objects.filter(citation__in=now).values_list("page", flat=True)) == {str(turn)}
        assert Mending.objects.filter(citation__in=now).count() == 3 * 5 * (turn + 1)
        essay.refresh_from_db()
