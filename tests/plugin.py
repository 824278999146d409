"""Which tests run where, and what is said at the end."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import hypothesis
import pytest

from tests.machine import find_chromium

hypothesis.settings.register_profile(
    "house", deadline=None
)  # how long an example takes depends on the neighbours
hypothesis.settings.load_profile("house")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_use_migrations) -> None:
    """Just before the test database is made."""
    from django.db import connection

    from tests.migrated import begin_with_a_copy

    if django_db_use_migrations:
        begin_with_a_copy(connection)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test database, which each test leaves as it found it, also one whose transactions are real."""
    from django.db import connection

    from tests.restoring import restore_after_real_transactions

    with django_db_blocker.unblock():
        restore_after_real_transactions(connection)


@pytest.fixture(scope="module")
def kept_in_the_database(
    django_db_setup, django_db_blocker
) -> Iterator[Callable[[], AbstractContextManager]]:
    """Lets a fixture of a module write rows, `with kept_in_the_database():`, which each test of the module finds.

    They stand in a transaction that is open as long as the module lasts, and rolled back then; the tests' own are
    within it. So a test of that module cannot have `transaction=True`.
    """
    with rolled_back_at_last(django_db_blocker) as open_database:
        yield open_database


@contextmanager
def rolled_back_at_last(django_db_blocker) -> Iterator[Callable[[], AbstractContextManager]]:
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


def pytest_itemcollected(item: pytest.Item) -> None:
    if "browser" in item.path.relative_to(item.config.rootpath).parts:
        item.add_marker("browser")  # before anybody chooses by it


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        _insist_on_real_transactions(item)
    if _is_on_postgres():
        _run_only(config, items, [item for item in items if _uses_the_database(item)])
    else:
        _skip(items, "postgres", "waits and locks are PostgreSQL’s: python -m tests.postgres pytest …")
    if not find_chromium():
        _skip(items, "browser", "there is no Chromium on this machine")
    # pytest-django sees to this too, but pytest groups the tests by what their modules share afterwards.
    items.sort(key=_commits)


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


def _insist_on_real_transactions(item: pytest.Item) -> None:
    """What a module keeps in the database is never committed, and nobody else would see it."""
    if _commits(item) and "kept_in_the_database" in getattr(item, "fixturenames", ()):
        raise pytest.UsageError(f"{item.nodeid}: what its module keeps in the database is never committed")


def _commits(item: pytest.Item) -> bool:
    """Whether the transactions of this test are real, so that the database has to be restored when it has ended."""
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
