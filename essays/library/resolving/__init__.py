"""From what each citation of a text prints to the work it means: “ibid”, “Trotsky 121”, “quoted in …”.

The citations are read once, in reading order, beside a shelf of the works cited so far. Whoever reads a note by hand
does the same: a short form means the work that was last called so. What is concluded from less is *unsure*, and says
why. Nothing is looked up outside the text.
"""

from essays.library.resolving.resolver import resolve
from essays.library.resolving.results import Cited, Reason, Resolved

__all__ = ["Cited", "Reason", "Resolved", "resolve"]
