"""What tallies say of the notes on a block is what one finds by reading them, whatever was done."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essays.library.publishing import publish
from essays.margin import tallies
from essays.margin.actions import annotate
from essays.margin.models import Annotation, Passage, Placement, Tally
from forum.circles.models import Circle
from forum.debate.actions import edit_post, reply, withdraw_post
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.debate.models import Kind, Post
from tests.conftest import make_member
from tests.essays.conftest import selected

WHO = ("amara", "bashir")
KIND, MEMBER = st.sampled_from(Kind.values), st.integers(0, 1)
DEED = st.one_of(
    st.tuples(st.just("write"), MEMBER, KIND, st.integers(0, 3)),
    st.tuples(
        st.sampled_from(["reply", "edit", "withdraw", "branch", "back"]), MEMBER, KIND, st.integers(0, 9)
    ),
)


def kept() -> dict[tuple, tuple[int, int, int]]:
    """What each tally says: notes, of them unanswered, and members."""
    rows = Tally.objects.filter(count__gt=0)
    return {
        (row.section_id, row.block, row.circle_id, row.private_to_id, row.kind): (
            row.count,
            row.unanswered,
            row.voices,
        )
        for row in rows
    }


@pytest.fixture
def do(request, section, kitchen):
    """Does a deed, if there is anything to do it to."""
    members = [request.getfixturevalue(name) for name in WHO]

    def deed(what: str, who: int, kind: str, which: int) -> None:
        member = members[who]
        if what == "write":
            words = ["warm", "A key"] if which == 3 else ["warm"]
            layer = [{}, {"private": True}, {"circle": kitchen if who == 0 else None}, {}][which]
            passages = [selected(section, each) for each in words]
            annotate(member=member, selections=passages, kind=kind, source="I doubt it.", **layer)
            return
        in_the_margin = Post.objects.visible_to(member).filter(thread__annotation__isnull=False)
        posts = list(in_the_margin.order_by("pk").select_related("thread"))
        if not posts:
            return
        post = posts[which % len(posts)]
        if what == "reply":
            reply(member=member, answers=post, source="Is it?")
        elif what == "branch" and not (post.answers_id is None or post.withdrawn_at) and post.thread.circle:
            branch_off(member=member, post=post, title="Another matter")
        elif what == "back":
            for branching in Branching.objects.standing().filter(
                post__thread__circle__in=_circles_of(member)
            ):
                move_back(member=member, branching=branching)
        elif post.author_id == member.pk and what == "edit" and not post.withdrawn_at:
            edit_post(member=member, post=post, source=post.source, kind=kind)
        elif post.author_id == member.pk and what == "withdraw":
            withdraw_post(member=member, post=post)

    return deed


def _circles_of(member) -> QuerySet[Circle]:
    return Circle.objects.joined_by(member)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, min_size=1, max_size=14))
def test_what_is_kept_is_what_is_counted_anew(do, section, deeds):
    _clear()
    for deed in deeds:
        do(*deed)
    before = kept()
    tallies.recount([section.pk])
    assert kept() == before


def _clear() -> None:
    """Hypothesis tries many histories within one test; each begins with an empty margin."""
    for model in (Placement, Passage, Annotation, Tally):
        model.objects.all().delete()


def test_one_who_says_it_twice_is_one_voice(amara, bashir, note_on):
    for member in (amara, amara, bashir):
        note_on(member, "warm", kind="critique")
    tally = Tally.objects.get()
    assert (tally.count, tally.voices, tally.unanswered) == (3, 2, 3)


def test_a_voice_is_heard_until_the_last_of_its_notes_is_withdrawn(amara, note_on):
    notes = [note_on(amara, "warm", kind="critique") for _ in range(2)]
    for note, voices in zip(notes, (1, 0), strict=True):
        withdraw_post(member=amara, post=note.thread.opening)
        assert Tally.objects.get().voices == voices


def test_an_answered_note_that_changes_its_kind_stays_answered(amara, bashir, note_on):
    note = note_on(bashir, "warm", kind="critique")
    reply(member=amara, answers=note.thread.opening, source="Why?")
    edit_post(member=bashir, post=note.thread.opening, source="Is it?", kind="question")
    assert list(Tally.objects.filter(count__gt=0).values_list("kind", "unanswered")) == [("question", 0)]


def test_notes_that_were_placed_in_bulk_are_counted_from_what_stands_there(section, amara, bashir, note_on):
    note_on(amara, "warm", kind="critique")
    note_on(bashir, "Steam", kind="critique")
    expected = kept()
    Tally.objects.all().delete()
    tallies.recount([section.pk])
    assert kept() == expected
    assert Tally.objects.get().ever == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_counted(outline):
    section = publish(member=None, circle=Circle.objects.commons(), outline=outline).edition.sections.first()
    author, *members = (make_member(handle) for handle in ("amara", "bashir", "chiara", "dmitri"))
    passages = [selected(section, "warm")]
    note = annotate(member=author, selections=passages, kind="counter-evidence", source="I doubt it.")
    annotate(member=author, selections=passages, kind="counter-evidence", source="And I doubt this.")

    def answer(member):
        try:
            reply(member=member, answers=note.thread.opening, source="Why?")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as at_once:
        list(at_once.map(answer, members))
    assert Tally.objects.get().unanswered == 1
