"""Keeps the margin's tallies true when an annotation's opening post changes."""


def connect() -> None:
    pass
