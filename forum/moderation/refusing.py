"""What cannot be done in a case now, though whoever asks may do it at another time."""


class NotNow(Exception):
    """It is too late, too early, or done already. Its text is a whole sentence for whoever tried."""
