"""What a run of sections, and a meeting for it, are called."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essays.library.models import Essay, Section

LONGEST_TITLE = 160  # of a meeting


def sections_in_words(sections: Sequence[Section]) -> str:
    """ "section d", "sections d and e", "sections d to g"; by their names where a text has no labels."""
    if not sections:
        return _("nothing more of the text")
    first, last = sections[0], sections[-1]
    if len(sections) == 1:
        return _("section %s") % first.label if first.label else _("“%s”") % first.name
    if not (first.label and last.label):
        said = _("“%(first)s” and “%(last)s”") if len(sections) == 2 else _("“%(first)s” to “%(last)s”")
        return said % {"first": first.name, "last": last.name}
    said = _("sections %(first)s and %(last)s") if len(sections) == 2 else _("sections %(first)s to %(last)s")
    return said % {"first": first.label, "last": last.label}


def day_in_words(local: datetime) -> str:
    """ "Monday, 7 December, 19:00", as meetings say it; with the year where it is another than now."""
    is_this_year = local.year == timezone.now().astimezone(local.tzinfo).year
    return date_format(local, "l, j F, H:i" if is_this_year else "l, j F Y, H:i")


def title_for(essay: Essay, sections: Sequence[Section]) -> str:
    """What a meeting is called at which that is talked about."""
    words = sections_in_words(sections)
    title = f"{essay.title}: {words}"
    if len(title) > LONGEST_TITLE:
        room = LONGEST_TITLE - len(words) - 3
        title = f"{essay.title[:room]}…: {words}" if room > 20 else f"{title[: LONGEST_TITLE - 1]}…"
    return title
