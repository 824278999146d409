"""Looking into JSON of which nothing is certain: each takes anything and returns what it asks for, or nothing."""

import re
from typing import Any

# A database cannot keep these.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")

Item = dict[str, Any]


def words_in(value: Any, most: int | None = None) -> str:
    """A string, with what no database keeps replaced, cut to `most` code points; "" for anything else."""
    said = _UNKEEPABLE.sub("\ufffd", value) if isinstance(value, str) else ""
    return said if most is None else said[:most]


def line_in(value: Any, most: int) -> str:
    """A string on one line."""
    return " ".join(words_in(value, most * 4).split())[:most]


def number_in(value: Any) -> int | None:
    """A whole number that could be a position in a text."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else None


def item_in(value: Any) -> Item:
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """JSON-LD writes one thing as itself, several as a list, and none not at all."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def types_of(item: Any) -> set[str]:
    """The types an item says it has, without a prefix such as "oa:"."""
    item = item_in(item)
    said = listed(item.get("type")) + listed(item.get("@type"))
    return {re.split(r"[:#/]", word)[-1] for word in said if isinstance(word, str)}


def address_of(item: Any) -> str:
    """The address that names an item, which may be the item itself."""
    if isinstance(item, str):
        return words_in(item, 500)
    item = item_in(item)
    return words_in(item.get("id"), 500) or words_in(item.get("@id"), 500)
