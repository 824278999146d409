"""What the rooms above may want to know of a text. Sent inside the transaction that did it.

`edition_published` is sent with `edition`, whose sections and citations are written, and `before`, the one it follows;
`edition.succession` says which block of it each block before has become. The essay still reads the one before.

`essay_published` is sent with `essay`, when another edition than before, or its first, is the one read now.
"""

from django.dispatch import Signal

edition_published = Signal()
essay_published = Signal()
