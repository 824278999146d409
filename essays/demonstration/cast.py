"""The people of the demonstration, as content/cast.toml names them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Of all of them, and no secret: it is shown on the sign-in page while the installation is on a loopback address,
# and opens nothing on any other.
PASSWORD = "wide margin"  # noqa: S105


@dataclass(frozen=True)
class CastMember:
    """One of the cast; the fields are those of a Member."""

    handle: str
    display_name: str
    time_zone: str
    language: str
    about: str


@cache
def cast() -> tuple[CastMember, ...]:
    """The cast, in the order of the file."""
    path = Path(__file__).parent / "content" / "cast.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["member"]
    return tuple(CastMember(about=entry.pop("bio"), **entry) for entry in entries)
