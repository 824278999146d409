"""What the words before a quotation say of it: who speaks, and in which work."""

import re
from collections.abc import Callable

from essays.library.resolving.names import fold

LONGEST_INTRODUCTION = 300  # code points before a quotation that can introduce it

_NAME = r"[^\W\d_a-z][\w’'\-]*[^\W\d_]"
_NAMES = rf"{_NAME}(?:\s+(?:{_NAME}|[A-Z]\.|von|van|de|der))*"
_SPEAKS = (
    r"(?:put|puts|wrote|writes|argue[sd]?|sa(?:ys|id)|observe[sd]?|comment(?:s|ed)|note[sd]?|declare[sd]?|remark(?:s|ed)"
    r"|explain(?:s|ed)|recall(?:s|ed)|remind(?:s|ed)|state[sd]|warn(?:s|ed)|conclude[sd]?|insist(?:s|ed)|add(?:s|ed)"
    r"|claim(?:s|ed)|describe[sd]?|report(?:s|ed)|admit(?:s|ted)|ask(?:s|ed)|replie[sd]|schreibt|schrieb|écrit)"
)
_SPEAKER = re.compile(
    rf"\b(?:according\s+to\s+(?P<a>{_NAMES})|(?P<b>{_NAMES})(?:,[^.,;]{{0,60}},)?\s+"
    rf"(?:(?:again|also|later|once|himself|herself|had|has)\s+)*(?:{_SPEAKS}\b|in\s+(?:his|her|their|a)\b)"
    rf"|\bin\s+(?P<c>{_NAMES})[’'‘]s?\s)"
)
_MARKED_TITLE = re.compile(r"[‘“\"*_«„](?P<title>[^\W\d_a-z][^‘’“”\"*_«»„;]{2,120}?)[,.]?[’”\"*_»‘“](?!\w)")
_PLAIN_TITLE = re.compile(
    rf"\bin\s+(?:his|her|their|{_NAMES}[’']s?)\s+(?:(?:book|pamphlet|essay|article|memoirs?|novel|study|work)\s*,?\s+)?"
    rf"(?P<title>{_NAME}(?:\s+(?:of|the|and|in|on|to|a|an|for|from|or|{_NAME}))*)"
)
_FRONTED_TITLE = re.compile(
    rf"(?:^|[.;!?]\s+|\b[Aa]s\s+)In\s+(?P<title>{_NAME}(?:\s+(?:of|the|and|in|on|to|a|an|for|from|or|{_NAME}))+),"
)
_STARTS = frozenset([
    "as", "but", "and", "so", "yet", "thus", "then", "when", "while", "for", "in", "the", "this", "that", "here",
    "there", "it", "he", "she", "they", "we", "not", "even", "if", "once", "again", "since", "after", "before",
    "although", "though", "however", "moreover", "indeed", "first", "later", "finally", "nor", "or", "what", "how",
    "why",
])  # fmt: skip


def introduction_of(before: str) -> str:
    """The last sentences before a quotation: at most LONGEST_INTRODUCTION code points, from a word's beginning."""
    if len(before) <= LONGEST_INTRODUCTION:
        return before
    return before[-LONGEST_INTRODUCTION:].partition(" ")[2]


def speaker_in(introduction: str) -> str:
    """Who is said to speak nearest to the quotation; "" where nobody is."""
    for found in reversed(list(_SPEAKER.finditer(introduction))):
        words = next(filter(None, found.groups())).split()
        while words and fold(words[0]) in _STARTS:
            words = words[1:]
        if words and len(words) <= 4:
            return " ".join(words)
    return ""


def titles_in(introduction: str) -> list[str]:
    """What may be titles there, the nearest first: what stands in marks, and what somebody says something “in”."""
    forms = (_MARKED_TITLE, _PLAIN_TITLE, _FRONTED_TITLE)
    found = [match for form in forms for match in form.finditer(introduction)]
    found.sort(key=lambda match: match.start(), reverse=True)
    return [match["title"] for match in found]


def families_in(words: str, known: Callable[[str], bool]) -> list[str]:
    """The family names there that are `known`, the nearest to the end first; a possessive is no hindrance."""
    names = re.findall(r"[^\W\d_a-z][\w\-]+", words)
    return list(dict.fromkeys(name for name in map(fold, reversed(names)) if known(name)))


def name_in_title(title: str, words: str) -> str:
    """The name that `title` begins with and that `words` mention as well: “Rosa Luxemburg Speaks”; or ""."""
    parts = title.split()
    for length in (3, 2, 1):
        name = " ".join(parts[:length])
        if length < len(parts) and re.fullmatch(_NAMES, name) and fold(parts[0]) not in _STARTS:
            last = name.split()[-1]
            if re.search(rf"\b{re.escape(last)}\b", words) and parts[length][0].isupper():
                return name
    return ""
