"""Handles in addresses."""


class HandleConverter:
    """Only what can be a handle leads to a member's page. Capital letters are forgiven."""

    regex = "[A-Za-z0-9_-]{1,30}"

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value
