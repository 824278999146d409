"""Words to fill pages with: made up, the same ones in every run, some far more often than others.

Real words would do as well, but a short list of them makes pages that a compressor finds too easy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, cycle
from random import Random

from forum.text import render

SYLLABLES = (
    "ka",
    "lo",
    "mer",
    "tin",
    "us",
    "ve",
    "ro",
    "dal",
    "si",
    "an",
    "qui",
    "po",
    "re",
    "tha",
    "li",
    "no",
    "gem",
)
LEXICON = 3_000
SHORTEST, LONGEST = 5, 18  # words of a sentence


@cache
def lexicon() -> tuple[list[str], list[float]]:
    """The words, and how often each one and all before it occur: the nth n times as seldom as the first."""
    random = Random(0)
    words = ["".join(random.choices(SYLLABLES, k=1 + rank % 4)) for rank in range(LEXICON)]
    return words, list(accumulate(1 / (rank + 1) for rank in range(LEXICON)))


def sentence(random: Random) -> str:
    words, often = lexicon()
    said = random.choices(words, cum_weights=often, k=random.randint(SHORTEST, LONGEST))
    return " ".join(said).capitalize() + "."


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
            paragraph(random, third - 10),
            f"> {sentence(random)}",
            f"*{sentence(random)}* {paragraph(random, third - 20)}",
            f"{paragraph(random, third - 20)} See [here](https://example.org/minutes/{random.randrange(999)}).",
        ]
    )
    return Wording(source, str(render(source)))
