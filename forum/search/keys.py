"""The key of a document: what kind of thing it is of, which one, and which part of it, in one number.

So what is written twice is written over; and newer things have higher keys among their kind, so that an engine that
goes through them downwards meets the newest first.
"""

PART_BITS, OBJECT_BITS = 18, 40
LAST = (1 << OBJECT_BITS) - 1  # the highest number that a thing can have


def key_of(number: int, object_id: int, part: int = 0) -> int:
    """The key of a part of the thing `object_id` of the kind that has `number`, 1 to 31."""
    return (number << OBJECT_BITS | object_id) << PART_BITS | part


def keys_of(number: int, first: int = 0, last: int = LAST) -> tuple[int, int]:
    """The lowest and highest key that the things from `first` to `last` of a kind can have."""
    return key_of(number, first), key_of(number, last, (1 << PART_BITS) - 1)


def part_of(key: int) -> int:
    return key & ((1 << PART_BITS) - 1)


def object_of(key: int) -> int:
    """The number of the thing that has this key, among its kind."""
    return key >> PART_BITS & LAST


def number_of(key: int) -> int:
    """The number of the kind of thing that has this key."""
    return key >> (OBJECT_BITS + PART_BITS)
