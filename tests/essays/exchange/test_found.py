"""What is brought is found as soon as it is written, and not any more once it is taken back."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from forum.debate.models import Post
from forum.search.models import Document
from forum.search.pages import search_page
from tests.essays.exchange.samples import annotation, answer_to


@pytest.fixture
def found():
    """How many posts a reader finds by those words."""

    def found(said: str, reader=None) -> int:
        return len(search_page(reader or AnonymousUser(), said, group="posts").hits)

    return found


def test_a_note_brought_is_found_until_it_is_taken_back(essay, bring, confirm, amara, client, found):
    bringing = bring(essay, amara, [annotation(1), answer_to(2)])
    assert found('"I doubt it"') == 0

    confirm(bringing)
    assert (found('"I doubt it"'), found('"Answer 2"')) == (1, 1)

    client.post(reverse("take_back_bringing", args=[bringing.pk]))
    assert (found('"I doubt it"'), found('"Answer 2"')) == (0, 0)
    assert not Document.objects.filter(what="post").exists()


def test_so_is_a_reply_to_a_note_that_is_here(essay, note_on, bring, confirm, amara, bashir, client, found):
    note = note_on(bashir, "the water was warm", kind="question", source="How warm?")
    to = f"http://testserver/annotations/{note.pk}/"
    bringing = confirm(bring(essay, amara, [answer_to(1, to), answer_to(2, "https://elsewhere.example/1")]))
    assert (found('"Answer 1"'), found('"Answer 2"')) == (1, 1)

    client.post(reverse("take_back_bringing", args=[bringing.pk]))
    assert list(Post.objects.values_list("source", flat=True)) == ["How warm?"]
    assert list(Document.objects.filter(what="post").values_list("object_id", flat=True)) == [
        note.thread.opening_id
    ]


def test_one_for_its_member_alone_is_found_by_them_alone(essay, bring, confirm, amara, bashir, found):
    confirm(bring(essay, amara, [annotation(1)]), layer="private")
    assert [found('"I doubt it"', reader) for reader in (None, bashir, amara)] == [0, 0, 1]
