"""How words will look, before they are written."""

from dataclasses import dataclass

from forum.circles.models import Circle
from forum.debate.models import Thread
from forum.debate.wording import worded
from forum.text import TextRefused


@dataclass(frozen=True, slots=True)
class Preview:
    """The words as they will stand, safe HTML; or why they may not."""

    words: str = ""
    refusal: str = ""


def preview_of(source: str, circle: Circle | None = None, *, to_pages: bool = True) -> Preview:
    """The preview of a Markdown text as it will stand in a thread of `circle`; where that is not known, nobody is
    mentioned in it, and it leads only to what anybody may see; without `to_pages`, to nothing (see wording.py)."""
    thread = Thread(circle=circle)
    try:
        return Preview(words=worded(thread, source, to_pages=to_pages).html)
    except TextRefused as refused:
        return Preview(refusal=str(refused))
