"""Many write at once, and there is one record."""

from threading import Thread

import pytest
from django.db import connection

from forum.record.checking import chain
from forum.record.models import Entry
from forum.record.writing import append

WRITERS, EACH = 8, 5

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_eight_writers_at_once_leave_no_fork_and_no_gap():
    def write(writer: int) -> None:
        try:
            for number in range(EACH):
                append("decision", {"writer": writer, "number": number})
        finally:
            connection.close()

    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == [
        *range(WRITERS * EACH + 1)
    ]
    assert list(chain()) == []
    assert Entry.objects.get(number=0).type == "anchor"


def test_draws_at_once_take_one_secret_each_across_a_change_of_chains(monkeypatch):
    from forum.lots import secrets
    from forum.lots.drawing import carry_out, open_draw
    from tests.conftest import make_member

    monkeypatch.setattr(secrets, "LENGTH", 3)
    members = [make_member(f"member{n}").pk for n in range(4)]
    draws = [
        open_draw(case=str(n), members=members, n=2, needs={"fold": 2}, commitment=b"\1" * 32)
        for n in range(3)
    ]

    def draw(one) -> None:
        try:
            carry_out(draw=one)
        finally:
            connection.close()

    for _ in range(3):
        threads = [Thread(target=draw, args=(one,)) for one in [*draws, *draws]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        begin = len(draws)
        assert Entry.objects.filter(type="draw").count() == begin
        draws += [
            open_draw(case=str(n), members=members, n=2, needs={"fold": 2}, commitment=b"\1" * 32)
            for n in range(begin, begin + 3)
        ]
    assert list(chain()) == []
