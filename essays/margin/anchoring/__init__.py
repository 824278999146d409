"""Where the passages of one edition stand in the next: pure, of texts and places. The method: docs/anchoring.md."""

from essays.margin.anchoring.placing import Alignment, Passage, Placement, carry, reanchor

__all__ = ["Alignment", "Passage", "Placement", "carry", "reanchor"]
