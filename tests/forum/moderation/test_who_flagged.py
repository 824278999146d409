"""Nothing that the author of a flagged post can get says who flagged it: no page, feed, export, notice or mail, and no
line of the record, however far the case has come."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from forum.lots.models import Draw
from forum.members.models import Member
from forum.moderation.appealing import appeal
from forum.moderation.deadlines import move_on
from forum.notices.mail import of_cases
from forum.record.models import Entry
from tests.forum.moderation.conftest import NOW, all_vote, drawn, opened, seated

NAMES = ("Quillfeather", "Rookwood")


@pytest.fixture
def many(settle) -> list[Member]:
    """Thirty who can be drawn; the fourth and the fifth flag, and are told from all others by their names."""
    members = settle(30)
    for member, name in zip(members[3:5], NAMES, strict=True):
        member.handle, member.display_name, member.email = name.lower(), name, f"{name}@example.org"
        member.save()
    return members


def surfaces(case, post) -> Iterator[str]:
    """Where an author looks: at the case and all that belongs to it, and at what is theirs."""
    slug = post.thread.circle.slug
    yield from (case.get_absolute_url(), post.get_absolute_url(), post.thread.get_absolute_url())
    yield from (
        reverse(name)
        for name in ("cases", "notices", "export_oneself", "record", "record_lines", "front_door")
    )
    yield from (reverse(name, args=[slug]) for name in ("circle_cases", "flatness", "decisions"))
    yield from (reverse("thread_feed", args=[post.thread_id]), reverse("appeal_ruling", args=[case.pk]))
    yield f"{reverse('cases')}?show=mine"
    yield from (entry.get_absolute_url() for entry in Entry.objects.all())
    yield from (draw.get_absolute_url() for draw in Draw.objects.all())


def told_by(body: str) -> list[str]:
    return [name for name in NAMES if re.search(name, body, re.IGNORECASE)]


def test_it_is_told_nowhere_at_any_time(
    many, rude, amara, client, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_IS_SENT = True
    EmailAddress.objects.create(user=amara, email=amara.email, verified=True, primary=True)
    first, second = many[3:5]
    case = opened(rude, first, second)
    stages = [
        lambda: None,
        lambda: drawn(case),
        lambda: seated(case),
        lambda: all_vote(case.panel, "fold"),
        lambda: all_vote(case.panel, "fold"),
        lambda: appeal(member=amara, case=case, reason="No.", at=NOW),
        lambda: seated(case),
        lambda: all_vote(case.panel, "affirm"),
        lambda: all_vote(case.panel, "affirm"),
        lambda: move_on(case.due_at) if case.due_at else None,
    ]
    client.force_login(amara)
    looked_at = 0
    for stage in stages:
        with django_capture_on_commit_callbacks(execute=True):
            stage()
        case.refresh_from_db()
        rude.refresh_from_db()
        of_cases.send_waiting(NOW + timedelta(hours=12))
        for url in surfaces(case, rude):
            answer = client.get(url, follow=True)
            body = b"".join(answer) if answer.streaming else answer.content
            assert told_by(body.decode()) == [], url
            looked_at += answer.status_code == 200
    assert case.is_closed
    assert looked_at > 200
    to_amara = [letter for letter in mail.outbox if amara.email in letter.to]
    assert to_amara
    assert [
        told_by(letter.message().as_string()) for letter in to_amara if told_by(letter.message().as_string())
    ] == []


def test_their_names_would_be_found(many, rude, client):
    """What the test above looks for stands where it may: on the pages of those who flagged."""
    opened(rude, *many[3:5])
    client.force_login(many[3])
    assert told_by(client.get(reverse("front_door")).content.decode()) == [NAMES[0]]
