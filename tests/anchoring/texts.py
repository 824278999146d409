"""Texts to edit: our own documents, a made-up one, and the essay where ESSAY_SAMPLE names it."""

import os
from pathlib import Path
from random import Random

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = {
    "demonstration": ("essays/demonstration/content/outline.md", "essays/demonstration/content/manual.md"),
    "documentation": ("docs/house.md", "docs/hosting.md", "docs/settings.md", "docs/words.md", "STYLE.md"),
    "licence": ("LICENSE",),
}

WHO = (
    "the committee", "a reader", "every member of the circle", "the printer", "our neighbour", "the council",
    "the party", "the assembly", "one delegate", "the older generation", "a group of students", "the archivist",
)  # fmt: skip
DID = (
    "had promised", "refused to sign", "wrote down", "could never find", "argued against", "took away", "mended",
    "read aloud", "gave back", "was proud of", "doubted", "wanted to keep", "described", "left out",
)  # fmt: skip
WHAT = (
    "the minutes of the last meeting", "a letter from the coast", "the third chapter", "the wages of that year",
    "what the others had said", "the rules of the house", "an old map", "the list of names", "a better argument",
    "the decision to strike", "two pages of the report", "the keys", "the movement", "all of its own evidence",
)  # fmt: skip
WHEN = (
    "before the winter", "in the same week", "after a long silence", "when nobody was looking", "as so often",
    "at the end of the day", "without a word", "in 1921", "on the second evening", "for no reason at all",
)  # fmt: skip
LINKS = (", and", ", but", "; for", ", although", ", because", ", so that")


def texts(size: int = 60_000) -> dict[str, str]:
    """Name and words of every text, none longer than `size` code points."""
    found = {name: _together(paths) for name, paths in DOCUMENTS.items()}
    found["made up"] = made_up(Random("made up"), size // 2)
    if essay := os.environ.get("ESSAY_SAMPLE"):
        found["essay"] = Path(essay).read_text(encoding="utf-8")
    return {name: text[:size] for name, text in found.items()}


def _together(paths: tuple[str, ...]) -> str:
    return "\n\n".join((CHECKOUT / path).read_text(encoding="utf-8").strip() for path in paths)


def made_up(random: Random, size: int) -> str:
    """At least `size` code points of paragraphs under headings. Its few words recur all the time, as a stern test."""
    pieces: list[str] = []
    length = 0
    while length < size:
        if len(pieces) % 9 == 0:
            pieces.append(f"# {random.choice(WHAT).capitalize()} {random.choice(WHEN)}")
        else:
            pieces.append(" ".join(sentence(random) for _ in range(random.randint(2, 7))))
        length += len(pieces[-1]) + 2
    return "\n\n".join(pieces)


def sentence(random: Random) -> str:
    said = _clause(random)
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        said += f"{random.choice(LINKS)} {_clause(random)}"
    return f"{said[0].upper()}{said[1:]}."


def _clause(random: Random) -> str:
    pieces = [random.choice(WHO), random.choice(DID), random.choice(WHAT), random.choice(WHEN)]
    return " ".join(pieces[: random.randint(3, 4)])
