import pytest

from tests.world import World, build_world


@pytest.fixture
def world(amara, bashir) -> World:
    return build_world(amara, bashir)
