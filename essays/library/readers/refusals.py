"""Why a file is not taken. The sentences for it are in essays.library.importing.refusals."""

from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why a file is not taken; what `params` belong to it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"  # megabytes
    TOO_MANY_PARTS = "too_many_parts"
    BINARY = "binary"
    UNSUPPORTED = "unsupported"  # kind
    ZIP_BOMB = "zip_bomb"
    UNSAFE_XML = "unsafe_xml"
    MACROS = "macros"
    NO_TEXT = "no_text"
    DAMAGED = "damaged"
    TOO_SLOW = "too_slow"


class ImportRefused(Exception):
    """A file is not taken, for a `code` of Reason; `params` are what its sentence names."""

    def __init__(self, code: Reason, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
