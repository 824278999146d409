"""What editors do to a text, each kind by itself. A Draft keeps account of what becomes of each character."""

from collections.abc import Callable
from random import Random

from tests.anchoring.drafts import Draft, Span, paragraphs, sentences, words
from tests.anchoring.texts import sentence

CLAUSE = 60  # characters
OTHER_WORDS = (
    "harbour", "quietly", "seventeen", "ordinary", "lantern", "promised", "northern", "weather", "kitchen", "almost",
    "brave", "signal", "window", "borrowed", "evening", "copper", "slow", "garden", "unlikely", "paper", "river",
)  # fmt: skip

Edit = Callable[[Draft, Random], None]


def typo(draft: Draft, random: Random) -> None:
    start, end = random.choice([word for word in _words(draft, random) if word[1] - word[0] >= 4])
    at = random.randrange(start + 1, end - 1)
    left_out, doubled, other = (
        (at, at + 1, ""),
        (at, at, draft.text[at]),
        (at, at + 1, random.choice("aeioustr")),
    )
    draft.replace(*random.choice((left_out, doubled, other)))


def word_replaced(draft: Draft, random: Random) -> None:
    draft.replace(*random.choice(_words(draft, random)[1:-1]), random.choice(OTHER_WORDS))


def clause_inserted(draft: Draft, random: Random) -> None:
    _, at = random.choice(_words(draft, random)[1:-2])
    draft.replace(at, at, _clause(random))


def sentence_deleted(draft: Draft, random: Random) -> None:
    start, end = random.choice(sentences(draft.text))
    while end < len(draft.text) and draft.text[end] == " ":
        end += 1
    draft.replace(start, end, "")


def sentence_replaced(draft: Draft, random: Random) -> None:
    draft.replace(*random.choice(sentences(draft.text)), sentence(random))


def paragraph_moved(draft: Draft, random: Random) -> None:
    places = paragraphs(draft.text)
    number = random.randrange(len(places) - 1)
    start, end = places[number][0], places[number + 1][0]
    elsewhere = [begin for begin, _ in places if begin < start or begin > end]
    draft.move(start, end, random.choice(elsewhere))


def sentence_moved(draft: Draft, random: Random) -> None:
    start, end = random.choice(sentences(draft.text[:-1]))
    to = random.choice([begin for begin, _ in sentences(draft.text) if begin < start or begin > end + 1])
    draft.move(start, end + 1, to)


def paragraph_split(draft: Draft, random: Random) -> None:
    gaps = [(end, end + 1) for _, end in sentences(draft.text) if draft.text[end : end + 1] == " "]
    if gaps:
        draft.retype(*random.choice(gaps), "\n\n")


def paragraphs_merged(draft: Draft, random: Random) -> None:
    places = paragraphs(draft.text)
    number = random.randrange(len(places) - 1)
    draft.retype(places[number][1], places[number + 1][0], " ")


def section_reordered(draft: Draft, random: Random) -> None:
    places = paragraphs(draft.text)
    number = random.randrange(len(places) - 9)
    start, end = places[number][0], places[number + random.randint(4, 8)][0]
    elsewhere = [begin for begin, _ in places if begin < start or begin > end]
    draft.move(start, end, random.choice(elsewhere))


def sentence_duplicated(draft: Draft, random: Random) -> None:
    """Beside the original, or at the beginning of some other sentence."""
    start, end = random.choice(sentences(draft.text))
    to = random.choice((start, end, random.choice(sentences(draft.text))[0]))
    draft.copy(start, end, to, before=" " if to == end else "", after="" if to == end else " ")


def typography(draft: Draft, random: Random) -> None:
    """Every quotation mark and dash of a paragraph, and the space between some words."""
    start, end = random.choice(paragraphs(draft.text))
    pairs = {'"': "“", "'": "’", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "-": "–"}
    for at in range(end - 1, start - 1, -1):
        sign = draft.text[at]
        if sign in pairs:
            draft.retype(at, at + 1, pairs[sign])
        elif sign == " " and random.random() < 0.1:
            draft.retype(at, at + 1, random.choice(("  ", "\n", "\u00a0")))


def light_rewrite(draft: Draft, random: Random) -> None:
    """A fifth of the words of a sentence."""
    _rewrite(draft, random, 0.2)


def heavy_rewrite(draft: Draft, random: Random) -> None:
    """Of the words of a sentence some share between a fifth and all."""
    _rewrite(draft, random, random.uniform(0.2, 1))


def _rewrite(draft: Draft, random: Random, share: float) -> None:
    for start, end in reversed(words(draft.text, *random.choice(sentences(draft.text)))):
        if random.random() < share:
            draft.replace(start, end, random.choice(OTHER_WORDS))
        elif random.random() < share / 5:
            draft.replace(end, end, f" {random.choice(OTHER_WORDS)}")


def _words(draft: Draft, random: Random) -> list[Span]:
    """The words of some sentence that has at least six."""
    while True:
        found = words(draft.text, *random.choice(sentences(draft.text)))
        if len(found) >= 6:
            return found


def _clause(random: Random) -> str:
    said = ", "
    while len(said) < CLAUSE:
        said += f"{random.choice(OTHER_WORDS)} "
    return said[: CLAUSE - 1].rstrip() + ","


def everything(draft: Draft, random: Random) -> None:
    random.choice([edit for edit in KINDS.values() if edit is not everything])(draft, random)


KINDS: dict[str, Edit] = {
    "typo": typo,
    "word replaced": word_replaced,
    "clause inserted": clause_inserted,
    "sentence deleted": sentence_deleted,
    "sentence replaced": sentence_replaced,
    "paragraph moved": paragraph_moved,
    "sentence moved": sentence_moved,
    "paragraph split": paragraph_split,
    "paragraphs merged": paragraphs_merged,
    "section reordered": section_reordered,
    "sentence duplicated": sentence_duplicated,
    "typography and spacing": typography,
    "light rewrite": light_rewrite,
    "heavy rewrite": heavy_rewrite,
    "everything at once": everything,
}
