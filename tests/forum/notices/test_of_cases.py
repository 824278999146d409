"""What members are told of the cases that concern them, and what an author is never told."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from forum.debate.models import Post
from forum.moderation.appealing import appeal
from forum.notices.mail import of_cases
from forum.notices.models import CaseNotice, NoticeSettings
from forum.notices.of_cases import tell_of_panel
from tests.forum.moderation.conftest import (  # noqa: F401
    NOW,
    all_vote,
    decided,
    drawn,
    opened,
    rude,
    seated,
    settle,
)
from tests.forum.notices.conftest import unread

What = CaseNotice.What


@pytest.fixture
def many(settle):  # noqa: F811
    return settle(30)


def told(member) -> list[str]:
    return list(CaseNotice.objects.filter(member=member).order_by("pk").values_list("what", flat=True))


def tell(panel, *steps) -> None:
    """Do what waits for the worker."""
    for what in steps:
        tell_of_panel(panel.pk, what)
        tell_of_panel(panel.pk, what)  # a task may run twice


def test_each_is_told_of_what_concerns_them_once(many, rude, amara, bashir):  # noqa: F811
    case = opened(rude, *many[:2])
    tell(case.panel, What.NUMBER)
    panel = drawn(case)
    tell(panel, What.SEAT)
    assert told(amara) == ["number"]
    assert unread(amara) == 1
    drawn_ones = [seat.member for seat in panel.seats.all()]
    assert all(told(member) == ["seat"] for member in drawn_ones)

    decided(case, "fold")
    panel = case.panels.get()
    tell(panel, What.REASONS, What.DECIDED)
    assert told(amara) == ["number", "decided"]
    assert told(many[0]) == ["decided"]

    appeal(member=amara, case=case, reason="No.", at=NOW + timedelta(hours=2))
    fresh = drawn(case, NOW + timedelta(hours=2))
    tell(fresh, What.APPEALED)
    assert told(many[0]) == ["decided", "appealed"]
    assert told(amara) == ["number", "decided"]
    assert told(bashir) == []


def test_what_asks_for_an_answer_within_a_day_is_mailed_at_once(many, rude, amara, settings):  # noqa: F811
    settings.EMAIL_IS_SENT = True
    for member in (amara, many[0]):
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    case = opened(rude, *many[:2])
    tell(case.panel, What.NUMBER)
    assert of_cases.send_waiting(CaseNotice.objects.get().at) == 1
    assert of_cases.send_waiting(CaseNotice.objects.get().at) == 0
    [letter] = mail.outbox
    assert "add a number to the draw" in letter.subject
    for said in (letter.subject, letter.body, letter.alternatives[0][0]):
        assert many[0].handle not in said
        assert many[1].handle not in said
    assert case.get_absolute_url() in letter.body


def test_whoever_wants_no_mail_at_once_gets_none(many, rude, amara):  # noqa: F811
    NoticeSettings.objects.create(member=amara, mail_at_once=False)
    tell(opened(rude, *many[:2]).panel, What.NUMBER)
    assert CaseNotice.objects.get().mail == ""


def test_what_was_told_of_a_case_is_read_with_its_page(many, rude, amara, as_member):  # noqa: F811
    case = opened(rude, *many[:2])
    tell(case.panel, What.NUMBER)
    client = as_member(amara)
    assert "A panel is to be drawn" in client.get(reverse("notices")).content.decode()
    assert unread(amara) == 1

    client.get(case.get_absolute_url())

    assert unread(amara) == 0
    assert "A panel is to be drawn" not in client.get(reverse("notices"), {"new": ""}).content.decode()


def test_all_are_read_at_once_by_whoever_says_so(many, rude, amara, as_member):  # noqa: F811
    tell(opened(rude, *many[:2]).panel, What.NUMBER)
    as_member(amara).post(
        reverse("read_notices"), {"until": 0, "until_of_cases": CaseNotice.objects.get().pk}
    )
    assert unread(amara) == 0


@pytest.mark.parametrize("stage", ["open", "decided", "appealed"])
def test_nothing_that_an_author_reads_tells_who_flagged(
    stage,
    many,
    rude,  # noqa: F811
    amara,
    client,
    settings,
):
    """Every surface, as the author, with flaggers who are nowhere else: their handle, their name, what they wrote."""
    settings.EMAIL_IS_SENT = True
    EmailAddress.objects.create(user=amara, email=amara.email, verified=True, primary=True)
    flaggers = many[2:4]
    for number, member in enumerate(flaggers):
        member.handle, member.display_name = f"zzhandle{number}", f"Qqname {number}"
        member.save()
    case = opened(
        rude, *flaggers, reason="Xxreason told by its turn of phrase", passage="You should be ashamed."
    )
    Post.objects.filter(author__in=flaggers).update(author=many[5])
    steps = [(case.panel, What.NUMBER)]
    if stage != "open":
        decided(case, "fold")
        steps.append((case.panel, What.DECIDED))
    if stage == "appealed":
        appeal(member=amara, case=case, reason="No.", at=NOW + timedelta(hours=2))
        steps.append((seated(case, NOW + timedelta(hours=2)), What.APPEALED))
    for panel, what in steps:
        tell(panel, what)
    of_cases.send_waiting(CaseNotice.objects.latest("at").at)
    client.force_login(amara)
    circle = case.circle.slug
    pages = [
        case.get_absolute_url(), reverse("cases"), f"{reverse('cases')}?show=mine", f"{reverse('cases')}?show=decided",
        reverse("circle_cases", args=[circle]), reverse("front_door"), reverse("notices"),
        rude.thread.get_absolute_url(), reverse("post_history", args=[rude.pk]), amara.get_absolute_url(),
        reverse("record"), reverse("record_lines"), reverse("settings"), reverse("search") + "?q=stupid",
        reverse("circle_feed", args=[circle]), reverse("thread_feed", args=[rude.thread.pk]),
        reverse("introduction"),
        reverse("export_oneself"),
        *(reverse("draw", args=[panel.name]) for panel in case.panels.all()),
        *(reverse("entry", args=[number]) for number in range(8 if stage == "appealed" else 2)),
    ]  # fmt: skip
    said = {url: client.get(url) for url in pages}
    assert {response.status_code for response in said.values()} == {200}
    words = {url: response.getvalue().decode() for url, response in said.items()}
    words |= {f"mail {n}": letter.message().as_string() + letter.body for n, letter in enumerate(mail.outbox)}
    # The page of a draw shows their own marks; pages of the circle tell who came, flaggers as everyone.
    for secret in ("zzhandle", "Qqname", "Xxreason"):
        assert [url for url, text in words.items() if secret in text] == []
    assert len(mail.outbox) == len([what for _, what in steps if what != What.APPEALED])
    flags = case.flags.values_list("pk", "nonce")
    assert not [url for url, text in words.items() for pk, _nonce in flags if f"/flags/{pk}/" in text]
