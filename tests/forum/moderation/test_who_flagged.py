"""Nothing that the author of a flagged post can get says who flagged it: no page, feed, export, notice or mail, and no
line of the record, however far the case has come."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from forum.feeds.actions import make_key
from forum.feeds.addresses import address_of
from forum.lots.models import Draw
from forum.meetings.calendar.actions import make_key as make_calendar_key
from forum.meetings.calendar.addresses import address_of as calendar_at
from forum.members.models import Member
from forum.moderation.appealing import appeal
from forum.moderation.deadlines import move_on
from forum.moderation.models import Case
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


PLAIN = (
    "front_door", "rules", "essays", "circles", "cases", "introduction", "threads", "sources", "bookmarks", "drafts",
    "settings", "notices", "subscriptions", "notice_settings", "feed_addresses", "calendar_addresses", "record",
    "record_lines", "record_head", "export_oneself", "export_sources", "leave",
)  # fmt: skip
OF_THE_CIRCLE = (
    "circle", "circle_threads", "circle_members", "circle_cases", "flatness", "export_flatness", "decisions",
    "new_proposal", "meetings", "action_items", "plans", "circle_feed", "askings", "invite", "begin_practice",
)  # fmt: skip
OF_THE_POST = (
    "post", "reply", "post_history", "edit_post", "withdraw_post", "set_bookmark", "branch_off", "flag_post",
)  # fmt: skip
OF_THE_THREAD = (
    "thread", "overview", "summarise", "summary_history", "thread_feed", "first_new", "jump", "change_tags",
)  # fmt: skip


def everywhere(case, post, author) -> Iterator[str]:
    """Every address that an author can reach: pages, feeds with and without a secret, exports, calendars, JSON, parts
    of pages. On some of them one reads the names of members, whether they flagged or not."""
    circle = post.thread.circle
    yield from (reverse(name) for name in PLAIN)
    yield from (reverse(name, args=[circle.slug]) for name in OF_THE_CIRCLE)
    yield from (reverse(name, args=[post.pk]) for name in OF_THE_POST)
    yield from (reverse(name, args=[post.thread_id]) for name in OF_THE_THREAD)
    yield from (reverse("member", args=[handle]) for handle in (author.handle, *map(str.lower, NAMES)))
    yield f"{reverse('glimpse')}?of={post.get_absolute_url()}"
    yield f"{reverse('suggest_members', args=[circle.slug])}?q=q"
    yield f"{reverse('subscription', args=['thread', post.thread_id])}"
    yield from (f"{reverse('search')}?q={word}" for word in (*NAMES, "stupid", "flag", case.name))
    yield from (f"{reverse('cases')}?show={show}" for show in ("open", "decided", "mine", "practice"))
    yield from (f"{reverse('notices')}?show=all", f"{reverse('record')}?circle={circle.slug}")
    key = make_key(member=author)
    yield address_of(key, reverse("circle_feed", args=[circle.slug]))
    yield address_of(key, reverse("thread_feed", args=[post.thread_id]))
    yield from (calendar_at(make_calendar_key(member=author, circle=one)) for one in (circle, None))


def told_at(client, url: str) -> int:
    """How often the page at an address says who flagged, in its words, its source, or wherever it leads."""
    told = 0
    is_part_of_a_page = re.search("/(reply|flag|bookmark|branch|glimpse)/", url)
    for headers in ({}, {"hx-request": "true"})[: 2 if is_part_of_a_page else 1]:
        answer = client.get(url, follow=True, headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        text = f"{body.decode(errors='replace')} {dict(answer.headers)}"
        told += sum(len(re.findall(name, text, re.IGNORECASE)) for name in NAMES)
    return told


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


def test_no_page_there_is_says_more_of_those_who_flagged_than_before_they_did(many, rude, amara, client):
    """Members stand by their names on many pages; a case adds them to none."""
    first, second = many[3:5]
    case = Case(pk=0)
    client.force_login(amara)
    before = {url: told_at(client, url) for url in everywhere(case, rude, amara)}
    assert sum(before.values()) > 0

    case = opened(rude, first, second, reason="Because.")
    stages = [
        lambda: None,
        lambda: all_vote(seated(case), "fold"),
        lambda: all_vote(case.panel, "fold"),
        lambda: move_on(Case.objects.get().due_at),
    ]
    for stage in stages:
        stage()
        case.refresh_from_db()
        rude.refresh_from_db()
        for url in everywhere(case, rude, amara):
            assert told_at(client, url) <= before.get(url, 0), (case.stage, url)
        for url in (case.get_absolute_url(), reverse("appeal_ruling", args=[case.pk])):
            assert told_at(client, url) == 0, (case.stage, url)
    assert case.is_closed
