"""How long the stand-alone checker takes for a long record.

`python -m tests.bench.record` measures it by itself: no database is asked.
"""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from forum.lots.sortition import link, order_of, seed_of
from forum.record import verify
from forum.record.hashing import BEGINNING, canonical, entry_hash

ENTRIES = 100_000
POOL = 40  # members in each draw
SEATS = 7
NEEDS = {"fold": 4, "hide": 5}


@dataclass(frozen=True)
class Verifying:
    """The script as anyone runs it: reading, checking, saying so."""

    entries: int
    draws: int
    cpu_seconds: float


def verifying(entries: int = ENTRIES) -> Verifying:
    """A record as it would grow: of a hundred entries seven are a case's, the others decisions and checkpoints."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.jsonl"
        draws = 0
        with path.open("w", encoding="utf-8") as file:
            for line in _lines(entries):
                draws += '"type":"draw"' in line
                file.write(line)
        begun = _cpu_of_children()
        subprocess.run([sys.executable, "-I", verify.__file__, str(path)], check=True, capture_output=True)
        return Verifying(entries, draws, _cpu_of_children() - begun)


def _cpu_of_children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _lines(entries: int) -> Iterator[str]:
    before, number, bodies = BEGINNING, 0, _bodies(entries)
    body = next(bodies)
    while body is not None:
        raw = canonical(body)
        before = entry_hash(before, number, raw)
        yield f'{{"n": {number}, "hash": "{before.hex()}", "body": {raw.decode()}}}\n'
        number += 1
        body = bodies.send(before) if number < entries else None


def _bodies(entries: int) -> Generator[dict, bytes, None]:
    """The bodies, told in return the hash of each: a draw hangs on that of its `open` entry."""
    chain = [hashlib.sha256(b"root").digest()]
    for _ in range(10_000):
        chain.append(link(chain[-1]))
    at = "2026-11-01T10:00:00Z"
    yield {"type": "anchor", "at": at, "anchor": chain.pop().hex(), "links": 10_000}
    written = 1
    while written < entries:
        case = str(written)
        if written % 100 or written + 7 > entries:
            yield {"type": "decision", "at": at, "case": f"p{written}", "kind": "plain", "outcome": "adopted",
                   "text": "ab" * 32, "consent": 5, "standing": 0}  # fmt: skip
            written += 1
            continue
        leaves = [hashlib.sha256(f"{case}.{n}".encode()).hexdigest() for n in range(POOL)]
        opened = yield {"type": "open", "at": at, "case": case, "n": SEATS, "needs": NEEDS, "commitment": "00" * 32,
                        "nonces": ["11" * 32], "leaves": leaves, "due": at}  # fmt: skip
        seed = seed_of(opened, chain[-1], b"\7" * 32)
        yield {"type": "nonce", "at": at, "case": case, "nonce": "07" * 32}
        order = [one.hex() for one in order_of(map(bytes.fromhex, leaves), seed)]
        yield {
            "type": "draw",
            "at": at,
            "case": case,
            "secret": chain.pop().hex(),
            "beacon": "",
            "order": order,
        }
        votes = [{"seat": seat, "choice": "fold", "reason": "cd" * 32} for seat in range(1, SEATS + 1)]
        yield {"type": "seats", "at": at, "case": case, "taken": list(range(SEATS)), "passed": {}}
        for number in (1, 2):
            yield {"type": "tally", "at": at, "case": case, "round": number, "votes": votes}
        yield {"type": "ruling", "at": at, "case": case, "outcome": "fold", "carried_out": True}
        written += 7


if __name__ == "__main__":
    found = verifying()
    sys.stdout.write(
        f"{found.entries:,} entries with {found.draws:,} draws: {found.cpu_seconds:.2f} s of CPU\n"
    )
