"""A short text of our own, and ways to be lively about it."""

from itertools import count

import pytest

from essays.library.models import Essay
from essays.library.publishing import publish
from essays.library.readers import read
from essays.margin.actions import annotate
from essays.margin.models import Annotation
from essays.margin.selecting import Selection
from forum.circles.models import Circle
from forum.debate.actions import reply

WORDS = """# {title}

## Beginnings

The ferry waited for the timetable and the valley waited for the ferry. A bridge asks nobody’s name.

## Rope

Let us take turns with the rope, and let whoever measures it not be the one who sells it.
"""


def put_up(member, circle: Circle, title: str = "Bridge or barrier") -> Essay:
    return publish(
        member=member,
        circle=circle,
        outline=read(WORDS.format(title=title).encode(), f"{title}.md"),
        slug=None,
    )


def note(
    member, essay: Essay, words: str = "waited for the timetable", *, replies: int = 0, by=None, **more
) -> Annotation:
    """A critique of those words by `member`, and as many replies by `by`."""
    section = next(section for section in essay.edition.sections.all() if words in section.text)
    start = section.text.index(words)
    selection = Selection(section=section, start=start, end=start + len(words), exact=words)
    said = {"kind": "critique", "source": f"I doubt “{words}”."} | more
    annotation = annotate(member=member, selections=[selection], **said)
    for n in range(replies):
        reply(member=by or member, answers=annotation.thread.opening, source=f"Reply {n}.")
    return annotation


@pytest.fixture
def bridge(amara, commons) -> Essay:
    return put_up(amara, commons)


@pytest.fixture
def titles():
    """Titles, no two alike."""
    return (f"A text numbered {n}" for n in count(1))
