"""ES modules and what they import, so that a page can ask for all of them at once and not level by level."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

_IMPORT = re.compile(r'^import [^"]*"(\.[^"]+)";', re.MULTILINE)


@cache
def imports_of(name: str) -> tuple[str, ...]:
    """The names, among static files, of all that the module `name` imports, directly or not.

    Raises FileNotFoundError where a module is missing.
    """
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        for imported in _imported_by(waiting.pop(0)):
            if imported not in found:
                found[imported] = None
                waiting.append(imported)
    return tuple(found)


def _imported_by(name: str) -> Iterator[str]:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"There is no module {name}.")
    for address in _IMPORT.findall(Path(path).read_text()):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
