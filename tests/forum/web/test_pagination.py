"""Pages by key."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.debate.models import Thread
from forum.web.pagination import newest_page, page_after

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def threads(amara, commons) -> list[int]:
    made = [Thread.objects.create(circle=commons, opened_by=amara) for _ in range(7)]
    return [thread.pk for thread in reversed(made)]


def pks(page) -> list[int]:
    return [thread.pk for thread in page.rows]


def all_pages(**how) -> list[list[int]]:
    pages, before = [], ""
    while not pages or before:
        page = newest_page(Thread.objects.all(), before=before, **how)
        pages.append(pks(page))
        before = page.further
    return pages


def test_pages_follow_each_other_newest_first(threads):
    assert all_pages(size=3) == [threads[:3], threads[3:6], threads[6:]]


def test_by_a_time_pages_follow_each_other_newest_first_and_those_of_one_moment_by_number(threads):
    """The first made are the latest, two at each moment."""
    for place, pk in enumerate(threads):
        at = NOON + place // 2 * timedelta(microseconds=1)
        Thread.objects.filter(pk=pk).update(last_post_at=at)
    latest_first = [threads[n] for n in (6, 4, 5, 2, 3, 0, 1)]

    assert all_pages(by="last_post_at", size=2) == [latest_first[n : n + 2] for n in (0, 2, 4, 6)]


@pytest.mark.parametrize("by", ["", "last_post_at"])
def test_a_page_that_is_just_full_is_the_last(threads, by):
    assert newest_page(Thread.objects.all(), by=by, size=7).further == ""


@pytest.mark.parametrize("key", ["", "x", "-1", "1e9", "1-1"])
def test_a_key_that_is_no_number_is_none(threads, key):
    assert pks(newest_page(Thread.objects.all(), before=key, size=2)) == threads[:2]


@pytest.mark.parametrize("key", ["", "x", "1", "-", "1-2-3", "9" * 40 + "-1", "9" * 18 + "-1", "\x00"])
def test_a_key_without_a_time_is_none_where_rows_are_ordered_by_one(threads, key):
    assert len(pks(newest_page(Thread.objects.all(), by="last_post_at", before=key, size=7))) == 7


def test_pages_follow_each_other_in_the_order_of_a_number(threads):
    oldest_first, pages, after = threads[::-1], [], ""
    while not pages or after:
        page = page_after(Thread.objects.all(), after, size=3)
        pages.append(pks(page))
        after = page.further

    assert pages == [oldest_first[:3], oldest_first[3:6], oldest_first[6:]]
    assert page_after(Thread.objects.all(), "", size=7).further == ""


@pytest.mark.parametrize("key", ["", "x", "-1", "1e9", "1-1"])
def test_a_key_to_go_on_from_that_is_no_number_is_none(threads, key):
    assert pks(page_after(Thread.objects.all(), key, size=2)) == threads[:-3:-1]
