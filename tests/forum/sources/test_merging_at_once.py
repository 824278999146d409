"""Two who merge the same entries at the same moment, each the other way round."""

import pytest

from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, open_thread
from forum.sources.actions import find_or_add
from forum.sources.merging import merge, undo
from forum.sources.models import Merging, Source
from tests.conftest import make_member
from tests.forum.debate.test_concurrency import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_entries_merged_both_ways_at_once_are_one_work():
    member = make_member("amara")
    for attempt in range(10):
        one, other = (find_or_add(member=member, author="", title=f"{attempt} {side}") for side in "ab")

        at_once(
            lambda source, into: merge(member=member, source=source, into=into), (one, other), (other, one)
        )

        heads = set(Source.objects.filter(pk__in=(one.pk, other.pk)).values_list("same_as", flat=True))
        assert len(heads) == 2
        assert None in heads
        assert Merging.objects.standing().filter(source__in=(one, other)).count() == 1


def test_a_ring_merged_at_once_has_one_head():
    member = make_member("amara")
    sources = [find_or_add(member=member, author="", title=f"T{number}") for number in range(4)]
    pairs = list(zip(sources, sources[1:] + sources[:1], strict=True))

    at_once(lambda source, into: merge(member=member, source=source, into=into), *pairs)

    assert Source.objects.filter(same_as=None).count() == 1
    assert Merging.objects.standing().count() == 3


def test_sources_are_merged_while_posts_bring_several_of_them():
    # Emptying the tables after a test takes the Commons with it.
    commons, _ = Circle.objects.get_or_create(
        is_commons=True, defaults={"slug": "commons", "name": "The Commons"}
    )
    people = [make_member(f"reader{number}") for number in range(4)]
    sources = [find_or_add(member=people[0], author="Okafor", title=f"Book {number}") for number in range(4)]

    def write(member):
        for turn in range(10):
            given = [EvidenceGiven(one, "", "", "for") for one in (sources if turn % 2 else sources[::-1])]
            open_thread(member=member, circle=commons, title="Books", source="Read.", evidence=given)

    def join(member):
        for turn in range(10):
            merge(member=member, source=sources[turn % 4], into=sources[(turn + 1) % 4])
            for standing in Merging.objects.standing():
                undo(member=member, merging=standing)

    at_once(lambda act, one: act(one), (join, people[0]), *[(write, one) for one in people[1:]])
    assert not Merging.objects.standing().exists()
