"""CSL-JSON: a list of items, one item, or {"items": […]}."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from forum.sources.formats.reading import Entry, PasteRefused, entry_of, insist_on_few

_TITLES = ("title", "container-title", "collection-title", "note")
_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?:\s[^<>]{0,200})?>")


def read(text: str) -> list[Entry]:
    """The entries in `text`. Raises PasteRefused where it is no JSON, or holds no list of items."""
    try:
        given = json.loads(text)
    except RecursionError:
        raise PasteRefused(_("This JSON is nested too deeply to be a list of sources.")) from None
    except ValueError as trouble:
        where = {"line": getattr(trouble, "lineno", 1), "column": getattr(trouble, "colno", 1)}
        raise PasteRefused(
            _("This is no valid JSON: see line %(line)d, column %(column)d.") % where
        ) from None
    if isinstance(given, dict):
        given = given["items"] if isinstance(given.get("items"), list) else [given]
    if not isinstance(given, list):
        raise PasteRefused(_("This JSON holds no list of sources."))
    insist_on_few(len(given))
    return [entry_of(_begins(one), _without_markup(one)) for one in given]


def write(items: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """A list of items, each with its key as `id`."""
    between = "[\n"
    for key, item in items:
        yield between + json.dumps({"id": key} | item, ensure_ascii=False, indent=2)
        between = ",\n"
    yield "\n]\n" if between != "[\n" else "[]\n"


def _without_markup(given: Any) -> Any:
    """Titles may have words in italics and the like; here the whole reference is set by `styles`."""
    if not isinstance(given, dict):
        return given
    titles = {field: given[field] for field in _TITLES if isinstance(given.get(field), str)}
    return given | {field: _MARKUP.sub("", title) for field, title in titles.items()}


def _begins(given: Any) -> str:
    return str(given.get("title") or given.get("id") or "") if isinstance(given, dict) else str(given)[:80]
