"""The rows of cases: what was flagged, who was asked, what they said, and what came of it."""

from forum.moderation.models.cases import Case, Flag
from forum.moderation.models.common import Grounds, Outcome
from forum.moderation.models.panels import Ballot, Panel, Seat
from forum.moderation.models.rulings import Appeal, Ruling

__all__ = ["Appeal", "Ballot", "Case", "Flag", "Grounds", "Outcome", "Panel", "Ruling", "Seat"]
