"""Everything that happens to a file of notes on its way into a margin, and out of it again."""

from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.exchange import tasks
from essays.exchange.models import Bringing, BroughtNote
from essays.library.models import Essay
from essays.margin.bringing import take_back_notes
from forum.debate.bringing import hold_threads
from forum.debate.bringing_replies import take_back_replies
from forum.members.models import Member
from forum.permissions import Act, require

MOST_UNDER_WAY = 5
LONGEST_NAME = 200  # of a file
KEPT_FOR = timedelta(days=30)  # a file of which nothing was written

State = Bringing.State


class TooManyUnderWay(Exception):
    """A member has brought as many files as may wait to be confirmed."""

    def __init__(self) -> None:
        super().__init__(
            _("You have %(number)d files of notes under way: have one of them written, or discard it, first.")
            % {"number": MOST_UNDER_WAY}
        )


@transaction.atomic
def begin(*, member: Member, essay: Essay, filename: str, data: bytes, here: str) -> Bringing:
    """Take a file in and have it read. `here` is the address of this installation as the member sees it.

    Raises TooManyUnderWay, and PermissionDenied where the member may not bring notes to the text.
    """
    require(member, Act.IMPORT_ANNOTATIONS, essay)
    # Two at once are counted one after the other.
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    own = Bringing.objects.filter(member=member)
    own.filter(state=State.REFUSED).delete()  # they make way: their member has been told
    if own.under_way().count() >= MOST_UNDER_WAY:
        raise TooManyUnderWay
    bringing = Bringing.objects.create(
        member=member,
        essay=essay,
        edition_id=cast(int, essay.edition_id),  # nobody sees an essay without one
        filename=filename[-LONGEST_NAME:],
        data=data,
        here=here,
    )
    transaction.on_commit(lambda: tasks.read_notes.enqueue(bringing.pk))
    return bringing


@transaction.atomic
def confirm(*, member: Member, bringing: Bringing, private: bool, keeps_gone: bool) -> None:
    """Have the notes written: in the text's circle, or for the member alone; also those whose passage is not in the
    text, if they are to be kept. Confirming twice changes nothing."""
    require(member, Act.SETTLE_IMPORT, bringing)
    require(member, Act.IMPORT_ANNOTATIONS, bringing.essay)
    changed = Bringing.objects.filter(pk=bringing.pk, state=State.READ).update(
        state=State.CONFIRMED, private=private, keeps_gone=keeps_gone
    )
    if changed:
        transaction.on_commit(lambda: tasks.write_notes.enqueue(bringing.pk))


@transaction.atomic
def discard(*, member: Member, bringing: Bringing) -> None:
    """Throw a file away of which nothing has been written."""
    require(member, Act.SETTLE_IMPORT, bringing)
    unwritten = (State.WAITING, State.READ, State.REFUSED)
    Bringing.objects.filter(pk=bringing.pk, state__in=unwritten).delete()


@transaction.atomic
def take_back(*, member: Member, bringing: Bringing) -> int:
    """Take out again what was written from a file, except notes that others have answered; return how many stay.

    Taking back twice changes nothing.
    """
    require(member, Act.SETTLE_IMPORT, bringing)
    locked = Bringing.objects.select_for_update(of=("self",)).filter(pk=bringing.pk, state=State.WRITTEN)
    found = locked.first()
    if found is None:
        return 0
    written = BroughtNote.objects.filter(bringing=found, post__isnull=False).order_by("post__thread_id")
    replies = written.filter(state=BroughtNote.State.ANSWER)
    openings = written.filter(answers=None).exclude(pk__in=replies.values("pk"))
    threads = list(openings.values_list("post__thread_id", flat=True))
    hold_threads({*threads, *replies.values_list("post__thread_id", flat=True)})
    stay = take_back_replies(member=member, posts=list(replies.values_list("post_id", flat=True)))
    taken = take_back_notes(member=member, threads=threads)
    locked.update(state=State.TAKEN_BACK, taken_back_at=timezone.now())
    return len(threads) - taken + stay


def forget_left_lying(now: datetime) -> None:
    """Delete the files that were brought long before `now` and never confirmed, with the notes found in them: words of
    people elsewhere, which nobody has said may stand here."""
    for pk in Bringing.objects.left_lying(now - KEPT_FOR).values_list("pk", flat=True):
        with transaction.atomic():  # each by itself: one has up to twenty thousand notes
            Bringing.objects.left_lying(now - KEPT_FOR).filter(pk=pk).delete()
