"""A circle's page: what it is for, what is read and said there, who is in it, and how one comes in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.circles import reading
from forum.circles.actions import join, open_circle
from forum.circles.asking import ask
from forum.circles.guidelines import default_guidelines
from forum.circles.pages import A_FEW
from forum.circles.reading import Reading
from forum.debate import contexts
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.branching.actions import branch_off
from forum.debate.circle_pages import BEGUN, THREADS
from tests.conftest import make_member

LONG_AGO = timezone.now() - timedelta(days=9)


@pytest.fixture
def garden(amara):
    return open_circle(member=amara, slug="garden", name="Garden", purpose="Peas.", joining="freely")


def home_of(client, circle):
    return client.get(circle.get_absolute_url())


def words_of(client, circle) -> str:
    return home_of(client, circle).content.decode()


def thread_in(circle, member, title, **more):
    return open_thread(member=member, circle=circle, title=title, source="So.", **more)


def test_it_says_what_it_is_for_who_is_in_it_and_what_it_asks(client, garden):
    page = words_of(client, garden)
    for shown in ("Garden", "Peas.", "Open: anyone reads", "Any member can join", "1 member", "Amara"):
        assert shown in page
    assert all(guideline in page for guideline in default_guidelines()[-2:])
    assert "Nobody has started a thread here yet." in page
    assert "No text has been put up for this circle yet." in page


def test_the_threads_with_the_latest_posts_stand_there_and_a_link_leads_to_the_others(client, amara, garden):
    first = thread_in(garden, amara, "T0", at=LONG_AGO)
    for number in range(1, THREADS + 2):
        thread_in(garden, amara, f"T{number}", at=LONG_AGO + timedelta(hours=number))
    reply(member=amara, answers=first.opening, source="Again.")

    page = home_of(client, garden)

    assert [line.title for line in page.context["page"].threads] == ["T0", "T6", "T5", "T4", "T3"]
    assert "/circles/garden/threads/" in page.content.decode()


def test_what_was_begun_last_stands_first_and_what_was_taken_back_not_at_all(client, amara, garden):
    for number in range(BEGUN + 1):
        thread_in(garden, amara, f"T{number}", at=LONG_AGO + timedelta(hours=number))
    regret = thread_in(garden, amara, "Regret")
    withdraw_post(member=amara, post=regret.opening)

    begun = home_of(client, garden).context["page"].begun

    assert [each.line.title for each in begun] == ["T6", "T5", "T4", "T3", "T2", "T1"]


def test_what_others_have_begun_since_one_was_last_here_is_marked(client, as_member, amara, bashir, garden):
    bashir.last_visit_ended_at = timezone.now() - timedelta(days=1)
    bashir.last_seen_at = timezone.now()
    bashir.save()
    thread_in(garden, amara, "Old", at=LONG_AGO)
    thread_in(garden, amara, "Fresh")
    join(member=bashir, circle=garden)
    thread_in(garden, bashir, "Own")

    page = home_of(as_member(bashir), garden)

    marked = {each.line.title: each.is_new for each in page.context["page"].begun}
    assert marked == {"Own": False, "Fresh": True, "Old": False}
    assert "1 new since you were last here" in page.content.decode()
    client.logout()
    assert "Lately" in words_of(client, garden)


def test_what_one_has_moved_out_oneself_is_not_new_to_oneself(as_member, amara, bashir, chiara, garden):
    for member in (bashir, chiara):
        join(member=member, circle=garden)
        member.last_visit_ended_at = member.last_seen_at = timezone.now()
        member.save()
    thread = thread_in(garden, amara, "Peas", at=LONG_AGO)
    beans = reply(member=amara, answers=thread.opening, source="And beans?", at=LONG_AGO)
    branch_off(member=bashir, post=beans, title="Beans")

    def new_to(member) -> list[str]:
        begun = home_of(as_member(member), garden).context["page"].begun
        return [each.line.title for each in begun if each.is_new]

    assert new_to(bashir) == []
    assert new_to(chiara) == ["Beans"]


def test_notes_in_its_margins_are_among_it_and_private_ones_not(
    as_member, amara, commons, garden, monkeypatch
):
    monkeypatch.setitem(contexts._lookups, "somewhere", lambda _ids: {})
    thread_in(garden, amara, "", context="somewhere")
    open_thread(member=amara, circle=None, source="For myself.")
    thread_in(commons, amara, "Elsewhere")

    page = home_of(as_member(amara), garden).context["page"]

    assert [each.line.thread.context for each in page.begun] == ["somewhere"]
    assert page.threads == []


def test_a_few_members_are_named_who_came_last_first_and_none_is_counted(client, amara, garden):
    newcomers = [make_member(f"m{number}") for number in range(A_FEW)]
    for member in newcomers:
        join(member=member, circle=garden)

    members = home_of(client, garden).context["page"].members

    assert [membership.member for membership in members.rows] == newcomers[::-1]
    assert not members.are_all


def test_what_is_read_there_is_told_by_the_rooms_above(client, garden, commons, monkeypatch):
    def told(circle, reader):
        return [Reading("Of peas", "/x/", "Ola", "en", 7, 3)] if circle == garden else []

    monkeypatch.setattr(reading, "_lookups", [told])

    page = words_of(client, garden)
    assert all(shown in page for shown in ("Of peas", "Ola", "7 minutes", "3 notes"))
    assert "Of peas" not in words_of(client, commons)


@pytest.mark.parametrize(
    ("joining", "to_visitor", "to_member"),
    [
        ("freely", "Sign in to join", ">Join</button>"),
        ("asking", "Sign in to ask to join", "Ask to join"),
        ("invitation", "Sign in to write", "one is invited by a member"),
    ],
)
def test_each_reader_finds_the_way_in_that_is_theirs(
    client, as_member, amara, bashir, joining, to_visitor, to_member
):
    circle = open_circle(member=amara, slug="shed", name="Shed", joining=joining)
    assert to_visitor in words_of(client, circle)
    assert to_member in words_of(as_member(bashir), circle)

    own = words_of(as_member(amara), circle)
    assert to_member not in own
    assert "Invite others" in own
    assert "Leave" in own


def test_in_the_commons_nobody_is_invited_and_nobody_leaves(as_member, amara, commons):
    page = words_of(as_member(amara), commons)
    assert "Everyone is in it" in page
    assert "Invite others" not in page
    assert "/leave/" not in page


def test_the_page_takes_few_statements_however_large_the_circle_is(
    django_assert_num_queries, client, as_member, amara, bashir
):
    circle = open_circle(member=amara, slug="choir", name="Choir", joining="asking")
    ask(member=bashir, circle=circle)
    for number in range(2):
        for more in range(4):
            newcomer = make_member(f"m{number}{more}")
            join(member=newcomer, circle=circle)
            thread_in(circle, newcomer, f"T{more}")
        client.logout()
        with django_assert_num_queries(5):
            home_of(client, circle)
        for member, statements in ((amara, 9), (bashir, 10)):
            as_member(member).get("/circles/")  # what is done once a visit
            with django_assert_num_queries(statements):
                home_of(client, circle)
