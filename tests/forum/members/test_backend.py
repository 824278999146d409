"""How a member is found again on every page."""

import pytest
from django.conf import settings
from django.contrib.auth import load_backend
from django.urls import reverse
from django.utils import timezone

from forum.members.models import Member

pytestmark = pytest.mark.django_db

[BACKEND] = settings.AUTHENTICATION_BACKENDS


def test_a_member_is_found_with_all_that_their_row_says(amara):
    Member.objects.filter(pk=amara.pk).update(last_seen_at=timezone.now(), unread_notices=3)
    found = load_backend(BACKEND).get_user(amara.pk)
    row = Member.objects.get(pk=amara.pk)

    assert {field.attname: getattr(found, field.attname) for field in Member._meta.concrete_fields} == {
        field.attname: getattr(row, field.attname) for field in Member._meta.concrete_fields
    }
    assert found.last_seen_at.tzinfo is not None
    assert not found._state.adding


def test_nobody_is_found_under_a_number_that_no_member_has(amara):
    assert load_backend(BACKEND).get_user(amara.pk + 1000) is None


def test_who_may_not_come_in_any_more_is_a_visitor_from_the_next_page_on(as_member, amara):
    client = as_member(amara)
    assert client.get(reverse("circles")).context["user"].is_authenticated
    Member.objects.filter(pk=amara.pk).update(is_active=False)

    assert not client.get(reverse("circles")).context["user"].is_authenticated


def test_finding_a_member_costs_one_query(amara, django_assert_num_queries):
    backend = load_backend(BACKEND)
    backend.get_user(amara.pk)
    with django_assert_num_queries(1):
        backend.get_user(amara.pk)
