"""The steps of `python -m config.serve`."""


class CannotStart(Exception):
    """Why the house cannot open; its message is one line, for the person who typed the command."""
