"""Writing where a thread stands."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.circles.models import Membership
from forum.debate.actions import EditedMeanwhile, open_thread, reply
from forum.debate.branching.actions import branch_off, move_back
from forum.debate.branching.models import Branching
from forum.debate.models import Post, Thread
from forum.debate.summarising.actions import LONGEST, summarise
from forum.debate.summarising.models import EarlierSummary, Summary
from forum.text import TextRefused


def versions(thread: Thread) -> list[tuple[int, str, str]]:
    earlier = [(one.number, one.source, one.author.handle) for one in thread.earlier_summaries.all()]
    present = [(one.number, one.source, one.author.handle) for one in Summary.objects.filter(thread=thread)]
    return earlier + present


def test_any_member_says_where_a_thread_stands_and_any_other_says_it_better(thread, answer, bashir, chiara):
    summarise(member=chiara, thread=thread, source="Bashir keeps *them*.")
    summarise(member=bashir, thread=thread, source="Bashir keeps them from May on.")
    assert versions(thread) == [
        (1, "Bashir keeps *them*.", "chiara"),
        (2, "Bashir keeps them from May on.", "bashir"),
    ]
    assert EarlierSummary.objects.get().html == "<p>Bashir keeps <em>them</em>.</p>\n"
    assert Summary.objects.get().replies == 1


def test_saying_the_same_again_leaves_no_trace(thread, bashir, chiara):
    summarise(member=chiara, thread=thread, source="Settled.")
    assert summarise(member=bashir, thread=thread, source="Settled.").author == chiara
    assert len(versions(thread)) == 1


@pytest.mark.parametrize("seen", [0, 2])
def test_no_version_replaces_another_unseen(thread, bashir, chiara, seen):
    summarise(member=chiara, thread=thread, source="Settled.", seen=0)
    with pytest.raises(EditedMeanwhile):
        summarise(member=bashir, thread=thread, source="Open.", seen=seen)
    assert summarise(member=bashir, thread=thread, source="Open.", seen=1).number == 2


def test_nobodys_post_is_changed_by_it(thread, answer, chiara):
    before = list(Post.objects.order_by("pk").values())
    summarise(member=chiara, thread=thread, source="Settled.")
    assert list(Post.objects.order_by("pk").values()) == before


def test_only_members_of_the_circle_write_it_and_nobody_on_what_is_private(thread, amara, dmitri):
    Membership.objects.filter(member=dmitri).delete()
    with pytest.raises(PermissionDenied):
        summarise(member=dmitri, thread=thread, source="Settled.")
    private = open_thread(member=amara, circle=None, source="To myself.")
    with pytest.raises(PermissionDenied):
        summarise(member=amara, thread=private, source="Settled.")


def test_it_is_short(thread, chiara):
    summarise(member=chiara, thread=thread, source="a" * LONGEST)
    with pytest.raises(TextRefused, match="too long"):
        summarise(member=chiara, thread=thread, source="a" * (LONGEST + 1))
    assert len(versions(thread)) == 1


def test_what_was_summed_up_of_a_branch_is_kept_where_it_is_moved_back_to(
    thread, answer, amara, bashir, chiara
):
    reply(member=amara, answers=answer, source="From May on?")
    summarise(member=chiara, thread=thread, source="About minutes.")
    branch = branch_off(member=chiara, post=answer, title="Minutes from May on")
    summarise(member=amara, thread=branch, source="From May on.")
    summarise(member=bashir, thread=branch, source="From June on.")
    summarise(member=amara, thread=thread, source="About who keeps them.", seen=1)
    move_back(member=bashir, branching=Branching.objects.get())
    assert versions(thread) == [
        (1, "About minutes.", "chiara"),
        (2, "From May on.", "amara"),
        (3, "From June on.", "bashir"),
        (4, "About who keeps them.", "amara"),
    ]
    assert [one.about for one in thread.earlier_summaries.all()] == [
        "",
        "Minutes from May on",
        "Minutes from May on",
    ]
    summarise(member=chiara, thread=thread, source="All of it.", seen=4)
    assert versions(thread)[-1][0] == 5


def test_a_thread_that_had_none_keeps_those_of_its_branch_and_shows_none_of_them(
    thread, answer, bashir, chiara
):
    branch = branch_off(member=chiara, post=answer, title="Minutes")
    summarise(member=chiara, thread=branch, source="From May on.")
    move_back(member=bashir, branching=Branching.objects.get())
    assert not Summary.objects.exists()
    assert versions(thread) == [(1, "From May on.", "chiara")]
    assert summarise(member=chiara, thread=thread, source="Settled.", seen=0).number == 2


def test_how_many_replies_it_had_stays_true_when_some_move(thread, answer, bashir, chiara):
    summarise(member=chiara, thread=thread, source="Settled.")
    reply(member=bashir, answers=thread.opening, source="Is it?")
    branch_off(member=chiara, post=answer, title="Minutes")
    thread.refresh_from_db()
    assert (Summary.objects.get().replies, thread.reply_count) == (0, 1)
    move_back(member=bashir, branching=Branching.objects.get())
    assert Summary.objects.get().replies == 1


def test_it_mentions_people_as_a_post_does(thread, bashir, chiara):
    summary = summarise(member=chiara, thread=thread, source="@bashir keeps them, @nobody objects.")
    assert '<a href="/members/bashir/" class="mention"' in summary.html
    assert "@nobody objects" in summary.html


def test_it_names_nobody_who_may_not_read_it(kitchen, amara, bashir):
    thread = open_thread(member=amara, circle=kitchen, title="Keys", source="Who has them?")
    assert "href" not in summarise(member=amara, thread=thread, source="@bashir has.").html


def test_it_says_no_title_that_somebody_could_take_back(thread, chiara):
    summary = summarise(member=chiara, thread=thread, source="See http://testserver/threads/1/ for more.")
    assert "Who keeps the minutes?" not in summary.html
