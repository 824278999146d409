"""Who is mentioned by a post, and who may be."""

import re

import pytest

from forum.circles.actions import join
from forum.circles.models import Circle
from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.debate.models import Post
from forum.text import TextRefused
from tests.conftest import make_member


def mentioned_by(post: Post) -> set[str]:
    return set(post.mentions.values_list("member__handle", flat=True))


def people_linked_in(post: Post) -> list[str]:
    return re.findall(r'<a href="/members/([a-z]+)/" class="mention"', post.html)


@pytest.fixture
def private(amara) -> Post:
    return open_thread(member=amara, circle=None, source="For @bashir, and me, @amara.").opening


@pytest.fixture
def in_the_kitchen(amara, bashir, chiara, kitchen) -> Post:
    """A post of a closed circle that mentions a member of it and one who is not."""
    join(member=bashir, circle=kitchen)
    return open_thread(member=amara, circle=kitchen, title="Tea", source="@bashir and @chiara?").opening


def test_whoever_is_mentioned_is_linked_and_remembered(amara, bashir, chiara, opening):
    post = reply(
        member=amara, answers=opening, source="@Bashir, @chiara and @nobody, see what @bashir wrote."
    )

    assert mentioned_by(post) == {"bashir", "chiara"}
    assert people_linked_in(post) == ["bashir", "chiara", "bashir"]
    assert "and @nobody, see" in post.html


def test_an_opening_post_mentions_too(amara, bashir, commons):
    thread = open_thread(member=amara, circle=commons, title="Tea", source="@bashir?")

    assert mentioned_by(thread.opening) == {"bashir"}


def test_nobody_calls_their_own_attention(amara, opening):
    post = reply(member=amara, answers=opening, source="As I, @amara, said.")

    assert mentioned_by(post) == set()
    assert people_linked_in(post) == ["amara"]


def test_only_who_could_read_a_closed_circle_is_mentioned_in_it(in_the_kitchen):
    assert mentioned_by(in_the_kitchen) == {"bashir"}
    assert people_linked_in(in_the_kitchen) == ["bashir"]


def test_who_has_left_a_closed_circle_is_mentioned_there_no_more(in_the_kitchen, bashir, amara, kitchen):
    bashir.memberships.filter(circle=kitchen).update(left_at="2026-01-01T00:00Z")

    post = reply(member=amara, answers=in_the_kitchen, source="@bashir?")

    assert mentioned_by(post) == set()


def test_a_private_note_mentions_nobody(private):
    assert mentioned_by(private) == set()
    assert people_linked_in(private) == []


def test_whose_account_is_closed_is_not_mentioned(amara, bashir, opening):
    bashir.is_active = False
    bashir.save()

    assert mentioned_by(reply(member=amara, answers=opening, source="@bashir?")) == set()


def test_an_edit_adds_whom_it_adds_and_lets_go_of_whom_it_leaves_out(amara, bashir, chiara, opening):
    post = reply(member=amara, answers=opening, source="@bashir?")
    kept = post.mentions.get()

    edit_post(member=amara, post=post, kind="comment", source="@bashir and @chiara?")
    assert mentioned_by(post) == {"bashir", "chiara"}
    assert kept in post.mentions.all()

    edit_post(member=amara, post=post, kind="comment", source="Anyone?")
    assert mentioned_by(post) == set()


def test_a_withdrawn_post_mentions_nobody(amara, bashir, opening):
    post = reply(member=amara, answers=opening, source="@bashir?")
    withdraw_post(member=amara, post=post)

    assert mentioned_by(post) == set()


def test_too_many_mentions_are_refused_and_nothing_is_written(amara, opening):
    handles = [make_member(f"m{number}").handle for number in range(21)]

    with pytest.raises(TextRefused, match="the limit is 20"):
        reply(member=amara, answers=opening, source=" ".join(f"@{handle}" for handle in handles))
    assert Post.objects.count() == 1


def test_a_post_costs_one_query_for_all_it_mentions_and_one_to_remember_them(
    amara, opening, django_assert_max_num_queries
):
    handles = [make_member(f"m{number}").handle for number in range(20)]

    with django_assert_max_num_queries(14):  # one of them seals it
        post = reply(member=amara, answers=opening, source=" ".join(f"@{handle}" for handle in handles))
    assert post.mentions.count() == 20


class TestSuggesting:
    """While one types."""

    def suggested(self, client, circle: Circle, begun: str) -> list[str]:
        answer = client.get(f"/circles/{circle.slug}/suggest/", {"q": begun})
        assert answer.status_code == 200
        return [one["handle"] for one in answer.json()["people"]]

    def test_members_are_found_by_the_beginning_of_handle_or_name(self, as_member, amara, commons):
        make_member("ambrose")
        named = make_member("zeno")
        named.display_name = "Ambassador"
        named.save()

        assert self.suggested(as_member(amara), commons, "am") == ["amara", "ambrose", "zeno"]
        assert self.suggested(as_member(amara), commons, "AMB") == ["ambrose", "zeno"]

    def test_no_more_than_eight_are_suggested_and_nobody_before_a_letter(self, as_member, amara, commons):
        for number in range(10):
            make_member(f"m{number}")

        assert len(self.suggested(as_member(amara), commons, "m")) == 8
        assert self.suggested(as_member(amara), commons, " ") == []

    def test_only_those_of_the_circle_are_suggested(self, as_member, amara, bashir, kitchen):
        assert self.suggested(as_member(amara), kitchen, "b") == []
        join(member=bashir, circle=kitchen)
        assert self.suggested(as_member(amara), kitchen, "b") == ["bashir"]

    def test_others_learn_nothing_of_a_closed_circle(self, as_member, bashir, kitchen):
        client = as_member(bashir)
        missing = client.get("/circles/nowhere/suggest/", {"q": "a"})
        hidden = client.get(f"/circles/{kitchen.slug}/suggest/", {"q": "a"})

        assert hidden.status_code == missing.status_code == 404

    def test_a_visitor_is_suggested_nobody(self, client, amara, commons):
        assert client.get("/circles/commons/suggest/", {"q": "a"}).status_code == 302
