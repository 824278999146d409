"""Replies from elsewhere to notes that are here already: they join those, as their member may reply there."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from essays.exchange.tasks import write_notes
from essays.margin.models import Annotation, Tally
from forum.circles.actions import open_circle
from forum.debate.actions import reply, withdraw_post
from forum.debate.bringing import PostBrought
from forum.debate.bringing_replies import bring_reply
from forum.debate.models import Evidence, Post, Thread
from tests.essays.exchange.conftest import reasons_of, states_of
from tests.essays.exchange.samples import annotation, answer_to, row

HERE = "http://testserver"


def said_in(thread: Thread) -> list[tuple[int, str, str]]:
    posts = thread.posts.order_by("path")
    return [(post.depth, post.elsewhere, post.source) for post in posts]


def unanswered() -> int:
    return sum(Tally.objects.values_list("unanswered", flat=True))


@pytest.fixture
def noted(essay, bring, confirm, amara) -> Thread:
    """A note that Amara has brought."""
    confirm(bring(essay, amara, [annotation(1)]))
    return Thread.objects.get()


@pytest.mark.parametrize("with_the_note", [True, False])
def test_a_reply_to_a_note_brought_before_joins_it(
    essay, noted, bring, confirm, amara, client, with_the_note
):
    items = [answer_to(2), answer_to(3, "https://elsewhere.example/2")]
    bringing = bring(essay, amara, [annotation(1), *items] if with_the_note else items)

    assert states_of(bringing)[-2:] == ["answer", "answer"]
    page = client.get(bringing.get_absolute_url()).content.decode()
    assert "reply to a note that is here" in page
    assert f'href="{reverse("post", args=[noted.opening_id])}"' in page
    assert Post.objects.count() == 1

    assert unanswered() == 1
    confirm(bringing)
    assert said_in(noted) == [
        (0, "Jane Doe", "I doubt it."),
        (1, "Tom", "Answer 2."),
        (2, "Tom", "Answer 3."),
    ]
    noted.refresh_from_db()
    assert (noted.reply_count, noted.answered_at.year, unanswered()) == (2, 2019, 0)
    assert Annotation.objects.count() == 1


def test_so_do_those_of_hypothesis(essay, bring, confirm, amara):
    confirm(bring(essay, amara, {"rows": [row(1)], "total": 1}))
    answer = row(2, text="Me too.", user="acct:tom@hypothes.is", references=["row1"])
    confirm(bring(essay, amara, {"rows": [answer], "total": 1}))
    assert said_in(Thread.objects.get())[1] == (1, "tom", "Me too.")


def test_brought_twice_it_stands_there_once(essay, noted, bring, confirm, amara, bashir):
    confirm(bring(essay, amara, [answer_to(2)]))
    for member in (amara, bashir):
        again = bring(essay, member, [annotation(1), answer_to(2)])
        assert states_of(again) == ["here", "here"]
    further = bring(essay, bashir, [answer_to(3, "https://elsewhere.example/2")])
    confirm(further)
    assert said_in(noted)[2] == (2, "Tom", "Answer 3.")


def test_it_joins_a_note_written_here(essay, note_on, bring, confirm, bashir, amara):
    note = note_on(bashir, "the water was warm", kind="question")
    answered = reply(member=amara, answers=note.thread.opening, source="Was it?")
    items = [
        answer_to(1, f"{HERE}/annotations/{note.pk}/"),
        answer_to(2, f"{HERE}/posts/{answered.pk}/"),
    ]
    confirm(bring(essay, amara, items))
    assert [(depth, words) for depth, _, words in said_in(note.thread)[1:]] == [
        (1, "Was it?"),
        (2, "Answer 2."),
        (1, "Answer 1."),
    ]


def test_it_brings_its_evidence(essay, noted, bring, confirm, amara):
    work = {"csl": {"type": "book", "title": "The Ledger"}, "says": "So.", "stance": "against"}
    confirm(bring(essay, amara, [answer_to(2, body=[{"value": "Look."}, work])]))
    assert Evidence.objects.select_related("post").get().post.source == "Look."


def test_what_was_withdrawn_here_is_not_answered(essay, note_on, bring, bashir, amara):
    note = note_on(bashir, "the water was warm")
    reply(member=amara, answers=note.thread.opening, source="Was it?")
    withdraw_post(member=bashir, post=note.thread.opening)
    bringing = bring(essay, amara, [answer_to(1, f"{HERE}/annotations/{note.pk}/")])
    assert reasons_of(bringing) == ["answers_withdrawn"]


def test_what_another_may_not_see_is_not_here_for_them(essay, note_on, bring, bashir, amara):
    private = note_on(bashir, "the water was warm", private=True)
    bringing = bring(essay, amara, [answer_to(1, f"{HERE}/annotations/{private.pk}/")])
    assert reasons_of(bringing) == ["unanswered"]


def test_a_note_of_a_circle_one_is_not_in_is_not_answered(essay, note_on, bring, amara, bashir, other_circle):
    note = note_on(bashir, "the water was warm", circle=other_circle)
    bringing = bring(essay, amara, [answer_to(1, f"{HERE}/annotations/{note.pk}/")])
    assert reasons_of(bringing) == ["answers_of_others"]


@pytest.fixture
def other_circle(bashir):
    return open_circle(member=bashir, slug="bathers", name="Bathers")


def test_what_is_private_is_told_to_nobody_by_what_it_answers(essay, noted, bring, confirm, amara):
    alone = {"layer": "private"}
    bringing = bring(
        essay,
        amara,
        [annotation(5), answer_to(2, **alone), answer_to(6, "https://elsewhere.example/5", **alone)],
    )
    assert reasons_of(bringing) == ["", "private_answer", "private_answer"]

    whole = bring(essay, amara, [answer_to(3)])
    confirm(whole, layer="private")
    assert reasons_of(whole) == ["private_answer"]
    assert whole.counts == {"refused": 1}
    assert noted.posts.count() == 1


def test_what_is_taken_back_meanwhile_is_answered_by_nothing(essay, note_on, bring, confirm, bashir, amara):
    note = note_on(bashir, "the water was warm")
    bringing = bring(essay, amara, [annotation(7), answer_to(1, f"{HERE}/annotations/{note.pk}/")])
    withdraw_post(member=bashir, post=note.thread.opening)
    confirm(bringing)
    assert reasons_of(bringing) == ["", "answers_withdrawn"]
    assert bringing.counts == {"exact": 1, "refused": 1}


def test_whoever_left_the_circle_meanwhile_answers_nothing(essay, noted, bring, amara, commons, client):
    bringing = bring(essay, amara, [answer_to(2)])
    client.post(bringing.get_absolute_url(), {"layer": "circle"})
    amara.memberships.filter(circle=commons).update(left_at="2024-01-01T00:00Z")
    write_notes.call(bringing.pk)
    assert noted.posts.count() == 1


def test_it_is_taken_back_again(essay, note_on, bring, confirm, amara, bashir, client):
    note = note_on(bashir, "the water was warm", kind="question")
    to = f"{HERE}/annotations/{note.pk}/"
    bringing = bring(
        essay, amara, [answer_to(1, to), answer_to(2, "https://elsewhere.example/1"), answer_to(3, to)]
    )
    confirm(bringing)
    reply(member=bashir, answers=Post.objects.get(source="Answer 3."), source="Hm.")
    assert unanswered() == 0

    client.post(reverse("take_back_bringing", args=[bringing.pk]))
    assert [words for _, _, words in said_in(note.thread)[1:]] == ["Answer 3.", "Hm."]
    note.thread.refresh_from_db()
    assert (note.thread.reply_count, unanswered()) == (2, 0)


def test_a_note_whose_only_answers_are_taken_back_is_unanswered(
    essay, note_on, bring, confirm, amara, bashir, client
):
    note = note_on(bashir, "the water was warm", kind="question")
    bringing = bring(essay, amara, [answer_to(1, f"{HERE}/annotations/{note.pk}/")])
    confirm(bringing)
    client.post(reverse("take_back_bringing", args=[bringing.pk]))
    note.thread.refresh_from_db()
    assert (note.thread.reply_count, note.thread.answered_at, unanswered()) == (0, None, 1)
    assert states_of(bring(essay, amara, [answer_to(1, f"{HERE}/annotations/{note.pk}/")])) == ["answer"]


def test_a_stranger_brings_no_reply(noted, dmitri, commons):
    dmitri.memberships.filter(circle=commons).update(left_at="2024-01-01T00:00Z")
    brought = PostBrought("Tom", "comment", "Hm.", "<p>Hm.</p>", timezone.now())
    with pytest.raises(PermissionDenied):
        bring_reply(member=dmitri, answers=noted.opening, brought=brought)
