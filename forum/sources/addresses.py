"""The extension of a file of references, as a part of an address."""

from functools import cache

from django.urls import register_converter

from forum.sources.formats import FORMATS


class FormatConverter:
    """The extension of a format that sources are written in."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@cache  # once, whichever addresses use it
def register() -> None:
    register_converter(FormatConverter, "reference_format")
