"""Honest records, written by the real code, and what somebody might do to them."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from forum.lots import secrets
from forum.lots.drawing import add_nonce, carry_out, open_draw
from forum.record.hashing import BEGINNING, canonical, entry_hash
from forum.record.lines import record_lines
from forum.record.models import Head
from forum.record.verify import check
from forum.record.writing import append

NEEDS = {"fold": 3, "hide": 4}
APPEALED = {"affirm": 5, "voting": 6, "seats": 5}
FOLDED = ["fold", "hide", "keep", "note", "fold"]


def judge(
    case: str, members: Iterable[int], *, n: int = 5, needs: dict = NEEDS, choices: Iterable[str] = FOLDED,
    outcome: str = "fold", nonce: bytes = b"",
    filled: int | None = None, holding: Iterable[bool] = (),
) -> None:  # fmt: skip
    """A case from its opening to its ruling, with two rounds of the votes `choices`. With `holding` each vote was asked
    whether it holds for later words as well."""
    draw = open_draw(
        case=case, members=members, n=n, needs=needs, commitment=b"\1" * 32, nonces=[b"\2" * 32],
        waits=timedelta(days=1) if nonce else timedelta(0),
    )  # fmt: skip
    if nonce:
        add_nonce(draw=draw, nonce=nonce)
    carry_out(draw=draw)
    choices = list(choices)
    taken = filled or max(len(choices), n - 1)
    append("seats", {"case": case, "taken": list(range(taken)), "passed": {}})
    for number in (1, 2):
        votes = [
            {"seat": seat, "choice": choice, "reason": "ab" * 32} for seat, choice in enumerate(choices, 1)
        ]
        for vote, holds in zip(votes, holding, strict=False):
            vote["holds_now"] = holds
        more = {"filled": taken} if "voting" in needs else {}
        append("tally", {"case": case, "round": number, "votes": votes, **more})
    ruling = {"case": case, "outcome": outcome, "carried_out": True, "commitment": "01" * 32}
    if holding := list(holding):
        ruling |= {"wording": 1, "up_to": 2, "holds_now": sum(holding) >= needs.get(outcome, 99)}
    append("ruling", ruling)


def write_a_full_record(members: list[int], monkeypatch) -> list[str]:
    """Several cases, a redraw, an appeal, checkpoints, and a change of chains; its lines."""
    monkeypatch.setattr(secrets, "LENGTH", 4)
    judge("1", members, nonce=b"\7" * 32)
    append("checkpoint", {"root": "cd" * 32, "count": 12})
    judge("2", members, choices=["keep", "fold"], outcome="keep")
    judge("2.2", members, nonce=b"\6" * 32, choices=["hide"] * 4 + ["keep"], outcome="hide")
    append("appeal", {"case": "2.2.a", "of": "2.2"})
    judge("2.2.a", members, n=9, needs=APPEALED, choices=["affirm"] * 3 + ["lapse"] * 4, outcome="lapse")
    append("appeal", {"case": "1.a", "of": "1"})
    judge(
        "1.a",
        members,
        n=9,
        needs=APPEALED,
        choices=["affirm"] * 4 + ["lapse"] * 2,
        outcome="affirm",
        filled=8,
    )
    judge("3", members, choices=["note", "note", "fold"], outcome="note", nonce=b"\5" * 32)
    append("checkpoint", {"root": "ef" * 32, "count": 15})
    append("decision", {"case": "p3", "kind": "plain", "outcome": "adopted", "consent": 4, "standing": 0})
    voted = {"consent": 2, "standing": 1, "yes": 7, "no": 3, "active": 12}
    append("decision", {"case": "p4", "kind": "plain", "outcome": "fallen", **voted})
    judge("5", members, choices=["fold"] * 4, holding=[True, True, True, False])
    judge("6", members, choices=["fold"] * 4, holding=[True, False, False, True])
    judge("4", members, needs={"slow": 3, "pause": 5}, choices=["pause", "pause", "slow"], outcome="slow")
    return lines()


def write_a_short_record(members: list[int], monkeypatch) -> list[str]:
    """A case with an author's number, a checkpoint, and a second chain; its lines."""
    monkeypatch.setattr(secrets, "LENGTH", 1)
    needs = {"fold": 2, "hide": 3}
    judge("1", members, n=3, needs=needs, nonce=b"\7" * 32, choices=["fold", "hide", "keep"], outcome="fold")
    append("checkpoint", {"root": "cd" * 32, "count": 12})
    return lines()


def lines() -> list[str]:
    return "".join(record_lines(before=Head.objects.get().next_number)).splitlines()


def refused(record: list[str], head: str = "") -> str:
    """What verify.py finds wrong with these lines, "" where all holds."""
    heads = []
    try:
        heads.extend(check(record))
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as what:
        return f"{len(heads)}: {what}"
    return "" if not head or head in heads else "the head is not in it"


def bodies(record: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line)["body"] for line in record]


def hashed_again(changed: list[dict[str, Any]], first: int = 0, record: list[str] | None = None) -> list[str]:
    """The lines of a record with these bodies, every hash made anew: what a forger who runs the server can do. From
    the entry `first` on, where all before it is as in `record`."""
    before = bytes.fromhex(json.loads(record[first - 1])["hash"]) if record and first else BEGINNING
    written = []
    for number, body in enumerate(changed[first:], first):
        raw = canonical(body)
        before = entry_hash(before, number, raw)
        written.append(f'{{"n": {number}, "hash": "{before.hex()}", "body": {raw.decode()}}}')
    return written


def place_of(record: list[str], type: str, case: str = "1", *, at: int = 0) -> int:
    """The number of the entry of that type and case; the one numbered `at`, where there are several."""
    found = [
        n for n, body in enumerate(bodies(record)) if body["type"] == type and body.get("case", case) == case
    ]
    return found[at]
