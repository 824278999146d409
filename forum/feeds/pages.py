"""One's own secret addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from forum.circles.models import Circle
from forum.feeds.addresses import address_of
from forum.feeds.models import FeedKey
from forum.members.models import Member


@dataclass(frozen=True)
class Address:
    """The feed of a closed place, and where it is read in secret."""

    title: str
    path: str


@dataclass(frozen=True)
class AddressesPage:
    """`asked` is the address of the feed that was asked for, "" for none."""

    key: FeedKey | None
    asked: str
    circles: Sequence[Address]


def addresses_page(member: Member, *, of: str = "") -> AddressesPage:
    """The secret addresses of the closed circles that `member` is in, and of the feed at the path `of`. Two queries."""
    key = FeedKey.objects.filter(member=member).first()
    if key is None:
        return AddressesPage(None, "", ())
    circles = Circle.objects.joined_by(member).filter(access=Circle.Access.CLOSED).order_by("name", "pk")
    return AddressesPage(
        key,
        address_of(key, of) if of else "",
        [Address(one.name, address_of(key, reverse("circle_feed", args=[one.slug]))) for one in circles],
    )
