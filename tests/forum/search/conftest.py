"""Something to be found of each kind, in the open, behind a door, and in a drawer."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forum.search.pages import search_page


@pytest.fixture
def visitor():
    return AnonymousUser()


@pytest.fixture
def find(visitor):
    """The titles of what is found, best first."""

    def find(said: str, reader=visitor, **asked) -> list[str]:
        return [plain(hit.title) for hit in search_page(reader, said, **asked).hits]

    return find


def plain(marked: str) -> str:
    return marked.replace("<mark>", "").replace("</mark>", "")
