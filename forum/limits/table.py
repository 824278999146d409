"""The table of limits: how often which act may be done. This is the whole law of it; views are kept to it by `limited`.

A member is counted by their number, a visitor by the address they come from. The numbers are for machines: no tired
person, and no whole meeting behind one address, should ever meet one. What is sent counts whether a form takes it or
refuses it, since both cost the same work; what is refused here does not count, so waiting always helps.

Beside these, allauth counts wrong passwords and mailed codes by what was typed: ten wrong passwords a minute from one
address, five in five minutes for one handle from one address, three codes a minute to one mailbox.
"""

from dataclasses import dataclass
from enum import Enum

from forum.limits.rates import Rate

MINUTE = 60  # seconds
HOUR = 60 * MINUTE


@dataclass(frozen=True, eq=False)  # two acts may have the same numbers and are still counted apart
class Rule:
    """How often; and whether asking for a page counts too, or only what is sent to it."""

    rate: Rate
    counts_asking: bool = False


class Limit(Enum):
    """Every act that is limited. The value is the act's rule."""

    # A whole meeting joins from one room, in one evening.
    SIGNING_UP = Rule(Rate(burst=60, every=2 * MINUTE))
    # The same room signs in; each try costs a password hash, the dearest thing a visitor can ask for.
    SIGNING_IN = Rule(Rate(burst=60, every=5))
    # Each sends a mail to an address that somebody typed, who need not be its owner.
    ASKING_FOR_MAIL = Rule(Rate(burst=20, every=3 * MINUTE))
    # Two hundred and forty posts, notes and replies an hour: nobody reads, or writes, as many.
    POSTING = Rule(Rate(burst=40, every=15))
    # Changing what stands: editing, withdrawing, checking, mending, summing up, tagging. Many in one sitting.
    EDITING = Rule(Rate(burst=80, every=8))
    # What is typed is saved by itself at each pause: for hours, in a few windows at once.
    SAVING_DRAFTS = Rule(Rate(burst=120, every=2))
    # What only oneself sees: bookmarks, and how much one wants to be told. A whole list in one sitting.
    TAKING_NOTE = Rule(Rate(burst=120, every=4))
    # Moves up to thousands of posts at once.
    BRANCHING_OFF = Rule(Rate(burst=10, every=2 * MINUTE))
    # Reaches into the mailboxes of people who are not here yet.
    INVITING = Rule(Rate(burst=30, every=10 * MINUTE))
    # A file takes the worker up to minutes.
    IMPORTING = Rule(Rate(burst=10, every=6 * MINUTE))
    # A whole margin, written out: a visitor's whole seminar takes one each.
    EXPORTING = Rule(Rate(burst=40, every=30), counts_asking=True)
    # As fast as one types and looks, for hours.
    SEARCHING = Rule(Rate(burst=60, every=2), counts_asking=True)
    # Suggestions with each few letters, a glimpse of each link that is pointed at: asked for without thinking.
    GLANCING = Rule(Rate(burst=120, every=1), counts_asking=True)
    # Hands go up and down, people pass and answer: a lively minute of a meeting, by one impatient thumb.
    SPEAKING = Rule(Rate(burst=120, every=1))
    # A program reads a calendar each hour or each minute, and a member may have several of both.
    FETCHING_CALENDARS = Rule(Rate(burst=60, every=10), counts_asking=True)
