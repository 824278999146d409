"""How a meeting stands as JSON, and back."""

from dataclasses import asdict
from typing import Any

from forum.meetings.live.standing import Hand, Result, Sounding, Spoken, State, Timer, Turn

PARTS: dict[str, type] = {
    "turn": Turn,
    "timer": Timer,
    "check": Sounding,
    "recall": Sounding,
    "found": Result,
}


def as_json(state: State) -> dict[str, Any]:
    written = asdict(state)
    written["uncounted"] = sorted(state.uncounted)
    written["spoken"] = {
        str(member): [one.turns, one.seconds, one.squares] for member, one in state.spoken.items()
    }
    return written


def from_json(written: dict[str, Any]) -> State:
    """Raises nothing for what `as_json` wrote; nothing at all is how a meeting begins."""
    if not written:
        return State()
    parts = {name: kind(**written[name]) if written[name] else None for name, kind in PARTS.items()}
    return State(
        **{
            **written,
            **parts,
            "here": tuple(written["here"]),
            "points": tuple(written["points"]),
            "hands": tuple(Hand(**hand) for hand in written["hands"]),
            "round": None if written["round"] is None else tuple(written["round"]),
            "spoken": {int(member): Spoken(*one) for member, one in written["spoken"].items()},
            "uncounted": frozenset(written["uncounted"]),
        }
    )
