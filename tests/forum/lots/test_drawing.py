"""A draw from its opening to its order, and the chain of secrets behind it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from forum.lots import secrets
from forum.lots.drawing import NotDue, add_nonce, carry_out, draw_due, open_draw
from forum.lots.models import Anchor, Draw, Leaf
from forum.lots.secrets import NoSecret, reveal, secret_at
from forum.lots.sortition import link
from forum.record.checking import checks
from forum.record.hashing import leaf
from forum.record.models import Entry

DAY = timedelta(days=1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def opened(*members, case="1", n=1, **more) -> Draw:
    ids = [one.pk for one in members]
    return open_draw(case=case, members=ids, n=n, needs={"fold": 1}, commitment=b"\1" * 32, **more)


def test_the_record_begins_with_the_anchor_whatever_is_written_first(amara):
    opened(amara)
    assert list(Entry.objects.order_by("number").values_list("type", flat=True)) == ["anchor", "open"]
    first = Entry.objects.get(number=0)
    assert first.read("anchor") == secret_at(0, secrets.LENGTH).hex()


def test_each_draw_reveals_the_next_link_back(amara, bashir):
    told = [Entry.objects.get(number=0).read("anchor")] if Entry.objects.exists() else []
    for number in range(3):
        draw = opened(amara, bashir, case=str(number))
        carry_out(draw=draw)
        draw.refresh_from_db()
        told.append(draw.drawn.read("secret"))
    told.insert(0, Entry.objects.get(number=0).read("anchor"))
    for later, before in zip(told[1:], told, strict=False):
        assert link(bytes.fromhex(later)).hex() == before


def test_a_draw_is_carried_out_once_and_answers_the_same_ever_after(amara, bashir, chiara):
    draw = opened(amara, bashir, chiara)
    order = carry_out(draw=draw)
    assert sorted(order) == sorted(one.pk for one in (amara, bashir, chiara))
    assert carry_out(draw=draw) == order
    assert Entry.objects.filter(type="draw").count() == 1


def test_a_leaf_opens_to_its_member_with_the_salt_and_to_nobody_without(amara, bashir):
    draw = opened(amara, bashir)
    own = draw.leaves.get(member=amara)
    assert leaf("1", str(amara.pk), bytes.fromhex(own.salt)).hex() == own.commitment
    assert own.commitment in draw.opened.read("leaves")
    assert str(amara.handle) not in draw.opened.body


def test_whoever_is_gone_keeps_their_place_in_the_order_as_nobody(amara, bashir):
    draw = opened(amara, bashir)
    draw.leaves.filter(member=amara).update(member=None, salt="")
    assert sorted(carry_out(draw=draw), key=bool) == [None, bashir.pk]
    assert list(checks()["draws"]()) == []


def test_a_case_is_opened_once(amara):
    opened(amara)
    with pytest.raises(IntegrityError):
        opened(amara)


def test_a_draw_takes_one_number_and_none_once_it_is_drawn(amara, bashir):
    draw = opened(amara, bashir, waits=DAY)
    receipt = add_nonce(draw=draw, nonce=b"\3" * 32)
    assert receipt.read("nonce") == "03" * 32
    with pytest.raises(ValueError, match="no further"):
        add_nonce(draw=draw, nonce=b"\4" * 32)
    late = opened(amara, bashir, case="2")
    carry_out(draw=late)
    with pytest.raises(ValueError, match="no further"):
        add_nonce(draw=late, nonce=b"\4" * 32)
    with pytest.raises(ValueError, match="bytes"):
        add_nonce(draw=opened(amara, case="3"), nonce=b"")


def test_a_new_chain_is_anchored_before_the_old_one_ends_and_taken_when_it_has(amara, bashir, monkeypatch):
    monkeypatch.setattr(secrets, "LENGTH", 2)
    for number in range(5):
        carry_out(draw=opened(amara, bashir, case=str(number)))
    types = list(Entry.objects.order_by("number").values_list("type", flat=True))
    assert types[:6] == ["anchor", "open", "draw", "anchor", "open", "draw"]
    assert list(Anchor.objects.order_by("number").values_list("revealed", flat=True)) == [2, 2, 1, 0]


def test_nothing_is_drawn_with_another_root_than_that_of_the_chain(amara, bashir, settings):
    draw = opened(amara, bashir)
    settings.LOTS_ROOT = "another"
    with pytest.raises(NoSecret, match="LOTS_ROOT"):
        carry_out(draw=draw)
    assert not Entry.objects.filter(type="draw").exists()
    assert Leaf.objects.filter(place__isnull=False).count() == 0


def test_a_secret_is_revealed_once(amara):
    assert reveal() != reveal()


@pytest.mark.parametrize("nonce", [b"\1", b"\1" * 64])
def test_numbers_may_be_as_long_as_people_like_within_reason(amara, nonce):
    assert add_nonce(draw=opened(amara, waits=DAY), nonce=nonce).read("nonce") == nonce.hex()


def drawn_in_order() -> list[str]:
    return [entry.read("case") for entry in Entry.objects.filter(type="draw").order_by("number")]


def test_draws_come_in_the_order_in_which_they_became_due_whichever_is_asked_for(amara, bashir):
    late, hasty, early = (
        opened(amara, bashir, case=case, waits=DAY, at=NOON + timedelta(hours=hour))
        for hour, case in enumerate(["late", "hasty", "early"])
    )
    add_nonce(draw=early, nonce=b"\1", at=NOON + timedelta(hours=5))
    add_nonce(draw=hasty, nonce=b"\1", at=NOON + timedelta(hours=6))
    at_once = opened(amara, bashir, case="roles", at=NOON + timedelta(hours=7))

    carry_out(draw=at_once, at=NOON + timedelta(hours=8))

    assert drawn_in_order() == ["early", "hasty", "roles"]  # whose authors still have time holds up nobody
    with pytest.raises(NotDue):
        carry_out(draw=late, at=NOON + timedelta(hours=23))
    assert draw_due(NOON + DAY) == 1
    assert drawn_in_order()[-1] == "late"


def test_a_pool_is_drawn_whatever_becomes_of_its_case(amara, bashir):
    """Else whoever gives up cases in time would choose how far the chain has gone when the one they mean is drawn."""
    opened(amara, bashir, case="over", at=NOON)
    carry_out(draw=opened(amara, bashir, case="meant", at=NOON), at=NOON)
    assert drawn_in_order() == ["over", "meant"]


def test_a_number_that_comes_when_the_draw_is_due_is_too_late(amara, bashir):
    draw = opened(amara, bashir, waits=DAY, at=NOON)
    with pytest.raises(ValueError, match="no further"):
        add_nonce(draw=draw, nonce=b"\1", at=NOON + DAY + timedelta(seconds=1))


def test_whoever_changes_when_a_draw_is_due_in_the_database_is_found(amara, bashir):
    draw = opened(amara, bashir, waits=DAY)
    Draw.objects.filter(pk=draw.pk).update(due_at=NOON)
    assert next(checks()["draws"]()) == "draw 1: it is due at another time than its entries say"
