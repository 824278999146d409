"""What the rooms above may want to know of a post or a thread. Sent inside the transaction that did it.

Those of posts are sent with `post`: `post_written` with every new post, an opening one too, once all that belongs to it
is written; `post_replied` with a reply, `post_edited` also with `before`, the kind it had, and `mentioned`, the numbers
of those whom only the new wording mentions; `post_rendered` when the program has made its HTML anew of the same words.
Those of threads are sent with `thread`, whose row stays locked until the transaction ends: `thread_answered` when
somebody else than who opened it has replied for the first time, `thread_unanswered` when all such replies have been
withdrawn, or moved elsewhere. `branch_moved` is sent with the threads `source` and `target`, and with `posts`, the
numbers of what has moved from one to the other; a source that nothing is left of is deleted afterwards. `posts_shown`
is sent with `member` and `posts`, the numbers of those that a page has just shown them. `thread_summarised` is sent
with `thread`, `member`, who has written where it stands, and `mentioned`, the numbers of those whom only that version
mentions.
"""

from django.dispatch import Signal

post_written = Signal()
post_replied = Signal()
post_edited = Signal()
post_withdrawn = Signal()
post_rendered = Signal()
thread_answered = Signal()
thread_unanswered = Signal()
branch_moved = Signal()
posts_shown = Signal()
thread_summarised = Signal()
