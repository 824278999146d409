"""A database that has been migrated once, of which every process of the tests begins with a copy.

Migrating takes longer than most files of tests, for Django makes all models anew at each of its steps. What is kept
is named after what the migrations say: a change to one of them is never missed. On SQLite it is kept between runs too,
in a file in `.pytest_cache`; on PostgreSQL it stands in the server, as long as that does.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper


def begin_with_a_copy(connection: BaseDatabaseWrapper) -> None:
    """Have the test database of this connection made from what is kept; where nothing is, migrated, and kept.

    Django migrates the copy as well. There is nothing left to do, but it writes content types and permissions.
    """
    make = connection.creation.create_test_db
    kept = _Database(connection) if connection.vendor == "postgresql" else _File(connection)

    def make_from_what_is_kept(*arguments, **options) -> str:
        with _alone():
            if not kept.is_there():
                name = make(*arguments, **options)
                kept.keep()
                return name
        kept.be_copied()
        return make(*arguments, **options)

    connection.creation.create_test_db = make_from_what_is_kept


class _File:
    """Of SQLite."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.path = _folder() / f"migrated-{_what_the_migrations_say()}.sqlite3"

    def is_there(self) -> bool:
        return self.path.exists()

    def be_copied(self) -> None:
        creation = self.connection.creation
        make_empty = creation._create_test_db

        def make_copy(*arguments, **options) -> str:
            name = make_empty(*arguments, **options)
            shutil.copyfile(self.path, name)
            return name

        creation._create_test_db = make_copy

    def keep(self) -> None:
        for outdated in _folder().glob("migrated-*"):
            outdated.unlink()
        half = self.path.with_suffix(".half")
        with closing(sqlite3.connect(half)) as to:
            self.connection.connection.backup(to)
        half.rename(self.path)


class _Database:
    """Of PostgreSQL, whose own way to copy one it is."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.name = f"migrated_{_what_the_migrations_say()}"

    def is_there(self) -> bool:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [self.name])
            return bool(cursor.rowcount)

    def be_copied(self) -> None:
        self.connection.settings_dict["TEST"]["TEMPLATE"] = self.name

    def keep(self) -> None:
        made = self.connection.settings_dict["NAME"]
        self.connection.close()  # nobody may be in a database that is copied
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{made}"')
        self.connection.ensure_connection()


def _what_the_migrations_say() -> str:
    said = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path).glob("migrations/*.py")):
            said.update(f"{app.label} {migration.name} ".encode() + migration.read_bytes())
    return said.hexdigest()[:16]


def _folder() -> Path:
    folder = settings.BASE_DIR / ".pytest_cache"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def _alone() -> Iterator[None]:
    """Of several processes one makes the first database, and the others wait to copy it."""
    lock = os.open(_folder() / "migrated.lock", os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
