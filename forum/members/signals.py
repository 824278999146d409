"""What the rooms above may want to know of members.

`account_closed` is sent with `member`, whose row has just been emptied, and `withdraws`, whether they wish their posts
to be withdrawn; inside the transaction that did it.
"""

from django.dispatch import Signal

account_closed = Signal()
