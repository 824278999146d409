"""Why a file is not taken, and what its owner can do about it."""

from typing import Any

MESSAGES = {
    "empty": "There is no text in this file: choose one that has some.",
    "too_long": "This file is longer than {megabytes} MB: split it, or leave out what is not text.",
    "too_many_parts": "This text has more headings or paragraphs than can be looked after: split it.",
    "binary": "This file is not text: save it as plain text, Markdown, HTML or DOCX and try again.",
    "unsupported": "This is {kind}, which is not read here: save it as plain text, Markdown, HTML or DOCX.",
    "zip_bomb": "This document unpacks to far more than a text needs: save it anew, without attachments.",
    "unsafe_xml": "This document declares XML entities, which texts do not need: save it anew as plain DOCX.",
    "macros": "This document contains macros: save it as a DOCX without them.",
    "no_text": "This file holds scripts or pictures but hardly any text: paste the text itself instead.",
    "damaged": "This file is damaged and could not be read: open it, save it anew and try again.",
    "too_slow": "Reading this file took too long: split it, or save it as plain text.",
}


class ImportRefused(Exception):
    """A file is not taken: `code` is a key of MESSAGES, `params` fill its message."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return MESSAGES[self.code].format(**self.params)
