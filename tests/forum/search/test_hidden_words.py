"""What is hidden leaves no trace in what is found: not in how much, nor in which order.

Somebody who may not see a closed circle could otherwise search for two words, and read from the order of what they find
which of them is said more often in there.
"""

import pytest
from django.utils import timezone

from forum.debate import paths
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.search import indexing
from forum.search.pages import SIZE, search_page
from forum.sources.actions import find_or_add

pytestmark = pytest.mark.django_db

MANY = 2_000
ASKED = (
    "quince ",
    "medlar ",
    "quince medlar ",
    "medlar quince",
    '"quince medlar"',
    "qui",
    "quince kind:critique ",
    "what:posts medlar ",
    "by:amara in:commons",
)


@pytest.fixture
def shown(amara, bashir, commons):
    """Threads in the Commons that say either word more or less often, in more or fewer words."""
    for n in range(SIZE + 5):
        words = ["quince"] * (1 + n % 4) + ["medlar"] * (1 + n % 3) + ["and", "so", "on"] * (n % 5)
        kind = "critique" if n % 2 else "comment"
        title = f"{words[n % len(words)].capitalize()} {n}"
        open_thread(member=amara, circle=commons, title=title, source=" ".join(words[n % 3 :]), kind=kind)
    return commons


def hide_posts(member, circle, number: int, words: str) -> None:
    """Has `circle` say so, so many times."""
    thread = open_thread(member=member, circle=circle, title="Ours", source=words)
    told = timezone.now()
    posts = Post.objects.bulk_create(
        Post(
            thread=thread,
            author=member,
            answers=thread.opening,
            kind="critique",
            source=words,
            html=f"<p>{words}</p>",
            path=paths.step(n),
            depth=1,
            written_at=told,
        )
        for n in range(number)
    )
    indexing.update("post", [post.pk for post in posts], are_new=True)


def pages_of(reader) -> list:
    """All that is shown of each query: hits with their marks, in their order; counts; how many pages."""
    return [
        search_page(reader, said, number=number, newest_first=newest_first)
        for said in ASKED
        for number, newest_first in ((1, False), (2, False), (1, True))
    ]


@pytest.mark.parametrize("hidden", ["quince " * 9, "medlar " + "mud " * 300])
def test_thousands_of_hidden_words_change_nothing_of_what_others_find(
    hidden, shown, kitchen, amara, bashir, visitor
):
    before = pages_of(visitor), pages_of(bashir)
    assert before[0][0].count > SIZE
    hide_posts(amara, kitchen, MANY, hidden)
    assert search_page(amara, "in:kitchen").is_more
    assert (pages_of(visitor), pages_of(bashir)) == before


def test_hidden_sources_take_no_place_from_others(monkeypatch, amara, bashir):
    monkeypatch.setattr("forum.search.engines.candidates.MOST_OF_A_SHARE", 4)
    for n in range(6):
        find_or_add(member=bashir, author="", title=f"The quince {n}")
    before = search_page(bashir, "what:sources quince ")
    assert (before.count, before.is_more) == (4, True)
    for n in range(10):
        find_or_add(member=amara, author="", title=f"A quince of ours {n}")
    assert search_page(amara, "what:sources quince ").count == 4
    assert search_page(bashir, "what:sources quince ") == before
