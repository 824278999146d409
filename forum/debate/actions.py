"""Everything that is written in a debate: opening, replying, editing, withdrawing.

Whoever writes is named first, every act is one transaction, and the rooms above hear of it by a signal.
A text that may not stand raises `forum.text.TextRefused` before anything is written.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate import answering, bearing
from forum.debate.evidence import EvidenceGiven, evidence_of, in_words
from forum.debate.growing import next_path
from forum.debate.models import Evidence, Kind, Post, Revision, Thread
from forum.debate.restraining.actions import show_what_is_in_force
from forum.debate.restraining.explaining import is_voted_on
from forum.debate.restraining.models import Withheld
from forum.debate.restraining.wordings import insist_on_other_words
from forum.debate.signals import post_edited, post_replied, post_withdrawn, post_written
from forum.debate.wording import (
    Wording,
    forget_what_it_led_to,
    note_what_it_leads_to,
    say_titles_anew,
    worded,
)
from forum.members.models import Member
from forum.permissions import Act, require
from forum.permissions.holding import insist_on_not_paused


class EditedMeanwhile(Exception):
    """A post is not any more what its editor has seen of it."""


@transaction.atomic
def open_thread(
    *,
    member: Member,
    circle: Circle | None,
    source: str,
    kind: str = Kind.COMMENT,
    title: str = "",
    evidence: Sequence[EvidenceGiven] = (),
    context: str = "",
    at: datetime | None = None,
) -> Thread:
    """Open a thread in `circle`, or one private to `member` where that is None, with its first post.

    `context` names where it stands (see contexts.py); `at` is when, now if not said.
    """
    if circle is None:
        require(member, Act.NOTE_PRIVATELY)
    else:
        require(member, Act.OPEN_THREAD, circle)
    at = at or timezone.now()
    thread = Thread.objects.create(
        circle=circle,
        private_to=member if circle is None else None,
        context=context,
        title=title,
        opened_by=member,
        opened_at=at,
        last_post_at=at,
        evidence_at=at if evidence else None,
    )
    thread.opening = _write(
        Post(thread=thread, author=member, kind=kind, source=source, written_at=at),
        worded(thread, source),
        evidence,
    )
    thread.save(update_fields=["opening"])
    post_written.send(sender=Post, post=thread.opening)
    return thread


@transaction.atomic
def reply(
    *,
    member: Member,
    answers: Post,
    source: str,
    kind: str = Kind.COMMENT,
    evidence: Sequence[EvidenceGiven] = (),
    at: datetime | None = None,
) -> Post:
    """Answer a post. Replies sent at the same moment both get a place, one after the other."""
    require(member, Act.REPLY, answers.thread)
    wording = worded(answers.thread, source)
    at = at or timezone.now()
    path = next_path(answers)
    # Before the post is written, for its row stays locked: so a thread's posts appear in the order of their ids,
    # and who has read everything up to one (see marks/) has missed nothing.
    Thread.objects.filter(pk=answers.thread_id).update(
        reply_count=F("reply_count") + 1,
        last_post_at=Greatest("last_post_at", at),
        **({"evidence_at": Coalesce("evidence_at", at)} if evidence else {}),
    )
    post = _write(
        Post(
            thread=answers.thread,
            author=member,
            answers=answers,
            kind=kind,
            source=source,
            path=path,
            depth=len(path) // Post.STEP,
            written_at=at,
        ),
        wording,
        evidence,
    )
    answering.count_as_answer(post)
    post_replied.send(sender=Post, post=post)
    post_written.send(sender=Post, post=post)
    return post


@transaction.atomic
def edit_post(
    *,
    member: Member,
    post: Post,
    source: str,
    kind: str,
    evidence: Sequence[EvidenceGiven] | None = None,
    seen: int | None = None,
    at: datetime | None = None,
) -> Post:
    """Give a post another wording, kind or evidence (None: it stays), and keep the old in its history.

    An edit that changes nothing leaves no trace. Returns the post as it stands now; raises EditedMeanwhile where
    that was not of the revision `seen`, if one is said, PermissionDenied while its words have to stay as they are, and
    TextRefused where they are those that a panel has folded or hidden.
    """
    require(member, Act.EDIT_POST, post)
    insist_on_not_paused(member, post.thread.circle_id)
    post = Post.objects.select_for_update().get(pk=post.pk)
    insist_on_words(post)
    insist_on_other_words(post, source)
    brought = evidence_of(post)
    wanted = brought if evidence is None else list(evidence)
    if (post.source, post.kind, brought) == (source, kind, wanted):
        return post
    if seen not in (None, post.revision):
        raise EditedMeanwhile
    before = post.kind
    _keep_wording(post, brought)
    wording = worded(post.thread, source)
    post.source, post.html, post.kind = source, wording.html, kind
    post.revision += 1
    post.edited_at = at or timezone.now()
    post.save(update_fields=["source", "html", "kind", "revision", "edited_at"])
    if post.restraint:
        show_what_is_in_force(post)  # a note was put to the wording before
    mentioned = note_what_it_leads_to(post, wording)
    if wanted != brought:
        post.evidence.all().delete()
        _bring(post, wanted)
        bearing.look_again(post.thread_id)
    post_edited.send(sender=Post, post=post, before=before, mentioned=mentioned)
    return post


@transaction.atomic
def withdraw_post(*, member: Member, post: Post, at: datetime | None = None) -> Post:
    """Take a post back: its place and the replies stay; its words, earlier wordings and evidence are deleted.

    Withdrawing twice changes nothing. Returns the post as it stands now.
    """
    require(member, Act.WITHDRAW_POST, post)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.withdrawn_at:
        return post
    post.source = post.html = ""
    post.withdrawn_at = at or timezone.now()
    post.save(update_fields=["source", "html", "withdrawn_at"])
    post.revisions.all().delete()
    Withheld.objects.filter(post=post).delete()
    if post.evidence.all().delete()[0]:
        bearing.look_again(post.thread_id)
    forget_what_it_led_to(post)
    # A title that nobody has taken up in a reply is its author's alone.
    if Thread.objects.filter(opening=post, reply_count=0).exclude(title="").update(title=""):
        say_titles_anew(post.thread)
    answering.count_no_longer(post)
    post_withdrawn.send(sender=Post, post=post)
    return post


def insist_on_words(post: Post) -> None:
    """Raise PermissionDenied where a post was withdrawn, so that there is nothing left to edit, or withheld: what was
    judged stays as it was judged, for those who judge it and for an appeal; or while a panel votes, which has to know
    what on."""
    if post.withdrawn_at:
        raise PermissionDenied(_("This post has been withdrawn, so there is nothing left to edit."))
    if post.is_withheld:
        raise PermissionDenied(
            _(
                "While this post is folded, hidden or on hold its wording stays as it is. You can withdraw it, "
                "or say it otherwise in a new post."
            )
        )
    if is_voted_on(post.pk):
        raise PermissionDenied(
            _(
                "A panel is voting on this post, so its wording stays as it is until the vote has ended. You can "
                "withdraw it, or say it otherwise in a new post."
            )
        )


def _write(post: Post, wording: Wording, evidence: Sequence[EvidenceGiven]) -> Post:
    post.html = wording.html
    post.save(force_insert=True)
    note_what_it_leads_to(post, wording)
    _bring(post, evidence)
    return post


def _bring(post: Post, evidence: Sequence[EvidenceGiven]) -> None:
    if evidence:
        Evidence.objects.bulk_create(
            Evidence(post=post, source=one.source, locator=one.locator, says=one.says, stance=one.stance)
            for one in evidence
        )


def _keep_wording(post: Post, brought: Sequence[EvidenceGiven]) -> None:
    Revision.objects.create(
        post=post,
        number=post.revision,
        kind=post.kind,
        source=post.source,
        html=post.html,
        evidence=in_words(brought),
        written_at=post.edited_at or post.written_at,
    )
