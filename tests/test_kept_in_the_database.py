"""What a module's fixture keeps in the database is there for each of its tests, whatever another did to it."""

import pytest

from forum.members.models import Member
from tests.conftest import make_member


@pytest.fixture(scope="module")
def kept(kept_in_the_database) -> Member:
    with kept_in_the_database():
        return make_member("amara")


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_finds_it_and_leaves_it_to_the_next(kept, db, time):
    assert list(Member.objects.all()) == [kept]
    Member.objects.update(display_name="Somebody else")
    assert Member.objects.filter(pk=kept.pk).delete()[0] > 0
