"""What goes through the index: one class for each database. Both find the same, which is ranked by us."""

from django.db import connection

from forum.search.engines.candidates import Candidate, Engine, Sought, find, kinds_cut_off
from forum.search.engines.postgres import Postgres
from forum.search.engines.sqlite import SQLite

__all__ = ["Candidate", "Engine", "Sought", "engine", "find", "kinds_cut_off"]

_ENGINES: dict[str, type[Engine]] = {"sqlite": SQLite, "postgresql": Postgres}


def engine() -> Engine:
    """The one for the database that is used."""
    return _ENGINES[connection.vendor]()
