"""The margin's index is not read again while nothing has changed, and always when something has."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from essays.margin.actions import annotate
from essays.margin.models import MarginVersion, Placement
from forum.circles.actions import join
from forum.debate.actions import EvidenceGiven, edit_post, reply, withdraw_post
from tests.essays.conftest import selected

VISITOR = AnonymousUser()


def asking(client, url: str) -> Callable[[], bool]:
    """Asks for what is at `url` again and again as a browser does; tells whether nothing has changed since."""
    tag = client.get(url).headers["ETag"]

    def unchanged() -> bool:
        nonlocal tag
        answer = client.get(url, headers={"If-None-Match": tag})
        tag = answer.headers["ETag"]
        return answer.status_code == 304

    return unchanged


@pytest.fixture
def note(bashir, note_on):
    return note_on(bashir, "warm", kind="critique")


@pytest.fixture
def unchanged(client, at, note):
    return asking(client, at("margin_index"))


def edited(member, post, **said) -> None:
    edit_post(member=member, post=post, **({"source": post.source, "kind": post.kind} | said))


CHANGES = {
    "a new note": lambda note, amara, bashir, note_on, ledger: note_on(amara, "Steam"),
    "another kind": lambda note, amara, bashir, note_on, ledger: edited(
        bashir, note.thread.opening, kind="question"
    ),
    "other words": lambda note, amara, bashir, note_on, ledger: edited(
        bashir, note.thread.opening, source="Is it?"
    ),
    "a source": lambda note, amara, bashir, note_on, ledger: edited(
        bashir, note.thread.opening, evidence=[EvidenceGiven(ledger, "p. 3", "Cold.", "against")]
    ),
    "withdrawing": lambda note, amara, bashir, note_on, ledger: withdraw_post(
        member=bashir, post=note.thread.opening
    ),
    "an answer": lambda note, amara, bashir, note_on, ledger: reply(
        member=amara, answers=note.thread.opening, source="Why?"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_in_a_margin_it_is_sent_again(
    unchanged, note, amara, bashir, note_on, ledger, change
):
    assert unchanged()
    CHANGES[change](note, amara, bashir, note_on, ledger)
    assert not unchanged()
    assert unchanged()


def test_an_answer_that_is_withdrawn_changes_what_is_unanswered(client, at, unchanged, note, amara):
    answer = reply(member=amara, answers=note.thread.opening, source="Why?")
    assert client.get(at("margin_index") + "?unanswered").json()["places"] == []
    unchanged()
    withdraw_post(member=amara, post=answer)
    assert not unchanged()
    assert len(client.get(at("margin_index") + "?unanswered").json()["places"]) == 1


def test_a_withdrawn_note_comes_back_with_the_first_reply_even_of_its_author(
    client, at, unchanged, note, bashir
):
    withdraw_post(member=bashir, post=note.thread.opening)
    unchanged()
    reply(member=bashir, answers=note.thread.opening, source="I take that back.")
    assert not unchanged()
    assert len(client.get(at("margin_index")).json()["places"]) == 1


def test_what_happens_elsewhere_is_no_change(unchanged, note, amara, bashir, tiles, kitchen, note_on):
    unchanged()
    annotate(member=amara, selections=[selected(tiles, "everyone")], kind="comment", source="Yes.")
    note_on(amara, "warm", circle=kitchen)  # which this reader does not see
    note_on(bashir, "warm", private=True)
    assert unchanged()


def test_whoever_joins_or_leaves_a_circle_is_sent_what_they_now_may_see(
    as_member, at, bashir, amara, kitchen, note_on
):
    note_on(amara, "warm", circle=kitchen)
    unchanged = asking(as_member(bashir), at("margin_index"))
    assert unchanged()
    membership = join(member=bashir, circle=kitchen)
    assert not unchanged()
    assert unchanged()
    membership.left_at = "2026-01-01T00:00Z"
    membership.save()
    assert not unchanged()


def test_another_filter_is_another_index(client, at, note):
    tags = {
        client.get(at("margin_index") + query).headers["ETag"]
        for query in ("", "?kind=critique", "?kind=question", "?unanswered", "?by=bashir")
    }
    assert len(tags) == 5
    same = {
        client.get(at("margin_index") + query).headers["ETag"]
        for query in ("?kind=critique&new", "?kind=critique")
    }
    assert len(same) == 1  # to a visitor nothing is new


def test_what_is_new_depends_on_who_asks_and_since_when(as_member, at, amara, bashir, note):
    first = as_member(amara).get(at("margin_index") + "?new").headers["ETag"]
    assert as_member(bashir).get(at("margin_index") + "?new").headers["ETag"] != first


def test_that_nothing_has_changed_is_told_without_reading_a_note_or_the_text(
    client, at, amara, bashir, fill_margin
):
    fill_margin([amara, bashir], 100)
    tag = client.get(at("margin_index")).headers["ETag"]
    with CaptureQueriesContext(connection) as read:
        answer = client.get(at("margin_index"), headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.headers["ETag"] == tag
    assert "private" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]
    assert len(read) == 2
    said = " ".join(query["sql"] for query in read)
    assert Placement._meta.db_table not in said
    assert '"blocks"' not in said


def test_each_layer_of_each_section_has_one_version(amara, bashir, kitchen, section, note_on):
    for _ in range(2):
        note_on(amara, "warm")
        note_on(amara, "warm", circle=kitchen)
        note_on(bashir, "warm", private=True)
    assert sorted(MarginVersion.objects.values_list("number", flat=True)) == [2, 2, 2]
    assert MarginVersion.objects.visible_to(VISITOR).count() == 1
    assert MarginVersion.objects.visible_to(amara).count() == 2
