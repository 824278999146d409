"""What other rooms may want to know of roles. All are sent within the transaction of what happened.

`roles_drawn` is sent with `meeting`; `turn_begun` with `turn`, when a role has come to somebody after the draw,
with whoever did it as `by` (None where the rota did), and with whoever had offered it as `before`, if anybody had;
`turn_offered` with `turn`, when whoever has it would hand it on, to `turn.offered_to` or, if that is None, to anybody;
`role_vacant` with `meeting` and `role`, when it was given up and nobody was left to follow.
"""

from django.dispatch import Signal

roles_drawn = Signal()
turn_begun = Signal()
turn_offered = Signal()
role_vacant = Signal()
