"""Whatever a closed circle or a private note says is found by nobody who may not see it."""

import pytest

from forum.search.models import Document

HIDDEN = [
    "Kitchen table",
    "The Cold Tap",
    "The Ledger of the Tap",
    "A Diary of Keys",
    "The Cold Basin",
    "in:kitchen",
]


@pytest.mark.parametrize("role", ["visitor", "another member"])
def test_what_is_closed_or_private_is_found_by_nobody_else(client, world, role):
    if role != "visitor":
        client.force_login(world.other)
    for hidden in HIDDEN:
        asked = hidden if ":" in hidden else f'"{hidden}"'
        page = client.get("/search/", {"q": asked}).context["page"]
        assert (page.count, page.hits, page.facets) == (0, [], ()), hidden


def test_its_members_find_it(client, world):
    client.force_login(world.author)
    for hidden in HIDDEN:
        asked = hidden if ":" in hidden else f'"{hidden}"'
        assert client.get("/search/", {"q": asked}).context["page"].hits, hidden


@pytest.mark.parametrize("role", ["visitor", "another member", "author"])
def test_what_is_found_can_be_read(client, world, role):
    """The index and the pages agree on who may see what: each hit leads somewhere."""
    if role != "visitor":
        client.force_login(world.author if role == "author" else world.other)
    words = {
        word for text in Document.objects.values_list("folded_text", flat=True) for word in text.split()[:3]
    }
    hrefs = {
        hit.href for word in words for hit in client.get("/search/", {"q": f'"{word}"'}).context["page"].hits
    }
    assert hrefs
    for href in sorted(hrefs):
        assert client.get(href, follow=True).status_code == 200, href
