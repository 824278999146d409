"""Words to fill pages with: the same ones in every run."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from random import Random

from forum.text import render

SUBJECTS = (
    "the meeting",
    "a quiet member",
    "the rota",
    "our neighbour",
    "the last speaker",
    "a second reading",
)
VERBS = ("remembers", "questions", "outlasts", "leans on", "repairs", "describes", "overlooks", "carries")
THINGS = (
    "a promise made in spring",
    "the shared kitchen",
    "an older argument",
    "the page before",
    "each other",
)
ENDINGS = (
    "without hurry",
    "for a while",
    "in plain words",
    "as far as we know",
    "when it is asked",
    "at every table",
)


def sentence(random: Random) -> str:
    subject, verb, thing, ending = (random.choice(words) for words in (SUBJECTS, VERBS, THINGS, ENDINGS))
    return f"{subject.capitalize()} {verb} {thing} {ending}."


def paragraph(random: Random, words: int) -> str:
    """Whole sentences, at least `words` words of them."""
    sentences: list[str] = []
    while sum(one.count(" ") + 1 for one in sentences) < words:
        sentences.append(sentence(random))
    return " ".join(sentences)


@dataclass(frozen=True)
class Wording:
    """A post's Markdown, and the HTML that is stored with it."""

    source: str
    html: str


def wordings(words: int) -> Iterator[Wording]:
    """Posts of about `words` words for ever, 40 of them in turn: rendering thousands would take minutes."""
    return cycle(_forty_wordings(words))


@cache
def _forty_wordings(words: int) -> list[Wording]:
    random = Random(words)
    return [_wording(random, words) for _ in range(40)]


def _wording(random: Random, words: int) -> Wording:
    third = words // 3
    source = "\n\n".join(
        [
            paragraph(random, third),
            f"> {sentence(random)}",
            f"*{sentence(random)}* {paragraph(random, third)}",
            f"{paragraph(random, third - 20)} See [the minutes](https://example.org/minutes/{random.randrange(999)}).",
        ]
    )
    return Wording(source, str(render(source)))
