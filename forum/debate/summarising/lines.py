"""What stands on top of a thread of where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.safestring import SafeString

from forum.debate.models import Thread
from forum.debate.summarising.models import EarlierSummary, Summary
from forum.members.models import Member

LONG = 10  # replies from which on a summary is asked for
MOST_WRITERS = 6  # who are named


@dataclass(frozen=True)
class Writer:
    name: str
    href: str


@dataclass(frozen=True)
class SummaryLine:
    """A thread's summary, or where `html` is "", the invitation to write one.

    `since` is how many replies came after it was written. `write_href` is "" for whoever may not.
    """

    html: SafeString | str
    writers: list[Writer]  # the latest first
    written_at: datetime | None
    since: int
    write_href: str
    history_href: str  # "" while there is no earlier version


def summary_of(thread: Thread, *, may_write: bool) -> SummaryLine | None:
    """What stands on top of `thread`, which comes with its `summary` and that one's author.

    No question is asked but, where it has been changed, who has written at it. None where nothing stands there.
    """
    write_href = reverse("summarise", args=[thread.pk]) if may_write else ""
    try:
        summary: Summary = thread.summary
    except ObjectDoesNotExist:
        if thread.reply_count < LONG or not may_write:
            return None
        return SummaryLine("", [], None, 0, write_href, "")
    is_changed = summary.number > 1
    return SummaryLine(
        html=summary.safe_html,
        writers=_writers(thread, summary) if is_changed else [_writer(summary.author)],
        written_at=summary.written_at,
        since=max(thread.reply_count - summary.replies, 0),
        write_href=write_href,
        history_href=reverse("summary_history", args=[thread.pk]) if is_changed else "",
    )


def _writers(thread: Thread, summary: Summary) -> list[Writer]:
    earlier = EarlierSummary.objects.filter(thread=thread, about="").exclude(author=summary.author_id)
    others = Member.objects.filter(pk__in=earlier.values("author")).order_by("handle")[: MOST_WRITERS - 1]
    return [_writer(summary.author), *(_writer(member) for member in others)]


def _writer(member: Member) -> Writer:
    return Writer(member.name, member.get_absolute_url())
