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


@dataclass(frozen=True)
class ScriptedEdition:
    """A new edition of a text: what changes in it, who decided, and which notes it answers."""

    text: str
    by: str
    agreed_by: tuple[str, ...]
    why: str
    changes: tuple[dict[str, str], ...]  # section, old, new
    moves: tuple[dict[str, Any], ...]  # section, by
    answers: tuple[dict[str, str], ...]  # passage, and perhaps verdict and words


@dataclass(frozen=True)
class ScriptedCircle:
    """A circle that one asks to join: who is in it, what they say there, who waits, and whom they invite."""

    name: str
    purpose: str
    days_ago: float
    members: tuple[str, ...]  # the first starts it
    threads: tuple[ScriptedThread, ...]
    askings: tuple[dict[str, Any], ...]  # by, days_ago, words
    invitations: tuple[dict[str, Any], ...]  # by, days_ago, note


def threads() -> Iterator[ScriptedThread]:
    for entry in load("threads.toml")["thread"]:
        yield thread_of(entry)


def circles() -> Iterator[ScriptedCircle]:
    for entry in load("circles.toml")["circle"]:
        yield ScriptedCircle(
            name=entry["name"],
            purpose=entry["purpose"],
            days_ago=entry["days_ago"],
            members=tuple(entry["members"]),
            threads=tuple(thread_of(each) for each in entry["thread"]),
            askings=tuple(entry["asking"]),
            invitations=tuple(entry["invitation"]),
        )


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


def editions() -> Iterator[ScriptedEdition]:
    for entry in load("editions.toml")["edition"]:
        yield ScriptedEdition(
            text=entry["text"],
            by=entry["by"],
            agreed_by=tuple(entry["agreed_by"]),
            why=entry["why"],
            changes=tuple(entry.get("change", ())),
            moves=tuple(entry.get("move", ())),
            answers=tuple(entry.get("answer", ())),
        )


def cited() -> Iterator[dict[str, Any]]:
    """Quotations of the manual by their first words, each with its checks and, in one case, what was mended."""
    yield from load("checks.toml")["citation"]


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


def thread_of(entry: dict[str, Any]) -> ScriptedThread:
    return ScriptedThread(opening=post_of(entry), replies=replies_of(entry), title=entry["title"])


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
