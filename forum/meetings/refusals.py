"""Why something about a meeting cannot be done. A minimal stand-in, with the names of the room's own."""


class NotNow(Exception):
    """The meeting is not at the stage for it."""


class CannotPut(Exception):
    """It cannot stand on the agenda."""
