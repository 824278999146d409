"""How the checks of a citation stand together, from what each of them found."""

from collections.abc import Sequence
from dataclasses import dataclass

UNCHECKED, ONCE, SETTLED, DISPUTED = "unchecked", "once", "settled", "disputed"
AS_QUOTED = "as-quoted"  # the one finding that speaks for a citation


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is one of the four above; `finding` is what the checks agree on, or "" where they do not."""

    state: str
    finding: str = ""


def standing_of(findings: Sequence[str]) -> Standing:
    """How the findings of different members stand together: two that agree settle it, any that differ dispute it."""
    if not findings:
        return Standing(UNCHECKED)
    if len(set(findings)) > 1:
        return Standing(DISPUTED)
    return Standing(ONCE if len(findings) == 1 else SETTLED, findings[0])
