"""Why a file is not taken, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

# The same sentences as in readers.refusals, which knows no translations.
MESSAGES = {
    "empty": _("There is no text in this file: choose one that has some."),
    "too_long": _("This file is longer than {megabytes} MB: split it, or leave out what is not text."),
    "too_many_parts": _("This text has more headings or paragraphs than can be looked after: split it."),
    "binary": _("This file is not text: save it as plain text, Markdown, HTML or DOCX and try again."),
    "unsupported": _(
        "This is {kind}, which is not read here: save it as plain text, Markdown, HTML or DOCX."
    ),
    "zip_bomb": _("This document unpacks to far more than a text needs: save it anew, without attachments."),
    "unsafe_xml": _(
        "This document declares XML entities, which texts do not need: save it anew as plain DOCX."
    ),
    "macros": _("This document contains macros: save it as a DOCX without them."),
    "no_text": _("This file holds scripts or pictures but hardly any text: paste the text itself instead."),
    "damaged": _("This file is damaged and could not be read: open it, save it anew and try again."),
    "too_slow": _("Reading this file took too long: split it, or save it as plain text."),
}
KINDS = {
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
    return str(MESSAGES[code]).format(**{**params, "kind": KINDS.get(kind, kind)})
