"""The table of Acts: who may do what. This is the whole law of the house; views ask it through can() and require().

Seeing is not an act: what a reader may see is decided by `visible_to`, and what they may not see answers 404
before any act is considered. No row names a founder, an operator or a facilitator: they have no act of their own.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.permissions.predicates import (
    Predicate,
    is_author,
    is_in_circle,
    is_in_its_circle,
    is_maker,
    is_oneself,
    is_signed_in,
    takes_part,
)


@dataclass(frozen=True, eq=False)  # an Enum hashes its values, and hashing a lazy sentence would translate it
class Rule:
    """Who may do an act, as a predicate and as a sentence."""

    allowed: Predicate
    sentence: str | Promise


class Act(Enum):
    """Everything that changes what others see. The value is the act's rule."""

    OPEN_THREAD = Rule(is_in_circle, _("Only members of a circle can start a thread in it."))
    REPLY = Rule(takes_part, _("Only members of its circle can reply in a thread."))
    EDIT_POST = Rule(
        is_author, _("Only its author can edit a post; readers can still see its earlier versions.")
    )
    WITHDRAW_POST = Rule(is_author, _("Only its author can withdraw a post; the replies to it stay."))
    ANNOTATE = Rule(is_in_its_circle, _("Only members of its circle can annotate a text."))
    NOTE_PRIVATELY = Rule(
        is_signed_in, _("Any member can write private notes beside any text they can read.")
    )
    PUT_UP_ESSAY = Rule(is_in_circle, _("Only members of a circle can put up a text in it."))
    CORRECT_DRAFT = Rule(is_maker, _("Only the member who began an import can correct and publish it."))
    ADD_SOURCE = Rule(is_signed_in, _("Any member can add a source."))
    EDIT_PROFILE = Rule(is_oneself, _("Members can change only their own profile."))


def can(member: Any, act: Act, thing: Any = None) -> bool:
    """Whether `member` (or a visitor) may do `act` to `thing`."""
    return act.value.allowed(member, thing)
