"""Which threads a list's address asks for, and in which order. Knows nothing of rows.

In an address: `?order=newest` (else by their latest posts), `?tag=`, and the flags `?unanswered`, `?with-evidence`,
`?mine` and `?notes` (with notes in margins).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from forum.debate.tags.words import named_as, unfit

ACTIVITY, NEWEST = "activity", "newest"
UNANSWERED, WITH_EVIDENCE, MINE, NOTES = "unanswered", "with-evidence", "mine", "notes"
FLAGS = (UNANSWERED, WITH_EVIDENCE, MINE, NOTES)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; all of it holds together."""

    order: str = ACTIVITY
    flags: frozenset[str] = frozenset()
    tag: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether threads are left out that a plain list shows."""
        return bool(self.tag or self.flags - {NOTES})

    @property
    def query(self) -> str:
        """As it stands in an address: nothing, or what follows the question mark. Equal wishes read alike."""
        said = [f"order={self.order}"] if self.order != ACTIVITY else []
        said += [flag for flag in FLAGS if flag in self.flags]
        return "&".join([*said, *([f"tag={quote(self.tag)}"] if self.tag else [])])

    def toggled(self, flag: str) -> "Wanted":
        """The same with that flag, or without it where it was set."""
        return replace(self, flags=self.flags ^ {flag})

    def ordered(self, order: str) -> "Wanted":
        return replace(self, order=order)

    def tagged(self, tag: str) -> "Wanted":
        """The same for that tag; for any, where it was that one."""
        return replace(self, tag="" if tag == self.tag else tag)


def read(asked: Mapping[str, str]) -> Wanted:
    """What the names and values of an address ask for. What makes no sense there is as if it were not said."""
    tag = named_as(asked.get("tag", ""))
    return Wanted(
        order=NEWEST if asked.get("order") == NEWEST else ACTIVITY,
        flags=frozenset(flag for flag in FLAGS if flag in asked),
        tag="" if unfit([tag]) else tag,
    )
