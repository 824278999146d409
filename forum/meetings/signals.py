"""What rooms beside and above hear of meetings. Each is sent within the transaction of the act, with `meeting` and `by`
(a Member, or None where the clock did it); what is slow is queued by whoever listens.

`meeting_called` is sent when it has a date for the first time; `meeting_changed` when its date, length, place, link or
title are others, with `before`, a dict of what they were; `meeting_put_off`, with the same, when it has no date any
more (`was_to_start_at` says which it had); `meeting_answered` with what somebody `says`. `meeting_closed` also comes
from the clock, for one that was left open. `meeting_shown` is sent with `meeting` and `member`, when a member has its
page before them.
"""

from django.dispatch import Signal

meeting_called = Signal()
meeting_changed = Signal()
meeting_put_off = Signal()
meeting_cancelled = Signal()
meeting_answered = Signal()
meeting_opened = Signal()
meeting_closed = Signal()
meeting_shown = Signal()
