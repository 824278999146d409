"""What members write: Markdown in, safe HTML out, and how one version differs from the next.

Nothing else in the project imports bleach or nh3, and nothing else calls a string of HTML safe.
"""

from .addresses import safe_url
from .diff import Change, render_diff, word_diff
from .escaping import escaped
from .excerpts import excerpt, within_quotation
from .leading import Leads, Page
from .limits import MAX_POST
from .markdown import render
from .refusals import TextRefused

__all__ = [
    "MAX_POST",
    "Change",
    "Leads",
    "Page",
    "TextRefused",
    "escaped",
    "excerpt",
    "render",
    "render_diff",
    "safe_url",
    "within_quotation",
    "word_diff",
]
