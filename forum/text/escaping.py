"""Plain words as Markdown that says them to the letter."""

import re

# Anywhere: emphasis, code, links, mentions, tables, addresses. Full stops and brackets stay as people write them.
_SIGNS = re.compile(r"[\\`*_\[\]<~|&@^]|:(?=//)")
# At the beginning of a line: a heading, a quotation, a list, a rule; and a number that would begin a list.
_FIRST = re.compile(r"^[#>+\-=]")
_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_BLANKS = re.compile(r"[^\S\n]+")


def escaped(words: str) -> str:
    """Markdown that shows `words` as they are, without emphasis, links or mentions: each line a line, each empty line a
    new paragraph. White space within a line is one space, as pages show it, and none is left at its ends, so that no
    line is indented to become code."""
    return "\n".join(_escaped_line(_BLANKS.sub(" ", line).strip()) for line in words.splitlines())


def _escaped_line(line: str) -> str:
    line = _SIGNS.sub(r"\\\g<0>", line)
    return _NUMBER.sub(r"\1\\\2", _FIRST.sub(r"\\\g<0>", line))
