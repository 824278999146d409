"""Errors in pages of our own, which need no database."""

import re

import pytest
from django.test import RequestFactory

from forum.web import errors

PAGES = [
    (errors.bad_request, 400),
    (errors.forbidden, 403),
    (errors.csrf_failure, 403),
    (errors.not_found, 404),
    (errors.too_large, 413),
    (errors.too_many, 429),
    (errors.broken, 500),
]


@pytest.mark.parametrize(("answer", "status"), PAGES)
def test_an_error_is_a_page_of_ours_and_asks_no_database(answer, status):
    response = answer(RequestFactory().get("/"))  # without the db fixture a query would fail
    page = response.content.decode()
    assert response.status_code == status
    assert 'class="wordmark"' in page
    assert page.count("<h1") == 1
    assert re.search(r"<title>\S.* · Wide Margin</title>", page)


def test_a_missing_page_is_answered_by_ours(client, db):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "Nothing here" in response.content.decode()


def test_a_form_that_grew_old_is_answered_by_ours(db, settings):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "amara"})
    assert response.status_code == 403
    assert "This form had grown old" in response.content.decode()


def test_a_body_longer_than_anything_we_take_is_refused_before_it_is_read(client, settings):
    length = str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    response = client.post("/accounts/login/", CONTENT_LENGTH=length, data=b"", content_type="text/plain")
    assert response.status_code == 413
