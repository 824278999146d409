"""What the rooms above may want to know of a restraint. Sent inside the transaction that did it, with `post` as it
stands now: `post_restrained` when something came into force against it, or took the place of something else, and
`post_freed` when that was lifted, even where a legal hold, or a ruling, is still in force beside it. `post_held` is
sent, with `post`, `entry`, `category` and `ground`, when a legal hold was laid; then `holds_many`, with `count` and
`entry`, where there were many lately.
"""

from django.dispatch import Signal

post_restrained = Signal()
post_freed = Signal()
post_held = Signal()
holds_many = Signal()
