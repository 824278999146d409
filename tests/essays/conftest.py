"""A short text about a bath house in two lettered sections, put up in the Commons, and ways to write beside it."""

from collections.abc import Callable

import pytest

from essays.library import outline as outlines
from essays.library.models import Essay, Section
from essays.library.outline import Block, Citation, Mark, Outline
from essays.library.publishing import publish
from essays.margin.actions import Selection, annotate
from essays.margin.models import Annotation

# Letters outside the basic plane, a letter with a combining mark, and characters that mean something in HTML.
STEAM = "Steam rose \U0001f54a over the cafe\u0301, & nobody <led> it; the water was warm all the same."
QUOTED = "“Whoever keeps the key keeps the house” (Okafor, The Ledger of the Baths, p. 112)"
SAID_IN_SHORT = "A key is not a committee, and a committee is not a key."
TILES = "The tiles were laid by everyone who had ever bathed there."


@pytest.fixture
def outline() -> Outline:
    return Outline(
        title="The Warm Water",
        subtitle="On bathing together",
        author="N. Lindqvist",
        date="May 1999",
        language="en",
        sections=(
            outlines.Section(
                "a",
                "Of steam",
                "a-of-steam",
                (
                    Block("heading", "a) Of steam"),
                    Block("paragraph", STEAM, marks=(Mark(11, 30, "emphasis"), Mark(25, 42, "strong"))),
                    Block(
                        "quotation",
                        QUOTED,
                        Citation(
                            "Okafor, The Ledger of the Baths, p. 112",
                            "Okafor",
                            "The Ledger of the Baths",
                            "p. 112",
                        ),
                    ),
                    Block("paragraph", SAID_IN_SHORT),
                ),
            ),
            outlines.Section(
                "b",
                "Of tiles",
                "b-of-tiles",
                (
                    Block("heading", "b) Of tiles"),
                    Block("paragraph", TILES),
                    Block("signature", "N. Lindqvist"),
                ),
            ),
        ),
    )


@pytest.fixture
def essay(amara, commons, outline) -> Essay:
    return publish(member=amara, circle=commons, outline=outline)


@pytest.fixture
def section(essay) -> Section:
    return essay.edition.sections.get(slug="a-of-steam")


@pytest.fixture
def tiles(essay) -> Section:
    return essay.edition.sections.get(slug="b-of-tiles")


def selected(section: Section, words: str) -> Selection:
    start = section.text.index(words)
    return Selection(section=section, start=start, end=start + len(words), exact=words)


@pytest.fixture
def note_on(section) -> Callable[..., Annotation]:
    """Writes a note: `note_on(member, "the words", …)`."""

    def write(
        member, words: str, *, kind: str = "comment", source: str = "I remember it differently.", **details
    ):
        return annotate(
            member=member, selections=[selected(section, words)], kind=kind, source=source, **details
        )

    return write
