"""Pages for members lead visitors to the entrance and back."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from forum.web.access import member_required


@member_required
def view(request) -> HttpResponse:
    return HttpResponse("for members")


def ask(user, **headers) -> HttpResponse:
    request = RequestFactory().get("/posts/3/reply/?quote=1", headers=headers)
    request.user = user
    request.htmx = HtmxDetails(request)
    return view(request)


def test_a_member_comes_in(bashir):
    assert ask(bashir).content == b"for members"


def test_a_visitor_is_led_to_the_entrance_and_back_to_the_page():
    assert ask(AnonymousUser()).url == "/accounts/login/?next=/posts/3/reply/%3Fquote%3D1"


@pytest.mark.parametrize(
    ("standing_on", "back_to"),
    [("http://testserver/threads/5/", "/threads/5/"), ("https://elsewhere.example/x", "/"), ("", "/")],
)
def test_a_visitor_asking_for_a_fragment_is_led_back_to_the_page_it_stands_in(standing_on, back_to):
    answer = ask(AnonymousUser(), HX_Request="true", HX_Current_URL=standing_on)

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == f"/accounts/login/?next={back_to}"
