"""Files of notes from elsewhere, read: W3C Web Annotations in JSON-LD, and what Hypothesis exports.

Knows no Django and touches no row. `read` is the way in.
"""

from .files import LONGEST_FILE, MOST_NOTES, read
from .found import Brought, EvidenceBrought, Quote
from .refusals import FileReason, FileRefused, Reason

__all__ = [
    "LONGEST_FILE",
    "MOST_NOTES",
    "Brought",
    "EvidenceBrought",
    "FileReason",
    "FileRefused",
    "Quote",
    "Reason",
    "read",
]
