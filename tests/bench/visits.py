"""The pages that are measured, and what of them is the same in every run: statements and size."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.debate.models import Post
from tests.bench import circles, lists
from tests.bench.data import SIZES_OF_MARGINS, World, in_the_middle, near_the_end

HOST = "127.0.0.1"
VISITOR, MEMBER = "visitor", "member"


@dataclass(frozen=True)
class Visit:
    """A page as someone opens it."""

    name: str
    path: str
    reader: str  # VISITOR or MEMBER


@dataclass(frozen=True)
class Facts:
    """What a page is, however quick the machine."""

    statements: int
    bytes: int
    bytes_gzipped: int
    script_bytes: int  # of our own files that the page asks for at once, gzipped as they are served
    style_bytes: int


class Readers:
    """A visitor and a member, as clients in this process and as cookies for others."""

    def __init__(self, world: World) -> None:
        self.clients = {VISITOR: Client(SERVER_NAME=HOST), MEMBER: Client(SERVER_NAME=HOST)}
        self.clients[MEMBER].force_login(world.people.reader)

    def cookie(self, reader: str) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.clients[reader].cookies.items())

    def facts_of(self, visit: Visit) -> Facts:
        """Raises RuntimeError where the page does not answer 200."""
        client = self.clients[visit.reader]
        client.get(visit.path)  # what is done once a visit, or once a process, is no part of the page
        with CaptureQueriesContext(connection) as asked:
            response = client.get(visit.path)
        if response.status_code != 200:
            raise RuntimeError(f"{visit.path} answered {response.status_code} to a {visit.reader}")
        body = _body(response)
        return Facts(
            statements=len(asked),
            bytes=len(body),
            bytes_gzipped=len(gzip.compress(body, compresslevel=6)),
            script_bytes=_weight(body, "js"),
            style_bytes=_weight(body, "css"),
        )

    def page_of(self, post: Post) -> str:
        """The address that a post's permalink leads to."""
        response = self.clients[MEMBER].get(post.get_absolute_url())
        return response.headers["Location"].partition("#")[0]


def visits(world: World, readers: Readers) -> Iterator[Visit]:
    """Every page that is measured, for a visitor and for a member."""
    for name, path in pages(world, readers).items():
        for reader in (VISITOR, MEMBER):
            yield Visit(name, path, reader)


def pages(world: World, readers: Readers) -> dict[str, str]:
    """Name and path of each page."""
    essay, largest = world.essay, f"with-{max(SIZES_OF_MARGINS)}"
    found = {
        "front door": reverse("front_door"),
        "circle": world.people.commons.get_absolute_url(),
    }
    found |= circles.pages(world.busiest)
    found |= lists.pages(world.people)
    for replies, thread in world.flat.items():
        found[f"thread of {replies:,}, first"] = thread.get_absolute_url()
        found[f"thread of {replies:,}, middle"] = readers.page_of(in_the_middle(thread))
        found[f"thread of {replies:,}, last"] = readers.page_of(near_the_end(thread))
    found["overview of 5,000"] = reverse("overview", args=[world.flat[5_000].pk])
    found["a member"] = world.people.writers[0].get_absolute_url()
    found["thread 200 deep, middle"] = readers.page_of(in_the_middle(world.deep))
    for size in SIZES_OF_MARGINS:
        found[f"section with {size:,}"] = reverse("section", args=[essay.slug, f"with-{size}"])
    return found | {
        f"margin.json of {largest}": reverse("margin_index", args=[essay.slug, largest]),
        f"block in {largest}": reverse("block", args=[essay.slug, largest, _a_block_in_the_largest(world)]),
        "annotation": world.annotation.get_absolute_url(),
        "contents": reverse("essay", args=[essay.slug]),
        "whole text": reverse("whole", args=[essay.slug]),
    }


def _a_block_in_the_largest(world: World) -> int:
    return world.annotation.passages.get().placements.get().block


def _body(response: HttpResponse) -> bytes:
    return response.getvalue() if response.streaming else response.content


def _weight(body: bytes, ending: str) -> int:
    """Bytes of our own static files with that ending that a page links to or preloads, gzipped."""
    linked = set(re.findall(rf'(?:href|src)="/static/((?:forum|essays)/[^"]+\.{ending})"', body.decode()))
    return sum((settings.STATIC_ROOT / f"{name}.gz").stat().st_size for name in linked)
