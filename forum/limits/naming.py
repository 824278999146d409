"""What the limits are called where people read the table, and why each is as it is. A new limit joins here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.limits.table import Limit

NAMES: dict[Limit, tuple[str | Promise, str | Promise]] = {
    Limit.SIGNING_UP: (
        _("Signing up"),
        _("A whole meeting joins from one room, in one evening."),
    ),
    Limit.SIGNING_IN: (
        _("Signing in"),
        _(
            "The same room signs in. Each try takes the computer a while, so that passwords are hard to guess."
        ),
    ),
    Limit.ASKING_FOR_MAIL: (
        _("Asking for a mail"),
        _("Each sends a mail to an address that somebody typed, who need not be its owner."),
    ),
    Limit.POSTING: (
        _("Posting, replying, writing notes"),
        _("Nobody reads, or writes, as many."),
    ),
    Limit.EDITING: (
        _("Editing, withdrawing, checking, summing up"),
        _("Small changes, and many in one sitting."),
    ),
    Limit.SAVING_DRAFTS: (
        _("Keeping what one types"),
        _("The page sends it by itself, every few seconds, and often from two windows."),
    ),
    Limit.TAKING_NOTE: (
        _("Bookmarks, and what one follows"),
        _("One click each, and many in one evening of reading."),
    ),
    Limit.BRANCHING_OFF: (
        _("Moving replies into a thread of their own"),
        _("Each moves up to thousands of posts at once."),
    ),
    Limit.INVITING: (
        _("Inviting"),
        _("Each reaches into the mailbox of somebody who is not here yet."),
    ),
    Limit.IMPORTING: (
        _("Bringing files"),
        _("Reading a file takes the computer up to minutes."),
    ),
    Limit.EXPORTING: (
        _("Taking a margin along"),
        _("A whole margin is written out each time; a whole seminar takes one each."),
    ),
    Limit.SEARCHING: (
        _("Searching"),
        _("As fast as one types and looks, for hours."),
    ),
    Limit.GLANCING: (
        _("Looking ahead: glimpses of links, and suggestions of names"),
        _("Each key and each link that one rests on asks for one."),
    ),
    Limit.SPEAKING: (
        _("Raising a hand in a meeting, passing, answering"),
        _("Hands go up and down quickly."),
    ),
    Limit.FETCHING_CALENDARS: (
        _("Reading a calendar"),
        _("Calendar programs ask by themselves, each for several calendars; and each is written out whole."),
    ),
}
