"""Paths in a tree of replies: sorted by code point they give its depth-first order.

Every level is one step of four base-36 digits, given out in the order in which replies arrive. The path of a
post begins with the paths of all it stands under.
"""

STEP = 4  # characters a level
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_BRANCHES = len(DIGITS) ** STEP


def step(number: int) -> str:
    """The step of the `number`th reply (from 0) below one post. Raises ValueError past 1,679,615."""
    if not 0 <= number < MOST_BRANCHES:
        raise ValueError(f"no step for reply {number}")
    digits = ""
    for _ in range(STEP):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def parent_of(path: str) -> str:
    """The path one level up; the opening post has the empty one."""
    return path[:-STEP]


def is_under(path: str, other: str) -> bool:
    """Whether the post at `path` stands somewhere below the one at `other`."""
    return path != other and path.startswith(other)


def end_of(path: str) -> str:
    """What sorts after all paths below this one and before all others that follow it."""
    return f"{path}~"
