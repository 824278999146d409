"""Putting the database back as the migrations left it, after a test whose transactions were real.

Django empties every table instead, one by one, and then writes what was in them row by row from a text: for a second
and more, each time. Here the engines do it. SQLite copies its pages from memory; PostgreSQL, whose connections hold on
to what they are in, empties the tables in one go and fills them from copies of those that were not empty.
"""

import sqlite3
from collections.abc import Callable

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

KEPT = "kept"  # the schema with the copies


def restore_after_real_transactions(connection: BaseDatabaseWrapper) -> None:
    """Have each such test leave the database as it is at this moment."""
    keep = _keep_the_rows if connection.vendor == "postgresql" else keep_the_pages
    restore, alias = keep(connection), connection.alias
    # Playwright's event loop gives the tests another connection object than the one that is here now.
    TransactionTestCase._fixture_teardown = lambda case: restore(connections[alias])


def keep_the_pages(connection: BaseDatabaseWrapper) -> Callable[[BaseDatabaseWrapper], None]:
    """What an SQLite database holds now; calling what is returned puts that back, whatever happened meanwhile."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(kept)

    def restore(connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        kept.backup(
            connection.connection, sleep=0.01
        )  # seconds, between asking whether somebody is writing still

    return restore


def _keep_the_rows(connection: BaseDatabaseWrapper) -> Callable[[BaseDatabaseWrapper], None]:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        filled = [table for table in tables if _has_rows(cursor, table)]
        for table in filled:
            cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE public."{table}"')
    # As a replica the database takes over what another has checked, without asking triggers and foreign keys; only a
    # superuser may tell it to, as whoever began the throwaway server is.
    statements = ["BEGIN", "SET LOCAL session_replication_role = replica"]
    statements += [f'DELETE FROM public."{table}"' for table in tables]
    statements += [f'INSERT INTO public."{table}" SELECT * FROM {KEPT}."{table}"' for table in filled]
    script = "; ".join([*statements, "COMMIT"])

    def restore(connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute(script)

    return restore


def _has_rows(cursor, table: str) -> bool:
    cursor.execute(f'SELECT FROM public."{table}" LIMIT 1')
    return cursor.fetchone() is not None
