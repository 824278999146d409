"""Why something about minutes or an action item cannot be done, in a sentence for whoever tried."""


class NotNow(Exception):
    """The minutes stand already, or are not offered yet; the item is somebody's, or closed, by now."""


class NobodyThere(Exception):
    """Whom the item is offered to is not in the circle."""
