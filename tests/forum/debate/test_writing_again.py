"""Editing and withdrawing through the pages: nothing is replaced that its author has not seen."""

import re

import pytest
from django.urls import reverse

from forum.debate.actions import edit_post, withdraw_post
from tests.forum.debate.typed import EVIDENCE, words


def hidden(response, name: str) -> str:
    """What a hidden field of the page says."""
    return re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())[1]


def test_editing_shows_the_words_and_their_evidence(as_member, bashir, answer, page_112):
    edit_post(member=bashir, post=answer, source=answer.source, kind="support", evidence=[page_112])

    page = as_member(bashir).get(reverse("edit_post", args=[answer.pk])).content.decode()

    assert "Then I keep them next.</textarea>" in page
    assert re.search(r'value="support"[^>]* checked', page)
    assert 'value="The Ledger of the Baths"' in page


def test_sending_an_edit_unchanged_leaves_no_trace(as_member, bashir, answer, page_112):
    edit_post(member=bashir, post=answer, source="Two\n\nparagraphs.", kind="support", evidence=[page_112])
    # As a browser sends it: with the line ends of forms.
    form = words(kind="support", source="Two\r\n\r\nparagraphs.", seen="2", **EVIDENCE)
    as_member(bashir).post(reverse("edit_post", args=[answer.pk]), form)

    answer.refresh_from_db()
    assert answer.revision == 2


def test_emptying_the_fields_of_a_source_takes_it_away(as_member, bashir, answer, page_112):
    edit_post(member=bashir, post=answer, source=answer.source, kind="support", evidence=[page_112])
    form = words(kind="support", seen="2") | dict.fromkeys(EVIDENCE, "") | {"evidence-stance": "against"}
    as_member(bashir).post(reverse("edit_post", args=[answer.pk]), form)

    assert not answer.evidence.exists()


def test_evidence_that_the_form_does_not_show_stays(as_member, bashir, answer, page_112, ledger):
    second = type(page_112)(source=ledger, locator="p. 200", says="And so were the chairs.", stance="for")
    edit_post(member=bashir, post=answer, source=answer.source, kind="support", evidence=[page_112, second])
    form = words(kind="support", seen="2", **EVIDENCE) | {"evidence-locator": "p. 113"}
    as_member(bashir).post(reverse("edit_post", args=[answer.pk]), form)

    assert [piece.locator for piece in answer.evidence.all()] == ["p. 113", "p. 200"]


def test_an_edit_replaces_nothing_its_author_has_not_seen_and_sent_again_it_does(as_member, bashir, answer):
    client, url = as_member(bashir), reverse("edit_post", args=[answer.pk])
    seen = hidden(client.get(url), "seen")
    assert client.post(url, words(source="From the *first* window.", seen=seen)).status_code == 302

    form = words(source="From the second window.", seen=seen)
    told = client.post(url, form)
    page = told.content.decode()
    assert told.status_code == 409
    assert "the post has been edited since you opened it" in page
    assert "<p>From the <em>first</em> window.</p>" in page
    assert reverse("post_history", args=[answer.pk]) in page
    assert "From the second window.</textarea>" in page
    answer.refresh_from_db()
    assert (answer.source, answer.revision) == ("From the *first* window.", 2)

    assert client.post(url, form | {"seen": hidden(told, "seen")}).status_code == 302
    answer.refresh_from_db()
    assert (answer.source, answer.revision) == ("From the second window.", 3)


def test_an_edit_that_was_refused_or_previewed_has_still_seen_what_it_saw(as_member, bashir, answer):
    edit_post(member=bashir, post=answer, source="From another window.", kind="comment")
    client, url = as_member(bashir), reverse("edit_post", args=[answer.pk])
    for sent in (words(seen="1", source=""), words(seen="1", then="preview")):
        assert hidden(client.post(url, sent), "seen") == "1"


@pytest.mark.parametrize(
    "seen", [{}, {"seen": "x"}, {"seen": "9" * 400}], ids=["none", "a letter", "too many"]
)
def test_an_edit_that_does_not_say_what_it_saw_replaces_nothing(as_member, bashir, answer, seen):
    url = reverse("edit_post", args=[answer.pk])
    assert as_member(bashir).post(url, words(source="Blindly.", **seen)).status_code == 409


def test_an_edit_sent_twice_is_taken_once(as_member, bashir, answer):
    client, url, form = as_member(bashir), reverse("edit_post", args=[answer.pk]), words(seen="1")
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]
    answer.refresh_from_db()
    assert answer.revision == 2


def test_withdrawing_is_asked_for_before_it_is_done(as_member, bashir, answer):
    client, url = as_member(bashir), reverse("withdraw_post", args=[answer.pk])
    client.get(url)
    answer.refresh_from_db()
    assert answer.withdrawn_at is None

    client.post(url)
    answer.refresh_from_db()
    assert answer.withdrawn_at


def test_a_withdrawn_post_is_not_offered_for_editing(as_member, bashir, answer):
    withdraw_post(member=bashir, post=answer)

    sent = as_member(bashir).get(reverse("edit_post", args=[answer.pk]))

    assert sent.status_code == 403
    assert "nothing left to edit" in sent.content.decode()
