"""The world that every address is tried in, built once for all tests of this folder."""

import copy
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from forum.members.models import Member
from tests.conftest import make_member
from tests.plugin import rolled_back_at_last
from tests.world import World, build_world


@pytest.fixture(scope="package")
def kept_in_the_database(
    django_db_setup, django_db_blocker
) -> Iterator[Callable[[], AbstractContextManager]]:
    """What is written in it every test of the folder finds, not of one module alone: see tests/plugin.py."""
    with rolled_back_at_last(django_db_blocker) as open_database:
        yield open_database


@pytest.fixture(scope="module")
def kept_in_the_module(
    kept_in_the_database, django_db_blocker
) -> Iterator[Callable[[], AbstractContextManager]]:
    """What is written in it is there until the end of the module, within what is there for the folder."""
    with rolled_back_at_last(django_db_blocker) as open_database:
        yield open_database


@pytest.fixture(scope="package")
def world_of_them_all(kept_in_the_database) -> World:
    with kept_in_the_database():
        return build_world(make_member("amara"), make_member("bashir"))


@pytest.fixture
def world(world_of_them_all, db) -> World:
    """A copy, so that what a test does to it is forgotten like what it does to the rows."""
    return copy.deepcopy(world_of_them_all)


@pytest.fixture
def amara(world) -> Member:
    """Who wrote everything in the world."""
    return world.author


@pytest.fixture
def bashir(world) -> Member:
    return world.other
