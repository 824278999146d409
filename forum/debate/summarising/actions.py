"""Writing where a thread stands. Nobody's post is changed by it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from forum.debate.actions import EditedMeanwhile
from forum.debate.models import Thread
from forum.debate.signals import thread_summarised
from forum.debate.summarising.models import EarlierSummary, Summary
from forum.debate.wording import Wording, worded
from forum.members.models import Member
from forum.permissions import Act, require

LONGEST = 4096  # bytes of UTF-8


@transaction.atomic
def summarise(
    *, member: Member, thread: Thread, source: str, seen: int | None = None, at: datetime | None = None
) -> Summary:
    """Write where `thread` stands, and keep what was written before.

    Words that stand there already are left as they are. Whom only this version mentions is told. Raises EditedMeanwhile
    where the present version is not the one of the number `seen` (0: there was none), if one is said, and TextRefused
    for words that may not stand.
    """
    require(member, Act.SUMMARISE, thread)
    wording = _worded(thread, source)
    # Whoever writes the first one at the same moment comes after, and is told of ours.
    thread = (
        Thread.objects.select_for_update(no_key=True, of=("self",)).select_related("circle").get(pk=thread.pk)
    )
    present = Summary.objects.filter(thread=thread).first()
    if present and present.source == source:
        return present
    if seen not in (None, present.number if present else 0):
        raise EditedMeanwhile
    mentioned_before: Collection[int] = _worded(thread, present.source).members if present else ()
    if present:
        _keep(present)
    summary = present or Summary(thread=thread)
    summary.number = _last_number(thread) + 1
    summary.source, summary.html, summary.author = source, wording.html, member
    summary.written_at, summary.replies = at or timezone.now(), thread.reply_count
    summary.save()
    mentioned = set(wording.members).difference(mentioned_before, [member.pk])
    if mentioned:
        thread_summarised.send(sender=Thread, thread=thread, member=member, mentioned=mentioned)
    return summary


def count_again(thread: Thread) -> None:
    """After replies came or went by the branch, say anew how many there were when the summary was written."""
    summary = Summary.objects.filter(thread=thread).first()
    if summary:
        replies = thread.posts.filter(answers__isnull=False, written_at__lte=summary.written_at)
        Summary.objects.filter(pk=summary.pk).update(replies=replies.count())


def take_in(came_from: Thread, back_to: Thread) -> None:
    """Keep what was summed up of a branch among the earlier summaries of the thread it has been moved back into."""
    present = Summary.objects.filter(thread=came_from).first()
    if present:
        _keep(present)
        present.delete()
    of_branch = EarlierSummary.objects.filter(thread=came_from)
    count = of_branch.aggregate(last=Max("number"))["last"] or 0
    standing = Summary.objects.filter(thread=back_to)
    number = standing.values_list("number", flat=True).first() or _last_number(back_to) + 1
    of_branch.filter(about="").update(about=came_from.title)
    of_branch.update(thread=back_to, number=F("number") + number - 1)
    standing.update(number=F("number") + count)


def _worded(thread: Thread, source: str) -> Wording:
    """People are mentioned in it as in a post. The title of another thread, which its author may take back, it does not
    say: no row would remember that it did."""
    return worded(thread, source, limit=LONGEST, to_pages=False)


def _keep(summary: Summary) -> None:
    EarlierSummary.objects.create(
        thread=summary.thread,
        number=summary.number,
        source=summary.source,
        html=summary.html,
        author=summary.author,
        written_at=summary.written_at,
    )


def _last_number(thread: Thread) -> int:
    return EarlierSummary.objects.filter(thread=thread).aggregate(last=Max("number"))["last"] or 0
