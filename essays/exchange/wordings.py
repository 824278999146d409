"""Why a file, or a note in it, is not taken, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from essays.exchange.reading import FileReason, Reason

OF_FILES = {
    FileReason.EMPTY: _("There is nothing in this file: please choose another."),
    FileReason.TOO_LONG: _("This file is longer than {megabytes} MB: bring its pages one by one."),
    FileReason.NOT_JSON: _(
        "This file is not JSON that can be read: export the notes again, as JSON or JSON-LD, and choose that file."
    ),
    FileReason.TOO_DEEP: _("This file is nested far deeper than notes are: export the notes again."),
    FileReason.UNKNOWN: _(
        "There are no annotations in this file that we know: it should be W3C Web Annotations in JSON-LD, or what "
        "Hypothesis exports as JSON."
    ),
    FileReason.PAGES_ELSEWHERE: _(
        "This file only says where a collection’s pages are: save those pages, and bring them one by one."
    ),
    FileReason.TOO_MANY: _("There are more than {most} notes in this file: split it."),
    FileReason.NO_NOTES: _("There is not a single note in this file."),
    "text_changed": _(
        "Another edition of the text was published meanwhile, so nothing was written: bring the file once more."
    ),
    "not_allowed": _("You are no longer in the circle of this text, so nothing was written."),
}
OF_NOTES = {
    Reason.NOT_A_NOTE: _("It is no annotation."),
    Reason.NO_WORDS: _("It says nothing: it only marks a passage."),
    Reason.NO_QUOTE: _("It quotes no words of a text, so there is no telling what it is about."),
    Reason.LONG_QUOTE: _("The passage it quotes is too long."),
    Reason.MANY_QUOTES: _("It is about more than twenty passages."),
    Reason.LONG_WORDS: _("It is longer than a note may be."),
    Reason.HOSTILE_WORDS: _("It has too many links, brackets or levels to be shown."),
    Reason.UNANSWERED: _("It answers a note that is neither in this file nor here."),
    Reason.ANSWERS_WITHDRAWN: _("It answers a note that has been withdrawn here."),
    Reason.ANSWERS_OF_OTHERS: _("It answers a note of a circle that you are not in."),
    Reason.PRIVATE_ANSWER: _("It is for you alone, and what it answers is not."),
    Reason.ANSWERS_REFUSED: _("It answers a note that cannot be taken."),
}


def explain_file(refusal: Mapping[str, Any]) -> str:
    """The sentence for a refusal as a Bringing keeps it."""
    return str(OF_FILES[refusal["code"]]).format(**refusal["params"])


def explain_note(reason: str) -> str:
    return str(OF_NOTES[Reason(reason)]) if reason else ""
