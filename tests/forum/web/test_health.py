"""Whether the house is up, for whoever looks after it."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_it_is_well_while_the_database_answers(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Content-Type"] == "text/plain"
    assert not response.cookies


@pytest.mark.django_db
def test_it_is_not_while_the_database_is_away(client, monkeypatch):
    def gone():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/healthz")
    monkeypatch.undo()

    assert response.status_code == 503


@pytest.mark.django_db
def test_only_looking_is_allowed(client):
    assert client.post("/healthz").status_code == 405
