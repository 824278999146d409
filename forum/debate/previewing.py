"""How words will look, before they are written."""

from dataclasses import dataclass

from forum.text import TextRefused, render


@dataclass(frozen=True, slots=True)
class Preview:
    """The words as they will stand, safe HTML; or why they may not."""

    words: str = ""
    refusal: str = ""


def preview_of(source: str) -> Preview:
    """The preview of a Markdown text."""
    try:
        return Preview(words=render(source))
    except TextRefused as refused:
        return Preview(refusal=str(refused))
