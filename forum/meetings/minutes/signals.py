"""What rooms beside and above hear of minutes and action items, within the transaction of the act.

`minutes_offered` (also `by`, None where the closing of the meeting did it), `minutes_objected` (also `objection`, and
whether it `is_new` or was said in other words), `objections_answered` (also the numbers of the `members` who objected,
and `by`, who gave the minutes other words) and `minutes_stand` come with `minutes`; `item_offered` with `item`, whose
`offered_to` is asked to take it.

`minutes_shown` is sent with `meeting` and `member`, `item_shown` with `item` and `member`, when a member has that page
before them.
"""

from django.dispatch import Signal

minutes_offered = Signal()
minutes_objected = Signal()
objections_answered = Signal()
minutes_stand = Signal()
minutes_shown = Signal()
item_offered = Signal()
item_shown = Signal()
