"""A catalogue of translations for a test: the house speaks English alone so far."""

import struct
from collections.abc import Mapping
from pathlib import Path

MAGIC, HEADER = (
    0x950412DE,
    28,
)  # of a file as msgfmt writes it (GNU gettext manual, "The Format of GNU MO Files")


def write_catalogue(folder: Path, language: str, words: Mapping[str, str]) -> None:
    """Let `language` say these words below `folder`, which is to be among LOCALE_PATHS."""
    said = {"": "Content-Type: text/plain; charset=UTF-8\n", **words}
    pairs = sorted((key.encode(), value.encode()) for key, value in said.items())
    count = len(pairs)
    at = HEADER + 16 * count
    tables: list[list[int]] = [[], []]
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), at + len(body)]
            body += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, count, HEADER, HEADER + 8 * count, 0, 0)
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    index = struct.pack(f"<{4 * count}I", *tables[0], *tables[1])
    (place / "django.mo").write_bytes(head + index + body)
