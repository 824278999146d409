"""What the record's hashes are made of. Pure; whoever writes a checker of their own needs nothing more than this
file says.

`joined` is H of the specification: SHA-256 (FIPS 180-4) over parts, each preceded by its length as 8 bytes
big-endian, so that no two lists of parts are hashed as the same bytes.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

BEGINNING = bytes(32)  # what stands for the hash before entry 0
TOKEN = re.compile(r"[0-9A-Za-z:.+_-]{0,128}")


def joined(*parts: bytes) -> bytes:
    """H(p1, p2, …): 32 bytes."""
    return sha256(b"".join([len(part).to_bytes(8, "big") + part for part in parts])).digest()


def counted(number: int) -> bytes:
    """A number as the hashes take it: 8 bytes, big-endian."""
    return number.to_bytes(8, "big")


def canonical(body: Mapping[str, Any]) -> bytes:
    """A body as it is hashed: JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(
        body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def refuse_words(value: Any) -> None:
    """Raise ValueError where a body has something in it that may not stand in the record for ever: words, or numbers
    that other languages would write otherwise. Whole numbers, hex, short tokens, and lists and objects of these may."""
    if isinstance(value, Mapping):
        refuse_words(list(value))
        refuse_words(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            refuse_words(one)
    elif isinstance(value, str):
        if not TOKEN.fullmatch(value):
            raise ValueError(f"words do not stand in the record, only commitments to them: {value!r}")
    elif not (value is None or isinstance(value, int)):
        raise ValueError(f"neither a whole number nor a token: {value!r}")


def entry_hash(before: bytes, number: int, body: bytes) -> bytes:
    """The hash of entry `number`, whose canonical body is `body`, after an entry whose hash is `before`."""
    return joined(b"entry-v1", before, counted(number), body)


def leaf(case: str, who: str, salt: bytes) -> bytes:
    """The commitment to a member (`who` is their number in digits) or a text in a case: who knows the salt can
    check it, who does not learns nothing, and without the salt it says nothing any more."""
    return joined(b"leaf-v1", case.encode(), who.encode(), salt)
