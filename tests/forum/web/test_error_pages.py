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


@pytest.mark.parametrize(("answer", "status"), PAGES)
def test_an_error_leaves_the_ways_on_open(answer, status):
    page = answer(RequestFactory().get("/threads/5/?after=0001")).content.decode()
    for href in ("/essays/", "/circles/", "/sources/"):
        assert f'<a href="{href}">' in page
    assert 'href="/accounts/login/?next=%2Fthreads%2F5%2F%3Fafter%3D0001"' in page


def test_whoever_may_be_signed_in_is_not_asked_to(settings):
    request = RequestFactory().get("/no/such/page/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "a key"
    page = errors.not_found(request).content.decode()
    assert "/accounts/login/" not in page
    assert "signing in" not in page


@pytest.mark.parametrize(
    ("came_from", "back_to"),
    [
        ("http://testserver/posts/3/reply/?quote=1", "?next=%2Fposts%2F3%2Freply%2F%3Fquote%3D1"),
        ("https://elsewhere.example/posts/3/reply/", ""),
        ("", ""),
    ],
)
def test_a_form_that_expired_leads_through_the_entrance_back_to_where_it_stood(came_from, back_to):
    sent = RequestFactory().post("/posts/3/reply/", headers={"Referer": came_from, "Host": "testserver"})
    page = errors.csrf_failure(sent).content.decode()
    assert f'<a class="button primary" href="/accounts/login/{back_to}">Sign in</a>' in page


def test_the_old_address_of_the_icon_leads_to_the_icon(client):
    assert client.get("/favicon.ico").url == "/static/forum/favicon.svg"


def test_a_missing_page_is_answered_by_ours(client, db):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "Nothing here" in response.content.decode()


def test_a_form_that_grew_old_is_answered_by_ours(db, settings):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "amara"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()


def test_a_body_longer_than_anything_we_take_is_refused_before_it_is_read(client, settings):
    length = str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    response = client.post("/accounts/login/", CONTENT_LENGTH=length, data=b"", content_type="text/plain")
    assert response.status_code == 413
