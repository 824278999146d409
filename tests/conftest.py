"""The named cast. Amara writes, Bashir answers, Chiara reads along; Dmitri has only just come in."""

import pytest

from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.members.models import Member

pytest_plugins = ["tests.plugin"]

PASSWORD = "a long walk by the sea"


def make_member(handle: str, **details) -> Member:
    return Member.objects.create_user(
        handle, f"{handle}@example.org", PASSWORD, display_name=handle.title(), **details
    )


@pytest.fixture
def amara(db) -> Member:
    return make_member("amara")


@pytest.fixture
def bashir(db) -> Member:
    return make_member("bashir", time_zone="Asia/Karachi")


@pytest.fixture
def chiara(db) -> Member:
    return make_member("chiara", time_zone="Europe/Rome")


@pytest.fixture
def dmitri(db) -> Member:
    return make_member("dmitri")


@pytest.fixture
def commons(db) -> Circle:
    return Circle.objects.commons()


@pytest.fixture
def kitchen(amara) -> Circle:
    """A closed circle that Amara is in, and Bashir, Chiara and Dmitri are not."""
    return open_circle(member=amara, slug="kitchen", name="Kitchen table", access=Circle.Access.CLOSED)


@pytest.fixture
def as_member(client):
    """A client signed in as the member given."""

    def sign_in(member: Member):
        client.force_login(member)
        return client

    return sign_in
