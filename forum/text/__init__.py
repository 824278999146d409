"""What members write: Markdown in, safe HTML out, and how one version differs from the next.

Nothing else in the project imports bleach or nh3, and nothing else calls a string of HTML safe.
"""

from .addresses import safe_url
from .diff import Change, render_diff, word_diff
from .excerpts import excerpt
from .limits import MAX_POST
from .markdown import render
from .refusals import TextRefused

__all__ = ["MAX_POST", "Change", "TextRefused", "excerpt", "render", "render_diff", "safe_url", "word_diff"]
