"""Why something about a meeting cannot be done, in a sentence for whoever tried."""


class NotNow(Exception):
    """The meeting is not where it would have to be for this, or not any more."""


class CannotPut(Exception):
    """It cannot stand on the agenda, or among the dates, as it is."""
