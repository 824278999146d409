"""Pages by key."""

import pytest

from forum.debate.models import Thread
from forum.web.pagination import newest_page


@pytest.fixture
def threads(amara, commons) -> list[int]:
    made = [Thread.objects.create(circle=commons, opened_by=amara) for _ in range(7)]
    return [thread.pk for thread in reversed(made)]


def pks(page) -> list[int]:
    return [thread.pk for thread in page.rows]


def test_pages_follow_each_other_newest_first(threads):
    first = newest_page(Thread.objects.all(), size=3)
    second = newest_page(Thread.objects.all(), before=first.after, size=3)
    third = newest_page(Thread.objects.all(), before=second.after, size=3)

    assert [pks(first), pks(second), pks(third)] == [threads[:3], threads[3:6], threads[6:]]
    assert third.after == ""


def test_a_page_that_is_just_full_is_the_last(threads):
    assert newest_page(Thread.objects.all(), size=7).after == ""


@pytest.mark.parametrize("key", ["", "x", "-1", "1e9"])
def test_a_key_that_is_no_number_is_none(threads, key):
    assert pks(newest_page(Thread.objects.all(), before=key, size=2)) == threads[:2]
