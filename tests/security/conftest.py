"""The world that every address is tried in, built once for all tests of a module."""

import copy

import pytest

from forum.members.models import Member
from tests.conftest import make_member
from tests.world import World, build_world


@pytest.fixture(scope="module")
def world_of_the_module(kept_in_the_database) -> World:
    with kept_in_the_database():
        return build_world(make_member("amara"), make_member("bashir"))


@pytest.fixture
def world(world_of_the_module, db) -> World:
    """A copy, so that what a test does to it is forgotten like what it does to the rows."""
    return copy.deepcopy(world_of_the_module)


@pytest.fixture
def amara(world) -> Member:
    """Who wrote everything in the world."""
    return world.author


@pytest.fixture
def bashir(world) -> Member:
    return world.other
