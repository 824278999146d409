"""How long it takes to find the passages of one edition in the next: those of an essay, and those of a book."""

from dataclasses import dataclass
from random import Random
from time import process_time

from essays.margin.anchoring import Passage, reanchor
from tests.bench.words import paragraph, sentence

SIZES = {60_000: 1_000, 1_000_000: 10_000}  # code points of a text, and passages in it
PARAGRAPH = 90  # words
LONGEST = 400  # code points of a passage
ROUNDS = 3


@dataclass(frozen=True)
class Reanchoring:
    """The fastest of a few rounds, the comparison of the texts included."""

    characters: int
    passages: int
    cpu_seconds: float


def reanchorings() -> list[Reanchoring]:
    """Of each size, the smaller first."""
    return [_measured(characters, passages) for characters, passages in SIZES.items()]


def _measured(characters: int, passages: int) -> Reanchoring:
    random = Random(characters)
    old = _text(random, characters)
    new = _revised(random, old)
    noted = [_passage(random, old) for _ in range(passages)]
    return Reanchoring(len(old), passages, min(_seconds(old, new, noted) for _ in range(ROUNDS)))


def _seconds(old: str, new: str, noted: list[Passage]) -> float:
    begun = process_time()
    reanchor(old, new, noted)
    return process_time() - begun


def _text(random: Random, characters: int) -> str:
    pieces: list[str] = []
    length = 0
    while length < characters:
        pieces.append(paragraph(random, PARAGRAPH))
        length += len(pieces[-1]) + 2
    return "\n\n".join(pieces)


def _revised(random: Random, text: str) -> str:
    """A new edition: in every paragraph a word is another; one in ten is left out or longer; some are moved."""
    pieces = []
    for piece in text.split("\n\n"):
        said = piece.split(" ")
        said[random.randrange(len(said))] = "otherwise"
        chance = random.random()
        if chance < 0.9:
            pieces.append(" ".join(said))
        elif chance < 0.95:
            pieces.append(f"{' '.join(said)} {sentence(random)}")
    for _ in range(1 + len(pieces) // 50):
        pieces.insert(random.randrange(len(pieces)), pieces.pop(random.randrange(len(pieces))))
    return "\n\n".join(pieces)


def _passage(random: Random, text: str) -> Passage:
    start = random.randrange(len(text) - LONGEST)
    end = start + random.randint(3, LONGEST)
    return Passage(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32])
