"""Static files: named by their content, so that browsers may keep them for ever, and few of them to ask for.

A stylesheet that imports others is bound: what it imports is put in its place, without its comments, and is no file
of its own any more. Unbound, as with DEBUG, browsers follow the imports themselves. A script of ours leaves its
comments behind: they are a fifth of it, and for those who read the source.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
_OUR_SCRIPT = re.compile(r"(?:essays|forum)/js/.*\.js")
_COMMENT_LINE = re.compile(r"^ *//.*\n", re.MULTILINE)

Paths = dict[str, tuple[Storage, str]]  # where each file is read from, by the name it is served under


class StaticFiles(CompressedManifestStaticFilesStorage):
    # Our scripts are ES modules that import one another by relative path.
    support_js_module_import_aggregation = True

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[tuple]:
        return super().post_process(bound(paths), dry_run=dry_run, **options)


def bound(paths: Paths) -> Paths:
    """`paths` with bound stylesheets, and without their parts; our scripts without comments.

    Raises KeyError where a part is missing.
    """
    changed, parts = InMemoryStorage(), set()

    def words_of(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()

    def whole(name: str) -> str:
        return _IMPORT.sub(lambda found: part(name, found[1]), words_of(name))

    def part(of: str, address: str) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(of), address))
        parts.add(name)
        return _COMMENT.sub("", whole(name))

    for name in paths:
        if name.endswith(".css"):
            changed.save(name, ContentFile(whole(name).encode()))
        elif _OUR_SCRIPT.fullmatch(name):
            changed.save(name, ContentFile(_COMMENT_LINE.sub("", words_of(name)).encode()))
    return {
        name: (changed, name) if changed.exists(name) else source
        for name, source in paths.items()
        if name not in parts
    }
