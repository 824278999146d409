"""The one way in which a text is turned down."""

from typing import Any


class TextRefused(ValueError):
    """A text that is not rendered; `str()` of it is a translated sentence for the person who wrote it.

    Takes a lazily translated `message` and the values for its placeholders.
    """

    def __init__(self, message: Any, **values: int) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return str(self.message % self.values)
