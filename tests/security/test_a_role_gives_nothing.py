"""Whoever facilitates, takes the minutes and keeps the time is answered as everyone is, and changes what everyone can.

Every address around meetings is asked for and sent its form, by one who has all roles of all meetings and by one who
has none, each time from the same beginning. What goes with the role is in tests/forum/meetings/live/test_walk.py.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.meetings.live.presence import arrive
from forum.meetings.models import Meeting
from forum.meetings.rota.models import Role, Turn
from forum.members.models import Member
from tests import called, met, minuted, planned
from tests.conftest import make_member
from tests.forum.meetings.live.test_walk import said_by_everyone
from tests.security import addresses
from tests.security.test_forms_matrix import SAID, everything
from tests.world import World

KEEPS_THEM = {"choose_roles": {"roles": Role.values}}  # to opt out is to hand on what one has
OF_ONE_MEMBER = {"calendar", "meeting_notice", "secret_feed", "notice"}  # whose it is, roles or not


@pytest.fixture
def plain(world) -> Member:
    """In the same circle, and like the other but for what the lot gave."""
    chiara = make_member("chiara")
    if not chiara.memberships.filter(circle=world.open.circle).exists():
        join(member=chiara, circle=world.open.circle)
    return chiara


@pytest.fixture
def leads(world, plain) -> Member:
    """Has every role of every meeting of the circle, and is in the one that is held."""
    now = timezone.now()
    Turn.objects.current().update(until=now, ended_by=Turn.EndedBy.HANDED)
    for meeting in Meeting.objects.filter(circle=world.open.circle):
        for role in Role.values:
            Turn.objects.create(meeting=meeting, role=role, member=world.other, came_by="drawn")
    for member in (world.other, plain):
        arrive(member=member, meeting=world.open.held)
    return world.other


def every_form(world: World) -> Iterator[tuple[str, str, dict]]:
    """The name and address of all there is around what a circle meets for, and what is sent there."""
    place = world.open
    urls = addresses.of_place(place) | called.addresses_of(place.called)
    urls |= met.addresses_of(place.met) | minuted.addresses_of(place.minuted)
    urls |= planned.addresses_of(place.planned)
    for name, url in urls.items():
        if name not in OF_ONE_MEMBER | {"live_say"}:
            yield name, url, SAID.get(name, {}) | KEEPS_THEM.get(name, {})
    for name in (
        *met.OF_A_MEETING,
        *minuted.OF_A_MEETING,
    ):  # of the one that is held, too, where the role is at work
        yield f"held {name}", reverse(name, args=[place.held.pk]), SAID.get(name, {})
    item = place.held.agenda.get().pk
    for name in met.OF_AN_ITEM:
        yield f"held {name}", reverse(name, args=[item]), SAID.get(name, {})
    for said in said_by_everyone():
        yield f"live_say {said}", urls["live_say"], {"do": said}


def what_changes(before: dict[str, list[tuple]]) -> Counter:
    """How many rows of each table came, went, or say otherwise in which columns; not whose they are."""
    found: Counter = Counter()
    for table, rows in everything().items():
        old, new = ({row[0]: row for row in some} for some in (before[table], rows))
        found[table, "came"] += len(new.keys() - old.keys())
        found[table, "went"] += len(old.keys() - new.keys())
        for key in old.keys() & new.keys():
            if changed := [nth for nth, one in enumerate(old[key]) if one != new[key][nth]]:
                found[table, tuple(changed)] += 1
    return +found


def test_whoever_has_every_role_is_answered_as_everyone_is(client, world, leads, plain):
    forms, found = list(every_form(world)), {}
    for member in (leads, plain):
        client.force_login(member)
        found[member] = {(name, client.get(url).status_code) for name, url, _said in forms}
    assert found[leads] ^ found[plain] == set()


def test_whoever_has_every_role_changes_what_everyone_can_and_nothing_more(client, world, leads, plain):
    forms = list(every_form(world))
    before, found = everything(), {}
    for member in (leads, plain):
        client.force_login(member)
        for name, url, said in forms:
            with transaction.atomic():
                status = client.post(url, said).status_code
                found[member, name] = status, what_changes(before)
                transaction.set_rollback(True)
    names = [name for name, _url, _said in forms]
    assert sum(bool(found[plain, name][1]) for name in names) > 30  # most of what was sent did something
    differ = {name: (found[leads, name], found[plain, name]) for name in names}
    assert {name: both for name, both in differ.items() if both[0] != both[1]} == {}
