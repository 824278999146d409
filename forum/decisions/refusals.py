"""Why something about a proposal cannot be done, in a sentence for whoever tried."""


class NotNow(Exception):
    """The proposal is not at the stage for it, or not any more."""


class CannotPropose(Exception):
    """It cannot be proposed as it is: there are too many already, or somebody else's changes the same."""
