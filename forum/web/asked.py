"""Reading what an address asks for. What makes no sense there is as if it were not said."""

import re

LARGEST = 2**63 - 1  # number that a column holds


def number_in(said: str | None) -> int | None:
    """A whole number that fits a column, or None."""
    return int(said) if said and re.fullmatch(r"[0-9]{1,18}", said) else None


def words_in(said: str | None) -> str:
    """The words without NUL, which no column of text holds in PostgreSQL."""
    return (said or "").replace("\0", "")


def path_in(said: str | None) -> str:
    """A path in a tree of replies, or ""."""
    return said if said and re.fullmatch(r"(?:[0-9a-z]{4}){1,400}", said) else ""
