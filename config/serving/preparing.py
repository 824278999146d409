"""What stands ready before the door opens: tables, static files, the demonstration, the text asked for.

Each step looks first whether there is anything to do, so that a second start is quick; what takes longer than a
moment is said to `say`, one line before it begins.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from config.serving import CannotStart


def silently(line: str) -> None:
    """Say nothing."""


def essay_wanted() -> Path | None:
    """The file ESSAY names, if it names one. Raises CannotStart where it cannot be read."""
    if not os.environ.get("ESSAY"):
        return None
    path = Path(os.environ["ESSAY"]).expanduser()
    if path.is_dir():
        raise CannotStart(f"{path} is a folder; ESSAY names a file.")
    if not path.is_file():
        raise CannotStart(f"There is no file {path}.")
    if not os.access(path, os.R_OK):
        raise CannotStart(f"Cannot read {path}: permission denied.")
    return path


def prepare_database(say: Callable[[str], None] = silently) -> None:
    """Bring the tables up to date. Raises CannotStart where the database cannot be used."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("Making the tables …")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        begin_the_record()
    except OperationalError as refused:
        raise CannotStart(f"Cannot use the database: {str(refused).splitlines()[0]}") from None


def begin_the_record() -> None:
    """Publish the anchor of the first chain of secrets as entry 0, unless it stands there."""
    from forum.record.writing import begin

    begin()


def collect_static_files() -> None:
    """Collect, name by content and compress the static files, if any has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".digest")
    digest = _digest_of_static_files()
    if stamp.exists() and stamp.read_text() == digest:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(digest)


def load_demonstration(say: Callable[[str], None] = silently, *, may_sign_in: bool) -> None:
    """Load the demonstration where the database is empty; let its cast sign in, or not."""
    from essays.demonstration import loader

    if settings.DEMONSTRATION and loader.is_needed():
        say("Writing the demonstration …")
        loader.load()
    loader.open_sign_in(may_sign_in)


def import_essay(path: Path, say: Callable[[str], None] = silently) -> None:
    """Put the text in `path` up in the Commons, unless it stands there. Raises CannotStart where it is refused."""
    say(f"Reading {path.name} …")
    try:
        call_command("import_essay", str(path))
    except CommandError as refused:
        raise CannotStart(str(refused)) from None


def _digest_of_static_files() -> str:
    digest = hashlib.sha256(str(Path(settings.STATIC_ROOT)).encode())
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            with storage.open(path) as file:
                digest.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()
