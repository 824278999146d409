"""What the rooms above may want to know of a post. Sent inside the transaction that did it.

Each is sent with `post`; `post_edited` also with `before`, the kind it had.
"""

from django.dispatch import Signal

post_edited = Signal()
post_withdrawn = Signal()
