"""Whoever joined with an address they never confirmed does not keep it from its owner."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from forum.background.schedule import registered
from forum.members.models import Member

NOW = timezone.now()


@pytest.fixture
def forget(settings):
    """The worker's chore, where mail is sent."""
    settings.EMAIL_IS_SENT = True
    [chore] = [chore for chore in registered() if chore.name == "forget unconfirmed members"]
    return chore.do


@pytest.fixture
def stranger(dmitri) -> Member:
    """Joined four days ago with an address that was never confirmed, and never came in."""
    return joined(dmitri, days_ago=4)


def joined(member: Member, *, days_ago: int, verified: bool = False, **facts) -> Member:
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=verified)
    Member.objects.filter(pk=member.pk).update(joined_at=NOW - timedelta(days=days_ago), **facts)
    return member


def test_an_address_never_confirmed_is_free_again_after_three_days(forget, stranger):
    forget()
    forget()

    assert not Member.objects.filter(handle="dmitri").exists()
    assert not EmailAddress.objects.filter(email=stranger.email).exists()


def test_everybody_else_stays(forget, amara, bashir, chiara, dmitri):
    joined(amara, days_ago=2)
    joined(bashir, days_ago=4, verified=True)
    EmailAddress.objects.create(user=bashir, email="another@example.org")
    joined(chiara, days_ago=4, last_login=NOW)
    Member.objects.filter(pk=dmitri.pk).update(joined_at=NOW - timedelta(days=4))  # made by the operator

    forget()

    assert Member.objects.count() == 4


def test_where_no_mail_is_sent_nobody_has_to_confirm(forget, stranger, settings):
    settings.EMAIL_IS_SENT = False

    forget()

    assert Member.objects.filter(pk=stranger.pk).exists()
