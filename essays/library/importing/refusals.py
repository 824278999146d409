"""Why a file is not taken, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from essays.library.readers import Reason

MESSAGES = {
    Reason.EMPTY: _("There is no text in this file: please choose another."),
    Reason.TOO_LONG: _("This file is longer than {megabytes} MB: split it, or leave out what is not text."),
    Reason.TOO_MANY_PARTS: _("This text has more headings or paragraphs than can be handled here: split it."),
    Reason.BINARY: _("This file is not text: save it as plain text, Markdown, HTML or DOCX and try again."),
    Reason.UNSUPPORTED: _(
        "This is {kind}, which cannot be read here: save it as plain text, Markdown, HTML or DOCX."
    ),
    Reason.ZIP_BOMB: _(
        "This document unpacks to far more than a text needs: save it again without attachments."
    ),
    Reason.UNSAFE_XML: _(
        "This document declares XML entities, which texts do not need: save it again as a plain DOCX."
    ),
    Reason.MACROS: _("This document contains macros: save it as a DOCX without them."),
    Reason.NO_TEXT: _(
        "This file contains scripts or pictures but hardly any text: paste the text itself instead."
    ),
    Reason.DAMAGED: _("This file is damaged and could not be read: open it, save it again and retry."),
    Reason.TOO_SLOW: _("Reading this file took too long: split it, or save it as plain text."),
}
FILE_KINDS = {
    "a PDF": _("a PDF"),
    "an RTF document": _("an RTF document"),
    "a picture": _("a picture"),
    "a picture, sound or film": _("a picture, sound or film"),
    "a sound file": _("a sound file"),
    "a film": _("a film"),
    "a program": _("a program"),
    "an old Office document": _("an old Office document"),
    "a database": _("a database"),
    "an OpenDocument text": _("an OpenDocument text"),
    "an e-book": _("an e-book"),
    "a packed archive": _("a packed archive"),
}


def explain(code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence for a refusal with this `code` and its `params` (see ImportRefused)."""
    kind = params.get("kind", "")
    return str(MESSAGES[Reason(code)]).format(**{**params, "kind": FILE_KINDS.get(kind, kind)})
