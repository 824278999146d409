"""Finding in what somebody wrote the words that a reader means, who has seen them without their marks of emphasis."""

import re

WORD = re.compile(r"[^\W_]+")
MOST = 400  # words of a passage


def passage_in(source: str, words: str) -> str:
    """The part of `source` (Markdown) that says `words`, whatever stands between them that is no word; "" if none does.

    Works in linear time for each place where the first word stands.
    """
    words = words.strip()
    said = WORD.findall(words)[:MOST]
    if words in source:
        return words
    if not said:
        return ""
    pattern = r"[\W_]+".join(map(re.escape, said))
    found = re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", source)
    return found[0] if found else ""
