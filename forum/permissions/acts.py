"""The table of Acts: who may do what. This is the whole law of the house; views ask it through can() and require().

Seeing is not an act: what a reader may see is decided by `visible_to`, and what they may not see answers 404
before any act is considered. No row names a founder, an operator or a facilitator: they have no act of their own.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.permissions.predicates import Predicate, is_author, is_in_its_circle, is_maker, is_signed_in


@dataclass(frozen=True)
class Rule:
    """Who may do an act, as a predicate and as a sentence."""

    allowed: Predicate
    sentence: str | Promise


class Act(Enum):
    """Everything that changes what others see. The value is the act's rule."""

    OPEN_THREAD = Rule(is_in_its_circle, _("Any member of a circle opens a thread in it."))
    REPLY = Rule(is_in_its_circle, _("Any member of its circle replies in a thread."))
    EDIT_POST = Rule(is_author, _("Only its author edits a post; its earlier wordings stay open to readers."))
    WITHDRAW_POST = Rule(is_author, _("Only its author withdraws a post; the replies to it stay."))
    ANNOTATE = Rule(is_in_its_circle, _("Any member of its circle annotates a text."))
    NOTE_PRIVATELY = Rule(is_signed_in, _("Any member writes private notes beside any text they can read."))
    PUT_UP_ESSAY = Rule(is_in_its_circle, _("Any member of a circle puts a text up in it."))
    CORRECT_DRAFT = Rule(is_maker, _("Only whoever began an import corrects and publishes it."))
    ADD_SOURCE = Rule(is_signed_in, _("Any member adds a source."))
    EDIT_PROFILE = Rule(is_maker, _("Only oneself changes one’s profile."))


def can(member: Any, act: Act, thing: Any = None) -> bool:
    """Whether `member` (or a visitor) may do `act` to `thing`."""
    return act.value.allowed(member, thing)
