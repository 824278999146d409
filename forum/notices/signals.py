"""Lets new posts be told, withdrawn ones be told no longer, and notices of what was shown be read."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from forum.circles.signals import circle_left
from forum.debate.models import Post, Thread
from forum.debate.restraining.signals import post_freed, post_restrained
from forum.debate.signals import (
    branch_moved,
    post_edited,
    post_withdrawn,
    post_written,
    posts_shown,
    thread_summarised,
)
from forum.decisions.models import Proposal
from forum.decisions.signals import (
    positions_opened,
    proposal_decided,
    proposal_opened,
    review_due,
    say_wanted,
    vote_opened,
)
from forum.members.models import Member
from forum.members.signals import account_closed, member_blocked
from forum.moderation import signals as cases
from forum.moderation.models import Case, Panel, Ruling, Seat
from forum.notices import tasks
from forum.notices.actions import follow_along, forget_thread, read_case, read_posts
from forum.notices.forgetting import recount_all
from forum.notices.models import CaseNotice, Mailing, Notice, NoticeSettings, Subscription
from forum.notices.telling import begin_telling
from forum.notices.telling_again import begin_telling_again
from forum.notices.telling_of_summaries import tell_of_summary

TOLD_OF_PROPOSALS = {
    positions_opened: Notice.Reason.POSITION,
    vote_opened: Notice.Reason.VOTE,
    say_wanted: Notice.Reason.ENDING,
    proposal_decided: Notice.Reason.DECIDED,
    review_due: Notice.Reason.REVIEW,
}


def connect() -> None:
    post_written.connect(tell_later, dispatch_uid="forum.notices.written")
    post_edited.connect(tell_again_later, dispatch_uid="forum.notices.edited")
    thread_summarised.connect(tell_whom_it_calls, dispatch_uid="forum.notices.summarised")
    branch_moved.connect(follow_moved, dispatch_uid="forum.notices.moved")
    post_withdrawn.connect(forget_later, dispatch_uid="forum.notices.withdrawn")
    post_restrained.connect(count_again_later, dispatch_uid="forum.notices.restrained")
    post_freed.connect(count_again_later, dispatch_uid="forum.notices.freed")
    account_closed.connect(forget_member, dispatch_uid="forum.notices.closed")
    circle_left.connect(count_anew, dispatch_uid="forum.notices.left")
    proposal_opened.connect(tell_whom_it_is_about, dispatch_uid="forum.notices.proposal_opened")
    for happened, reason in TOLD_OF_PROPOSALS.items():
        happened.connect(partial(tell_of, reason), weak=False, dispatch_uid=f"forum.notices.{reason}")
    cases.case_opened.connect(tell_its_author, dispatch_uid="forum.notices.case_opened")
    cases.drawn_again.connect(tell_its_author, dispatch_uid="forum.notices.drawn_again")
    cases.seats_offered.connect(tell_who_is_drawn, dispatch_uid="forum.notices.seats_offered")
    cases.reasons_shown.connect(tell_the_panel, dispatch_uid="forum.notices.reasons_shown")
    cases.case_decided.connect(tell_of_the_ruling, dispatch_uid="forum.notices.case_decided")
    cases.panel_drawn.connect(tell_of_an_appeal, dispatch_uid="forum.notices.panel_drawn")
    cases.case_shown.connect(read_what_was_told, dispatch_uid="forum.notices.case_shown")
    member_blocked.connect(forget_from, dispatch_uid="forum.notices.blocked")
    posts_shown.connect(read_what_was_shown, dispatch_uid="forum.notices.shown")


def tell_later(sender: Any, post: Post, **_: Any) -> None:
    """Two rows, however many are to be told: what is to be done, with the post, and then a task that does it at once.

    Where that task is lost, a chore finds the first (see chores.py).
    """
    if begin_telling(post):
        transaction.on_commit(partial(tasks.tell.enqueue, post.pk))


def tell_again_later(sender: Any, post: Post, mentioned: Collection[int], **_: Any) -> None:
    """Whom only the new wording mentions is told, and whom it mentions no longer is not. A row and a task, as above."""
    if begin_telling_again(post, mentioned):
        transaction.on_commit(partial(tasks.tell_again.enqueue, post.pk))


def tell_whom_it_calls(
    sender: Any, thread: Thread, member: Member, mentioned: Collection[int], **_: Any
) -> None:
    tell_of_summary(member=member, thread=thread, mentioned=mentioned)


def follow_moved(sender: Any, source: Thread, target: Thread, **_: Any) -> None:
    """What was said of a thread holds for what is moved out of it. What comes back is followed as the rest is there."""
    if source.posts.exists():
        follow_along(source=source.pk, target=target.pk)
    else:
        forget_thread(thread=source.pk)


def forget_later(sender: Any, post: Post, **_: Any) -> None:
    """Nothing shows them any more; the members' counts follow."""
    if Notice.objects.filter(post=post).exists():
        transaction.on_commit(partial(tasks.forget.enqueue, post.pk))


def count_again_later(sender: Any, post: Post, **_: Any) -> None:
    """Of what is withheld no notice is shown, nor mailed; it is shown once the post is freed. The counts follow."""
    if Notice.objects.filter(post=post).exists():
        transaction.on_commit(partial(tasks.count_again.enqueue, post.pk))


def count_anew(sender: Any, member: Member, **_: Any) -> None:
    """Of a closed circle that was left nothing is shown any more, nor counted."""
    recount_all([member.pk])


def read_what_was_shown(sender: Any, member: Member, posts: Collection[int], **_: Any) -> None:
    read_posts(member=member, posts=posts)


def forget_member(sender: Any, member: Member, **_: Any) -> None:
    """Whoever has closed their account is told nothing more."""
    for told in (Subscription, Notice, CaseNotice, NoticeSettings, Mailing):
        told.objects.filter(member=member).delete()


def forget_from(sender: Any, member: Member, other: Member, **_: Any) -> None:
    """What waits to be read or mailed of somebody whom one has blocked is put away, and counted no longer."""
    Notice.objects.filter(member=member, post__author=other).unread().delete()
    recount_all([member.pk])


def tell_whom_it_is_about(sender: Any, proposal: Proposal, **_: Any) -> None:
    if proposal.about_id:
        tell_of(Notice.Reason.ASKED_TO_LEAVE, sender, proposal)


def tell_of(reason: Notice.Reason, sender: Any, proposal: Proposal, **_: Any) -> None:
    """Put down, in the transaction of what happened, that it is to be told: the queue is in the same database."""
    tasks.tell_of_proposal.enqueue(proposal.pk, reason.value, timezone.now().isoformat())


def tell_its_author(sender: Any, case: Case, **_: Any) -> None:
    if case.panel is not None and case.about_id is not None:
        _tell(case, case.panel.pk, CaseNotice.What.NUMBER)


def tell_who_is_drawn(sender: Any, case: Case, seats: Sequence[Seat], **_: Any) -> None:
    _tell(case, seats[0].panel_id, CaseNotice.What.SEAT)  # one task tells all who are offered one


def tell_the_panel(sender: Any, case: Case, panel: Panel, **_: Any) -> None:
    _tell(case, panel.pk, CaseNotice.What.REASONS)


def tell_of_the_ruling(sender: Any, case: Case, ruling: Ruling, **_: Any) -> None:
    _tell(case, ruling.panel_id, CaseNotice.What.DECIDED)


def tell_of_an_appeal(sender: Any, case: Case, panel: Panel, **_: Any) -> None:
    if panel.kind == Panel.Kind.APPEAL:
        _tell(case, panel.pk, CaseNotice.What.APPEALED)


def _tell(case: Case, panel: int, what: str) -> None:
    """Put down, in the transaction of what happened, that it is to be told. Members are not locked in it: it holds the
    head of the record, for which others wait who hold them. Whoever practises sits around a table."""
    if not case.is_practice:
        tasks.tell_of_case.enqueue(panel, str(what))


def read_what_was_told(sender: Any, case: Case, member: Member, **_: Any) -> None:
    read_case(member=member, case=case)
