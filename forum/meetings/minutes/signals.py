"""What rooms beside and above hear of minutes and action items, within the transaction of the act.

`minutes_offered` (also `by`, None where the closing of the meeting did it), `minutes_objected` (also `objection`) and
`minutes_stand` come with `minutes`; `item_offered` with `item`, whose `offered_to` is asked to take it.
"""

from django.dispatch import Signal

minutes_offered = Signal()
minutes_objected = Signal()
minutes_stand = Signal()
item_offered = Signal()
