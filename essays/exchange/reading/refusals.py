"""Why a file, or a note in it, is not taken."""

from enum import StrEnum
from typing import Any


class FileReason(StrEnum):
    """Why a file is not taken at all."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    UNKNOWN = "unknown"
    PAGES_ELSEWHERE = "pages_elsewhere"
    TOO_MANY = "too_many"
    NO_NOTES = "no_notes"


class Reason(StrEnum):
    """Why a note of a file is not taken."""

    NOT_A_NOTE = "not_a_note"
    NO_WORDS = "no_words"
    NO_QUOTE = "no_quote"
    LONG_QUOTE = "long_quote"
    MANY_QUOTES = "many_quotes"
    LONG_WORDS = "long_words"
    HOSTILE_WORDS = "hostile_words"
    UNANSWERED = "unanswered"
    ANSWERS_WITHDRAWN = "answers_withdrawn"
    ANSWERS_OF_OTHERS = "answers_of_others"
    PRIVATE_ANSWER = "private_answer"
    ANSWERS_REFUSED = "answers_refused"


class FileRefused(Exception):
    """A file that cannot be read; `code` is its FileReason, `params` what its sentence names."""

    def __init__(self, code: FileReason, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params
