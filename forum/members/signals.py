"""What the rooms above may want to know of members.

`account_closed` is sent with `member`, whose row has just been emptied, and `withdraws`, whether they wish their posts
to be withdrawn; inside the transaction that did it. `member_blocked` is sent with `member` and the `other`, whom
they do not want to read; so that what waits to be told of them is put away.
"""

from django.dispatch import Signal

account_closed = Signal()
member_blocked = Signal()
