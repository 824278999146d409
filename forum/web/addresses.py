"""Addresses of many things of one kind, for pages that show many of them."""

from collections.abc import Callable
from functools import cache

from django.urls import reverse


@cache
def by_number(name: str) -> Callable[[int], str]:
    """From a number to the address of that name: looked up once, since asking for each costs more than its query."""
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return lambda pk: f"{before}{pk}{after}"


@cache
def by_slug(name: str) -> Callable[[str], str]:
    """The same for things that are called by a slug, in which nothing needs quoting."""
    before, _, after = reverse(name, args=["0"]).rpartition("0")
    return lambda slug: f"{before}{slug}{after}"
