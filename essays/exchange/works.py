"""A work as another program's CSL-JSON item says it, with nothing in it but what a source here may say."""

from typing import Any

from django.utils.translation import gettext as _

from forum.sources import csl


def work_in(item: dict[str, Any]) -> dict[str, Any]:
    """The item as sources keep it: its type, and all that is known of where it appeared. What cannot be kept is left
    out, and a title of which no sign can be shown is said to be none: what was quoted from the work stays."""
    try:
        return csl.cleaned(item)[0]
    except csl.NotAnItem:
        return csl.cleaned({**item, "title": _("Untitled")})[0]
