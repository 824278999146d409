"""What the record hears of lots: what it begins with, what their entries say, how their rows are checked."""

from forum.lots import checking, telling
from forum.lots.secrets import anchor_next
from forum.record.checking import register as register_check
from forum.record.writing import begins_with


def register() -> None:
    begins_with("anchor", anchor_next)
    telling.register_types()
    register_check("chains of secrets", checking.chains_hold)
    register_check("draws", checking.draws_hold)
