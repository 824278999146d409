"""Everything that is written in a debate: opening, replying, editing, withdrawing.

Whoever writes is named first, every act is one transaction, and the rooms above hear of it by a signal.
A text that may not stand raises `forum.text.TextRefused` before anything is written.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate import paths
from forum.debate.evidence import EvidenceGiven, evidence_of, in_words
from forum.debate.models import Evidence, Kind, Post, Revision, Thread
from forum.debate.signals import post_edited, post_withdrawn
from forum.members.models import Member
from forum.permissions import Act, require
from forum.text import render


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
    )
    thread.opening = _write(
        Post(thread=thread, author=member, kind=kind, source=source, html=render(source), written_at=at),
        evidence,
    )
    thread.save(update_fields=["opening"])
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
    html = render(source)
    at = at or timezone.now()
    path = _next_path(answers)
    post = _write(
        Post(
            thread_id=answers.thread_id,
            author=member,
            answers=answers,
            kind=kind,
            source=source,
            html=html,
            path=path,
            depth=len(path) // Post.STEP,
            written_at=at,
        ),
        evidence,
    )
    Thread.objects.filter(pk=answers.thread_id).update(
        reply_count=F("reply_count") + 1, last_post_at=Greatest("last_post_at", at)
    )
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
    that was not of the revision `seen`, if one is said.
    """
    require(member, Act.EDIT_POST, post)
    post = Post.objects.select_for_update().get(pk=post.pk)
    insist_on_words(post)
    brought = evidence_of(post)
    wanted = brought if evidence is None else list(evidence)
    if (post.source, post.kind, brought) == (source, kind, wanted):
        return post
    if seen not in (None, post.revision):
        raise EditedMeanwhile
    before = post.kind
    _keep_wording(post, brought)
    post.source, post.html, post.kind = source, render(source), kind
    post.revision += 1
    post.edited_at = at or timezone.now()
    post.save(update_fields=["source", "html", "kind", "revision", "edited_at"])
    if wanted != brought:
        post.evidence.all().delete()
        _bring(post, wanted)
    post_edited.send(sender=Post, post=post, before=before)
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
    post.evidence.all().delete()
    # A title that nobody has taken up in a reply is its author's alone.
    Thread.objects.filter(opening=post, reply_count=0).update(title="")
    post_withdrawn.send(sender=Post, post=post)
    return post


def insist_on_words(post: Post) -> None:
    """Raise PermissionDenied where a post was withdrawn, so that there is nothing left to edit."""
    if post.withdrawn_at:
        raise PermissionDenied(_("This post has been withdrawn, so there is nothing left to edit."))


def _write(post: Post, evidence: Sequence[EvidenceGiven]) -> Post:
    post.save(force_insert=True)
    _bring(post, evidence)
    return post


def _bring(post: Post, evidence: Sequence[EvidenceGiven]) -> None:
    if evidence:
        Evidence.objects.bulk_create(
            Evidence(post=post, source=one.source, locator=one.locator, says=one.says, stance=one.stance)
            for one in evidence
        )


def _next_path(answers: Post) -> str:
    """A path below what is answered; beside it where the tree may grow no deeper.

    Counting up locks the row until the transaction ends, so no path is given out twice.
    """
    under = answers.path if answers.depth < Post.DEEPEST else paths.parent_of(answers.path)
    parent = Post.objects.filter(thread=answers.thread_id, path=under)
    parent.update(branches=F("branches") + 1)
    return under + paths.step(parent.values_list("branches", flat=True).get() - 1)


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
