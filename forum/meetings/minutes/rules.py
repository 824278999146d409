"""The numbers by which minutes are written and come to stand."""

from datetime import timedelta

LONGEST = 50 * 1024  # bytes of UTF-8
MOST_LINES = 4_000
MOST_ITEMS = 100  # action items of a meeting: its page and what is taken along show all of them
TO_OBJECT = timedelta(hours=72)  # from when they are offered, and from each change of their words
AFTER_TAKING_BACK = timedelta(hours=24)
"""What is left, at least, when the last objection is taken back: somebody may have relied on it."""

ONE_GO = timedelta(
    minutes=10
)  # what is written within it without a longer pause than PAUSE is one line of the history
PAUSE = timedelta(minutes=5)
STEPS_KEPT = timedelta(days=1)  # as long as anybody goes on writing in a window
