"""The demonstration as it is written down: TOML read into plain values, knowing nothing of rows."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
TEXTS = {"outline": "outline.md", "manual": "manual.md"}


@dataclass(frozen=True)
class ScriptedPost:
    """One post to be written: by whom, how many days before the loading, and what became of it since."""

    by: str
    kind: str
    days_ago: float
    body: str
    depth: int = 0
    evidence: tuple[dict[str, str], ...] = ()
    edited_body: str = ""
    edited_days_ago: float = 0.0
    withdrawn: bool = False


@dataclass(frozen=True)
class ScriptedThread:
    """An opening post and the replies to it, in reading order; `depth` says under which earlier one each stands."""

    opening: ScriptedPost
    replies: tuple[ScriptedPost, ...]
    title: str = ""
    # For the margin only: which text and section, and the words from the first to the last.
    text: str = ""
    section: str = ""
    begins: str = ""
    ends: str = ""
    private: bool = False


def threads() -> Iterator[ScriptedThread]:
    for entry in load("threads.toml")["thread"]:
        yield ScriptedThread(opening=post_of(entry), replies=replies_of(entry), title=entry["title"])


def annotations() -> Iterator[ScriptedThread]:
    for entry in load("margin.toml")["annotation"]:
        yield ScriptedThread(
            opening=post_of(entry),
            replies=replies_of(entry),
            text=entry["text"],
            section=entry["section"],
            begins=entry.get("quote") or entry["from"],
            ends=entry.get("quote") or entry["to"],
            private=entry.get("private", False),
        )


def sources() -> list[dict[str, str]]:
    """Bibliographic facts: key, author, title, year, publisher, address."""
    return [
        {
            "key": entry["key"],
            "author": entry["author"],
            "title": entry["title"],
            "year": str(entry.get("year", "")),
            "publisher": entry.get("publisher", ""),
            "address": entry.get("url", ""),
        }
        for entry in load("sources.toml")["source"]
    ]


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def replies_of(entry: dict[str, Any]) -> tuple[ScriptedPost, ...]:
    return tuple(post_of(reply) for reply in entry.get("replies", ()))


def post_of(entry: dict[str, Any]) -> ScriptedPost:
    return ScriptedPost(
        by=entry["by"],
        kind=entry["kind"],
        days_ago=entry["days_ago"],
        body=entry["body"].strip(),
        depth=entry.get("depth", 0),
        evidence=tuple(entry.get("evidence", ())),
        edited_body=entry.get("edited_body", "").strip(),
        edited_days_ago=entry.get("edited_days_ago", 0.0),
        withdrawn=entry.get("withdrawn", False),
    )
