"""Which paragraphs are headings.

A numbered line alone proves nothing: it may be an item of a list, a name with an initial or a year. So
headings are found as series: lines numbered alike, in ascending order, with text between them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from essays.library.sectioning.labels import Label, labels_of
from essays.library.sectioning.pieces import Piece, ends_a_sentence

LONGEST_HEADING = 140
LONGEST_BARE_HEADING = 80
HIGHEST_ORDINAL = 200
SERIES_LEVEL = 10  # below every level that markup can give
BARE_LEVEL = 30

NOTES_HEADING = re.compile(
    r"(?:foot|end)?notes?(?: and references)?|anmerkungen|fu(?:ß|ss)noten|notes de bas de page|notas|note",
    re.IGNORECASE,
)
_COMMON_HEADING = re.compile(
    r"abstract|summary|introduction|introductory|preface|foreword|prologue|conclusions?|epilogue|afterword|postscript|appendix"
    r"|bibliography|references|works cited|sources|acknowledge?ments|contents"
    r"|einleitung|vorwort|schluss|nachwort|literatur|literaturverzeichnis|introducción|conclusión|avant-propos"
    r"|préface|bibliographie|introduzione|conclusione|prólogo|epílogo",
    re.IGNORECASE,
)
SPEAKER = re.compile(r"(?P<speaker>[^\W\d_a-z][^:.?!]{0,40}):\s")
_INNER_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?]\s+[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that might be a heading or an item, in one reading of its label."""

    position: int
    label: Label
    looks_like_heading: bool


def with_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with the headings of numbered series, and lists told from them, marked.

    Where there are none, and no headings by markup, short lines that stand alone between paragraphs serve.
    """
    marked = list(pieces)
    series = _series(marked)
    _mark_items(marked, series.items)
    for rank, headings in enumerate(series.headings):
        for candidate in headings:
            marked[candidate.position] = _as_heading(
                marked[candidate.position], candidate.label, SERIES_LEVEL + rank
            )
    _mark_unnumbered(marked)
    return _with_titles_joined(marked)


def titled(piece: Piece) -> Piece:
    """Return a heading known from markup with the label its own words begin with, if they do."""
    for label in labels_of(piece.heading):
        if label.printed and (
            label.style.split()[-1] in (")", "()", ".", "]") or not label.rest or _is_word(label)
        ):
            return replace(piece, label=label.printed, heading=without_stop(label.rest))
    return replace(piece, heading=without_stop(piece.heading))


def without_stop(heading: str) -> str:
    """Return `heading` without a single closing full stop or colon; “?”, “!” and “…” stay."""
    if heading.endswith((".", ":")) and not heading.endswith(".."):
        return heading[:-1].rstrip()
    return heading


@dataclass(frozen=True, slots=True)
class Series:
    items: list[int]
    headings: list[list[Candidate]]


def _series(pieces: Sequence[Piece]) -> Series:
    """Sort numbered pieces into items of lists and, by style in order of appearance, headings."""
    by_style: dict[str, list[Candidate]] = defaultdict(list)
    for position, piece in enumerate(pieces):
        if piece.is_plain:
            for label in labels_of(piece.text):
                by_style[label.style].append(Candidate(position, label, _looks_like_heading(piece, label)))
    items: set[int] = set()
    chains: list[list[Candidate]] = []
    for candidates in by_style.values():
        in_lists = _listed(candidates)
        items |= in_lists
        rest = [c for c in candidates if c.position not in in_lists and c.looks_like_heading]
        chains.extend(_chains(rest, pieces))
    return Series(sorted(items), _without_overlap(chains, items))


def _looks_like_heading(piece: Piece, label: Label) -> bool:
    if piece.lines > 2 or len(piece.text) > LONGEST_HEADING or label.ordinal[-1] > HIGHEST_ORDINAL:
        return False
    if not label.rest:
        return True
    is_prose = len(label.rest) > 60 and _INNER_SENTENCE_END.search(label.rest)
    bare = label.style.endswith(" ")
    return not (
        is_prose
        or label.rest[0].islower()
        or label.rest.endswith((";", ",", "—", " and", " or"))
        or (bare and "decimal1" in label.style and label.rest.endswith("."))
    )


def _listed(candidates: Sequence[Candidate]) -> set[int]:
    """Return the positions of candidates that follow one another with nothing between them.

    Two such may be headings after all, if the series goes on around them: a section may be empty.
    """
    listed: set[int] = set()
    run = list(candidates[:1])
    before: Candidate | None = None
    for candidate in [*candidates[1:], None]:
        if (
            candidate
            and candidate.position == run[-1].position + 1
            and _follows(run[-1].label, candidate.label)
        ):
            run.append(candidate)
            continue
        fits_series = len(run) == 2 and (
            (before is not None and _follows(before.label, run[0].label))
            or (candidate is not None and _follows(run[-1].label, candidate.label))
        )
        if len(run) > 1 and not fits_series:
            listed.update(member.position for member in run)
        before = run[-1] if run else None
        run = [candidate] if candidate else []
    return listed


def _follows(earlier: Label, later: Label, *, missing: int = 0) -> bool:
    """Whether `later` is the next in the numbering, or up to `missing` further."""
    if earlier.ordinal[:-1] == later.ordinal[:-1]:
        return 1 <= later.ordinal[-1] - earlier.ordinal[-1] <= 1 + missing
    return len(later.ordinal) > 1 and later.ordinal > earlier.ordinal and later.ordinal[-1] <= 1


def _chains(candidates: Iterable[Candidate], pieces: Sequence[Piece]) -> list[list[Candidate]]:
    """Join candidates of one style into ascending series; a number may be missing, once in a place."""
    chains: list[list[Candidate]] = []
    for candidate in candidates:
        if chains and _follows(chains[-1][-1].label, candidate.label, missing=1):
            chains[-1].append(candidate)
        elif not chains or candidate.label.ordinal[-1] <= 1 or len(chains[-1]) == 1:
            chains.append([candidate])
    return [chain for chain in chains if _is_series(chain, pieces)]


def _is_series(chain: Sequence[Candidate], pieces: Sequence[Piece]) -> bool:
    if len(chain) < (2 if chain[0].label.ordinal[-1] <= 2 else 3):
        return False
    if chain[0].label.style.endswith(" ") and not chain[0].label.rest:
        return all(_stands_between_sentences(pieces, candidate.position) for candidate in chain)
    return True


def _stands_between_sentences(pieces: Sequence[Piece], position: int) -> bool:
    """Whether a lone number is no page number, which interrupts a sentence."""
    before = pieces[position - 1] if position else None
    after = pieces[position + 1] if position + 1 < len(pieces) else None
    return (
        before is None
        or before.is_heading
        or position == 1
        or len(before.text) <= LONGEST_BARE_HEADING
        or ends_a_sentence(before.text)
    ) and (after is not None and not after.text[0].islower())


def _without_overlap(chains: list[list[Candidate]], items: set[int]) -> list[list[Candidate]]:
    """Return headings by style, highest first: the style seen first ranks highest.

    Where a line can be read in two series (“i)” as letter or numeral), the longer one has it.
    """
    taken: set[int] = set(items)
    by_style: dict[str, list[Candidate]] = defaultdict(list)
    for chain in sorted(chains, key=len, reverse=True):
        free = [candidate for candidate in chain if candidate.position not in taken]
        if len(free) > 1 or len(free) == len(chain):
            by_style[free[0].label.style].extend(free)
            taken.update(candidate.position for candidate in free)
    ranked = sorted(by_style.values(), key=lambda members: (not _is_word(members[0].label), _first(members)))
    return [sorted(members, key=lambda candidate: candidate.position) for members in ranked]


def _first(members: Iterable[Candidate]) -> int:
    return min(candidate.position for candidate in members)


def _is_word(label: Label) -> bool:
    return " " not in label.style


def _as_heading(piece: Piece, label: Label, level: int) -> Piece:
    return replace(piece, kind="heading", level=level, label=label.printed, heading=without_stop(label.rest))


def _mark_items(pieces: list[Piece], positions: Iterable[int]) -> None:
    for position in positions:
        pieces[position] = replace(pieces[position], kind="list_item")


def _mark_unnumbered(pieces: list[Piece]) -> None:
    """Mark “Introduction”, “Notes” and, where no other headings are, whatever stands like a heading."""
    levels = [piece.level for piece in pieces if piece.is_heading]
    top = min((level for level in levels if level > 1), default=BARE_LEVEL)
    for position, piece in enumerate(pieces[:-1]):
        words = piece.text.rstrip(".: ")
        if piece.is_plain and (_COMMON_HEADING.fullmatch(words) or NOTES_HEADING.fullmatch(words)):
            pieces[position] = replace(piece, kind="heading", level=top, heading=without_stop(piece.text))
    if levels:
        return
    spoken = _spoken(pieces)
    bare = [
        position
        for position in range(1, len(pieces) - 1)
        if position not in spoken and _stands_like_a_heading(pieces, position)
    ]
    if len(bare) > 1:
        for position in bare:
            pieces[position] = replace(
                pieces[position], kind="heading", level=top, heading=pieces[position].text
            )


def _spoken(pieces: Sequence[Piece]) -> set[int]:
    """The positions of what is said in a dialogue: “Q: …” is no heading where another Q speaks too."""
    speakers = {
        position: match["speaker"]
        for position, piece in enumerate(pieces)
        if (match := SPEAKER.match(piece.text))
    }
    times = Counter(speakers.values())
    return {position for position, speaker in speakers.items() if times[speaker] > 1}


def _stands_like_a_heading(pieces: Sequence[Piece], position: int) -> bool:
    before, piece, after = pieces[position - 1 : position + 2]
    text = piece.text
    return (
        piece.is_plain
        and piece.lines == 1
        and 3 <= len(text) <= LONGEST_BARE_HEADING
        and text[0].isupper()
        and not (ends_a_sentence(text) and not text.endswith("?"))
        and not text.endswith((",", "-", "–", "—", ")"))
        and (before.kind != "paragraph" or ends_a_sentence(before.text) or piece.is_strong)
        and after.kind in ("paragraph", "quotation")
        and (
            len(after.text) > max(LONGEST_BARE_HEADING, len(text))
            or (piece.is_strong and not after.is_strong)
        )
    )


def _with_titles_joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join “Chapter I” with the title on the line below it."""
    joined: list[Piece] = []
    for piece, after in pairwise([*pieces, None]):
        last = joined[-1] if joined else None
        if (
            last
            and last.is_heading
            and last.label
            and not last.heading
            and piece
            and _is_a_title_below(piece, after)
        ):
            joined[-1] = replace(last, text=f"{last.text}\n{piece.text}", heading=without_stop(piece.text))
        elif piece:
            joined.append(piece)
    return joined


def _is_a_title_below(piece: Piece, after: Piece | None) -> bool:
    short = piece.is_plain and piece.lines == 1 and len(piece.text) <= LONGEST_BARE_HEADING
    if not short or after is None or after.is_heading:
        return False
    return piece.text.isupper() or (
        not ends_a_sentence(piece.text) and len(after.text) > LONGEST_BARE_HEADING
    )
