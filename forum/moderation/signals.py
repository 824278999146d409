"""What the rooms above may want to tell of a case. Sent inside the transaction that did it, always with `case`.

`case_opened`; `panel_drawn` also with `panel`; `seats_offered` also with `seats`, some of one panel; `reasons_shown`
(the panel now sees its first votes) with `panel`; `case_decided` with `ruling`; `ruling_lapsed` with `ruling`, which
no longer holds; `case_closed`; `drawn_again` with `panel`, where an earlier one came to nothing. `case_shown`
with `member`, who has its page before them.
Practice cases send them too: `case.is_practice` tells.
"""

from django.dispatch import Signal

case_opened = Signal()
panel_drawn = Signal()
seats_offered = Signal()
reasons_shown = Signal()
case_decided = Signal()
ruling_lapsed = Signal()
case_closed = Signal()
drawn_again = Signal()
case_shown = Signal()
