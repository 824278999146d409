"""PostgreSQL is told not to compile queries."""

import pytest
from django.db import connection


@pytest.mark.postgres
def test_queries_are_not_compiled(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
