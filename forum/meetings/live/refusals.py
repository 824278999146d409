"""Why something cannot be done in a meeting, in a sentence for whoever tried."""


class NotNow(Exception):
    """The meeting is not at the point for it, or not any more."""
