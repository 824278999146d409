"""What rooms beside and above hear of meetings. Each is sent within the transaction of the act, with `meeting` and `by`
(a Member, or None where the clock did it); what is slow is queued by whoever listens."""

from django.dispatch import Signal

meeting_called = Signal()  # it has a date for the first time
meeting_changed = (
    Signal()
)  # date, length, place, link or title; also `before`: dict of the fields that were others
meeting_cancelled = Signal()
meeting_opened = Signal()
meeting_closed = Signal()
meeting_shown = Signal()  # a member has its page before them; with `member` instead of `by`
