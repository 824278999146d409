"""Meetings in sentences. Pure."""

_INNER = str.maketrans("“”", "‘’")


def inner(title: str) -> str:
    """A title as it stands between quotation marks: those of its own, such as a section’s, become single ones."""
    return title.translate(_INNER)
