"""A case in any order of events: it comes to an end, no vote counts twice, nothing is restricted without its quorum,
and every effect has its entry and every entry its effect.

A few examples run with the suite; `CASE_EXAMPLES=500` tries many.
"""

import json
import os
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forum.circles.leaving import leave
from forum.circles.models import Circle, Membership
from forum.debate.actions import edit_post, open_thread, withdraw_post
from forum.debate.models import Post
from forum.lots.models import Leaf
from forum.members.models import Member
from forum.moderation import events
from forum.moderation.appealing import appeal, ask_redraw
from forum.moderation.deadlines import move_on
from forum.moderation.flagging import flag, flag_conduct, withdraw_flag
from forum.moderation.models import Ballot, Case, Flag, Panel, Ruling, Seat
from forum.moderation.opening import give_nonce
from forum.moderation.refusing import NotNow
from forum.moderation.seating import recuse, take_seat
from forum.moderation.tally import votes_for_at_least
from forum.moderation.voting import vote
from forum.record.models import Entry
from forum.record.verify import check
from tests.forum.moderation.conftest import NOW, RUDE

EXAMPLES = int(os.environ.get("CASE_EXAMPLES", "4"))
STEPS = 40
refused = suppress(NotNow, PermissionDenied)
choices = st.sampled_from(["mild", "strict", "strictest"])
some = st.integers(0, 30)
STARTS = ["nothing", "flagged", "drawn", "seated", "voted", "decided", "appealed"]


class AnyOrder(RuleBasedStateMachine):
    """Fourteen people in a circle, one of whom has written something. `people` and `circle` are set by the test."""

    people: list[Member]
    circle: Circle

    @initialize(until=st.sampled_from(STARTS), outcome=choices)
    def begin(self, until, outcome):
        """Begin somewhere on the way that a case usually takes."""
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = NOW
        self.author, *self.others = self.people
        self.post = open_thread(
            member=self.author, circle=self.circle, title="Tea", source=RUDE, at=NOW - timedelta(hours=1)
        ).opening
        steps = STARTS[1 : STARTS.index(until) + 1]
        if "flagged" in steps:
            self.somebody_flags(0, "harassment", False)
            self.somebody_flags(1, "guideline", False)
        if "drawn" in steps:
            self.the_author_gives_a_number()
            self.time_passes(1, 1)
        if "seated" in steps:
            self.seats_are_taken(False, 0)
        for _ in range(("voted" in steps) + ("decided" in steps)):
            self.votes_are_cast([outcome], 0)
        if "appealed" in steps:
            self.the_author_appeals(False)
            self.time_passes(1, 1)
            self.seats_are_taken(False, 0)

    def teardown(self):
        if not hasattr(self, "undo"):
            return
        try:
            self._comes_to_an_end()
            self._record_holds()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # What can happen

    @rule(
        who=some,
        grounds=st.sampled_from(["guideline", "guideline", "harassment", "spam"]),
        twice=st.booleans(),
    )
    def somebody_flags(self, who, grounds, twice):
        self.post.refresh_from_db()
        for _ in range(1 + twice):
            with refused:
                flag(member=self._one(who), post=self.post, grounds=grounds, at=self.now)

    @rule(who=some)
    def somebody_asks_about_conduct(self, who):
        membership = Membership.objects.filter(circle=self.circle, member=self.author).order_by("-pk")[0]
        with refused:
            flag_conduct(
                member=self._one(who), membership=membership, guideline="", reason="Again.", at=self.now
            )

    @rule(who=some)
    def somebody_takes_a_flag_back(self, who):
        for one in Flag.objects.filter(member=self._one(who)):
            with refused:
                withdraw_flag(member=one.member, flag=one, at=self.now)

    @rule()
    def the_author_gives_a_number(self):
        for case in self._open():
            with refused:
                give_nonce(member=self.author, case=case, at=self.now)

    @rule()
    def the_author_was_away(self):
        for case in self._open():
            with refused, transaction.atomic():
                ask_redraw(member=self.author, case=case, at=self.now)

    @rule(twice=st.booleans())
    def the_author_appeals(self, twice):
        for case in self._open():
            for _ in range(1 + twice):
                with refused:
                    appeal(member=self.author, case=case, reason="No.", at=self.now)

    @rule(twice=st.booleans(), few=some)
    def seats_are_taken(self, twice, few):
        for seat in Seat.objects.at_work().order_by("pk")[: few or 99]:
            for _ in range(1 + twice):
                with refused:
                    take_seat(member=seat.member, seat=seat, at=self.now)

    @rule(which=some)
    def a_seat_is_given_back(self, which):
        seats = list(Seat.objects.at_work().order_by("pk"))
        if seats:
            seat = seats[which % len(seats)]
            with refused:
                recuse(member=seat.member, seat=seat, at=self.now)

    @rule(leaning=st.lists(choices, min_size=1, max_size=7), few=some, holding=st.integers(0, 7))
    def votes_are_cast(self, leaning, few, holding=0):
        for number, seat in enumerate(Seat.objects.at_work().order_by("pk")[: few or 99]):
            offered = seat.panel.choices
            how = leaning[number % len(leaning)]
            choice = {"mild": offered[0], "strict": offered[len(offered) // 2], "strictest": offered[-1]}[how]
            days = 5 if choice in ("slow", "pause") else None
            with refused:
                vote(
                    member=seat.member,
                    seat=seat,
                    choice=choice,
                    reason="So.",
                    days=days,
                    holds_now=number < holding,
                    at=self.now,
                )

    @rule(hours=st.sampled_from([1, 12, 25, 80, 400, 2200]), runs=st.integers(0, 2))
    def time_passes(self, hours, runs):
        self.now += timedelta(hours=hours)
        for _ in range(runs):
            move_on(self.now)

    @rule(who=some)
    def somebody_leaves(self, who):
        with refused, time_machine.travel(self.now, tick=False):
            leave(member=self._one(who), circle=self.circle, at=self.now)

    @rule(who=some)
    def somebody_closes_their_account(self, who):
        member = self._one(who)
        with time_machine.travel(self.now, tick=False):
            for membership in Membership.objects.current().filter(member=member, circle=self.circle):
                leave(member=member, circle=membership.circle, at=self.now)
            events.forget(sender=Member, member=member)
        Leaf.objects.filter(member=member).update(member=None, salt="")
        Member.objects.filter(pk=member.pk).update(is_active=False)

    @rule()
    def the_author_leaves(self):
        with refused, time_machine.travel(self.now, tick=False):
            leave(member=self.author, circle=self.circle, at=self.now)

    @rule(rude=st.booleans())
    def the_author_edits(self, rude):
        with refused:
            words = RUDE if rude else f"I am sorry. {self.now}"
            edit_post(member=self.author, post=self.post, source=words, kind="comment", at=self.now)

    @rule(really=st.integers(0, 5))
    def the_author_takes_it_back(self, really):
        if not really:
            with time_machine.travel(self.now, tick=False):
                withdraw_post(member=self.author, post=self.post, at=self.now)

    # What holds whatever has happened

    @invariant()
    def no_vote_counts_twice_and_no_outcome_has_too_few(self):
        if not hasattr(self, "undo"):
            return
        for entry in Entry.objects.filter(type="tally"):
            seats = [vote["seat"] for vote in entry.read("votes")]
            assert len(seats) == len(set(seats))
        for ruling in Ruling.objects.filter(outcome__in=["note", "fold", "hide", "slow", "pause"]):
            panel = ruling.panel
            tallies = Entry.objects.filter(type="tally", body__contains=f'"case":"{panel.name}"')
            last = max(tallies, key=lambda tally: tally.read("round"))
            said = [vote["choice"] for vote in last.read("votes")]
            assert votes_for_at_least(ruling.outcome, panel.choices, said) >= panel.needs[ruling.outcome]

    @invariant()
    def every_effect_has_its_entry_and_every_entry_its_effect(self):
        if not hasattr(self, "undo"):
            return
        told = {entry.pk for entry in Entry.objects.filter(type="ruling")}
        assert told == set(Ruling.objects.values_list("entry_id", flat=True))
        post = Post.objects.get(pk=self.post.pk)
        standing = Ruling.objects.standing().restricting().filter(case__post=post)
        folded = Case.objects.not_closed().filter(post=post, meanwhile__isnull=False)
        allowed = {
            *standing.values_list("entry_id", flat=True),
            *folded.values_list("meanwhile_id", flat=True),
        }
        if post.withdrawn_at is not None:
            return
        assert bool(post.restraint or post.past_restraint) == bool(allowed)
        assert {post.restrained_by, post.past_restrained_by} - {None} <= allowed

    @invariant()
    def words_that_nobody_judged_stay(self):
        if not hasattr(self, "undo"):
            return
        post = Post.objects.get(pk=self.post.pk)
        for ruling in Ruling.objects.standing().restricting().filter(case__post=post, case__kind="post"):
            if ruling.up_to in (None, ruling.case.revision) or ruling.up_to < post.revision:
                continue
            judged = post.revisions.filter(number=ruling.case.revision).first()
            if post.withdrawn_at is None and judged is not None and judged.source != post.source:
                assert ruling.entry.read("holds_now")
                saying = Ballot.objects.filter(seat__in=ruling.panel.seats.taken(), holds_now=True)
                assert saying.values("seat").distinct().count() >= ruling.panel.needs[ruling.outcome]

    @invariant()
    def nobody_judges_a_case_that_is_theirs(self):
        if not hasattr(self, "undo"):
            return
        for seat in Seat.objects.at_work().exclude(member=None).select_related("panel__case"):
            assert seat.member_id != seat.panel.case.about_id
            assert not seat.panel.case.flags.standing().filter(member=seat.member_id).exists()

    def _comes_to_an_end(self):
        """Within 40 steps and six weeks nothing is open any more, though nobody does anything."""
        begun = self.now
        for _ in range(40):
            left = Case.objects.not_closed().filter(at__lte=begun).order_by("due_at").first()
            if left is None:
                break
            self.now = max(self.now, left.due_at)
            move_on(self.now)
        assert not Case.objects.not_closed().filter(at__lte=begun).exists()
        assert self.now - begun <= timedelta(weeks=6)
        assert not Panel.objects.filter(ended_at=None, case__closed_at__isnull=False).exists()
        assert not Ballot.objects.filter(seat__accepted_at=None).exists()
        self.every_effect_has_its_entry_and_every_entry_its_effect()

    def _record_holds(self):
        entries = Entry.objects.order_by("number")
        lines = [
            json.dumps({"n": one.number, "hash": one.hash, "body": json.loads(one.body)}) for one in entries
        ]
        assert len(list(check(lines))) == len(lines)

    def _open(self) -> list[Case]:
        return list(Case.objects.not_closed().order_by("pk"))

    def _one(self, number: int) -> Member:
        return self.others[number % len(self.others)]


def test_whatever_happens_a_case_comes_to_a_just_end(settle, garden):
    AnyOrder.circle, AnyOrder.people = garden, settle(14, garden)
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("size", [1, 2, 3, 4, 6])
def test_in_a_small_circle_as_well(settle, garden, size):
    Membership.objects.filter(circle=garden).delete()
    Circle.objects.filter(pk=garden.pk).update(access="closed", joining="invitation")
    garden.refresh_from_db()
    AnyOrder.circle, AnyOrder.people = garden, settle(size + 1, garden)
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=max(1, EXAMPLES // 4),
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
