"""Which tests run where, and what is said at the end."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import hypothesis
import pytest

from tests.machine import find_chromium

hypothesis.settings.register_profile(
    "house", deadline=None
)  # how long an example takes depends on the neighbours
hypothesis.settings.load_profile("house")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_use_migrations) -> None:
    """Just before the test database is made."""
    from django.db import connection

    from tests.migrated import begin_with_a_copy

    if django_db_use_migrations:
        begin_with_a_copy(connection)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup) -> None:
    """The test database; the rows that migrations made can be restored in it from any connection.

    Django keeps those rows on the connection that made the database. Playwright's event loop gives the
    tests another connection object, so they are kept on its class.
    """
    from django.db import connections

    connection = connections["default"]
    if rows := getattr(connection, "_test_serialized_contents", None):
        type(connection)._test_serialized_contents = rows


@pytest.fixture(scope="module")
def kept_in_the_database(
    django_db_setup, django_db_blocker
) -> Iterator[Callable[[], AbstractContextManager]]:
    """Lets a fixture of a module write rows, `with kept_in_the_database():`, which each test of the module finds.

    They stand in a transaction that is open as long as the module lasts, and rolled back then; the tests' own are
    within it. So a test of that module cannot have `transaction=True`.
    """
    from django.db import transaction

    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = (
            True  # like the transactions that Django puts around tests: others may be durable
        )
        around.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.relative_to(config.rootpath).parts:
            item.add_marker("browser")
        _restore_the_rows_of_migrations(item)
    if _is_on_postgres():
        _run_only(config, items, [item for item in items if _uses_the_database(item)])
    else:
        _skip(items, "postgres", "waits and locks are PostgreSQL’s: python -m tests.postgres pytest …")
    if not find_chromium():
        _skip(items, "browser", "there is no Chromium on this machine")
    # pytest-django sees to this too, but pytest groups the tests by what their modules share afterwards.
    items.sort(key=_empties_the_tables)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    notes = os.environ.get("TEST_NOTES", "").splitlines()
    if not notes:
        return
    terminalreporter.section("beside the tests above")
    for note in notes:
        loud = note.startswith("NOT RUN") or "FAILED" in note
        terminalreporter.write_line(f"{'!!! ' if loud else ''}{note}", red=loud, bold=loud, green=not loud)


def _is_on_postgres() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


def _restore_the_rows_of_migrations(item: pytest.Item) -> None:
    """A test whose transactions are real empties the tables when it ends; each begins with the Commons again.

    All of them, or none: one that leaves it out gives the content types new keys, at which the next one stumbles.
    """
    marker = item.get_closest_marker("django_db")
    if _has_real_transactions(marker):
        if "kept_in_the_database" in getattr(item, "fixturenames", ()):
            raise pytest.UsageError(
                f"{item.nodeid}: what its module keeps in the database is never committed"
            )
        restored = pytest.mark.django_db(**{**marker.kwargs, "serialized_rollback": True})
        item.add_marker(restored, append=False)
    elif _empties_the_tables(item):
        item.fixturenames.append("django_db_serialized_rollback")


def _empties_the_tables(item: pytest.Item) -> bool:
    """Whether the database is empty, also of what migrations put there, when this test has ended."""
    if _has_real_transactions(item.get_closest_marker("django_db")):
        return True
    return bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


def _has_real_transactions(marker: pytest.Mark | None) -> bool:
    return marker is not None and bool(marker.kwargs.get("transaction"))


def _uses_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


def _run_only(config: pytest.Config, items: list[pytest.Item], chosen: list[pytest.Item]) -> None:
    """What doesn't touch the database runs once, on SQLite; it would tell nothing new on another engine."""
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def _skip(items: list[pytest.Item], marker: str, reason: str) -> None:
    for item in items:
        if item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))
