"""Restraining a post, and freeing it again, as an entry in the record says.

Nobody does this by themselves: whoever calls carries out a ruling, or the operator's duty, and has written the entry
in the same transaction, with the post locked before it. Everything else is locked here, so behind the record's head.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from forum.debate.models import Post
from forum.debate.restraining.hows import How, strength
from forum.debate.restraining.models import HiddenFrom, Restraint
from forum.debate.restraining.querysets import RestraintQuerySet
from forum.debate.restraining.signals import post_freed, post_restrained
from forum.debate.restraining.words import give_back, take_away, tell_others
from forum.members.models import Member
from forum.record.models import Entry


@transaction.atomic
def restrain(
    *, post: Post, how: str, entry: Entry, line: str = "", hidden_from: Iterable[Member] = ()
) -> Post:
    """Have `post` be shown as `how` says, in place of what a ruling before has said; return it as it stands now.

    `line` is what stands under it. `hidden_from` are members who are not to read a folded post either. A legal hold
    ("held") is laid upon whatever a ruling says, which comes to light again when it is released.
    """
    how = How(how)
    kept_from = list(hidden_from)
    if kept_from and how == How.NOTE:
        raise ValueError("What a note leaves in its place is hidden from nobody.")
    post = Post.objects.select_for_update().get(pk=post.pk)
    _of_one_sort(post, is_hold=how == How.HELD).lift(entry=entry.number, at=timezone.now())
    restraint = Restraint.objects.create(post=post, how=how, line=line, entry=entry.number)
    HiddenFrom.objects.bulk_create(HiddenFrom(restraint=restraint, member=member) for member in kept_from)
    _show_what_is_in_force(post)
    post_restrained.send(sender=Post, post=post)
    return post


@transaction.atomic
def lift(*, post: Post, entry: Entry, is_hold: bool = False) -> Post:
    """End what a ruling, or where `is_hold` a legal hold, has in force against `post`; return it as it stands now.

    Where there is nothing to lift, nothing changes.
    """
    post = Post.objects.select_for_update().get(pk=post.pk)
    if _of_one_sort(post, is_hold=is_hold).lift(entry=entry.number, at=timezone.now()):
        _show_what_is_in_force(post)
        post_freed.send(sender=Post, post=post)
    return post


def _of_one_sort(post: Post, *, is_hold: bool) -> RestraintQuerySet:
    """The restraints of a post that one of them takes the place of."""
    restraints = Restraint.objects.filter(post=post)
    return restraints.filter(how=How.HELD) if is_hold else restraints.exclude(how=How.HELD)


def _show_what_is_in_force(post: Post) -> None:
    found = sorted(Restraint.objects.filter(post=post).in_force(), key=lambda one: strength(one.how))
    strongest = found[-1] if found else None
    had_words = not post.is_withheld
    post.restraint = strongest.how if strongest else ""
    post.restrained_by = strongest.entry if strongest else None
    post.restraint_line = strongest.line if strongest else ""
    post.restraint_changed_at = timezone.now()
    changes = had_words == post.is_withheld and not post.withdrawn_at
    if changes:
        (take_away if had_words else give_back)(post)
    post.save(update_fields=["restraint", "restrained_by", "restraint_line", "restraint_changed_at", "html"])
    if changes:
        tell_others(post)
