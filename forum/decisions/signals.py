"""What the rooms above may want to know. All are sent inside the transaction that did it, at its end, while the
record's head is held: whoever listens writes what they must, and leaves the rest to a task.

`proposal_opened`, `positions_opened` (again after every amendment), `vote_opened`, `say_wanted` (once, before the end),
`proposal_decided` and `review_due` (once) are sent with `proposal`; `blocked` with `position`.
"""

from django.dispatch import Signal

proposal_opened = Signal()
positions_opened = Signal()
vote_opened = Signal()
say_wanted = Signal()
proposal_decided = Signal()
review_due = Signal()
blocked = Signal()
