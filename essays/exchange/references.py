"""What a file says of a source, of a moment, and of a note's place, in a line."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essays.exchange.gathering import NoteOut, PassageOut
from forum.debate.models import Evidence, Kind
from forum.sources.csl import link_of


def reference(piece: Evidence) -> str:
    """Which source, where in it, and which way it speaks: "Okafor, The Ledger of the Baths, 1931, p. 112"."""
    said = ", ".join(filter(None, (str(piece.source), piece.locator, link_of(piece.source.csl))))
    return f"{said} ({piece.get_stance_display()})"


def day(at: datetime) -> str:
    return _day(timezone.localtime(at).date(), get_language())


@lru_cache(maxsize=1024)
def _day(date: date, _language: str | None) -> str:
    return date_format(date, "j F Y")


def kind(said: str) -> str:
    return str(Kind(said).label)


def standing(passage: PassageOut) -> str:
    """What there is to say of a passage that does not stand as it was selected; "" for one that does."""
    return {
        "edited": _("the words have been edited since"),
        "moved": _("the words have moved since"),
        "gone": _("these words are no longer in the text"),
    }.get(passage.state, "")


def layer(note: NoteOut) -> str:
    """Whom the note is for, where that is not the text's own circle: its author alone, or the circle of this name."""
    circle = note.annotation.thread.circle
    if circle is None:
        return _("only for me")
    return "" if circle.pk == note.annotation.essay.circle_id else circle.name
