"""The page on which one invites: links, and mails to those who are named."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from forum.circles.actions import join
from forum.circles.chores import forget_addresses
from forum.circles.inviting import invite, invite_by_mail, revoke
from forum.circles.models import Invitation
from forum.circles.tasks import mail_invitation
from tests.forum.circles.conftest import path_of

HERE = "https://margin.example/"


def test_a_link_is_made_and_shown_to_whoever_made_it_alone(as_member, amara, bashir, kitchen):
    join(member=bashir, circle=kitchen)
    url = reverse("invite", args=[kitchen.slug])
    made = as_member(amara).post(url, {"limit": 3, "days": 2, "note": "Come."}, follow=True).content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.limit, invitation.expires_at - invitation.at) == (3, timedelta(days=2))
    assert f"http://testserver{path_of(invitation)}" in made

    others = as_member(bashir).get(url).content.decode()
    assert "A link from Amara" in others
    assert path_of(invitation) not in others
    revoked = as_member(bashir).post(reverse("revoke_invitation", args=[invitation.pk]), follow=True)
    assert "A link from Amara" not in revoked.content.decode()


@pytest.mark.parametrize("said", [{"limit": 51}, {"limit": 0}, {"days": 31}, {"days": 0}, {"limit": "x"}])
def test_a_link_for_too_many_or_too_long_is_refused(as_member, amara, kitchen, said):
    url = reverse("invite", args=[kitchen.slug])
    page = as_member(amara).post(url, {"limit": 5, "days": 7, "note": "Come."} | said)

    assert page.status_code == 422
    assert "Come." in page.content.decode()
    assert not Invitation.objects.exists()


def test_mails_go_to_each_address_once_with_a_link_for_one(
    as_member, amara, kitchen, django_capture_on_commit_callbacks
):
    kitchen.purpose = "Soup & <b>bread</b>."
    kitchen.save()
    said = {
        "addresses": "esi@example.org, goran@example.org\nESI@example.org",
        "days": 7,
        "note": "Come <i>in</i>.",
    }
    with django_capture_on_commit_callbacks(execute=True):
        as_member(amara).post(reverse("invite_by_mail", args=[kitchen.slug]), said)

    assert [message.to for message in mail.outbox] == [["esi@example.org"], ["goran@example.org"]]
    for message, invitation in zip(mail.outbox, Invitation.objects.order_by("pk"), strict=True):
        assert message.subject == "Amara invites you into “Kitchen table”"
        link = f"http://testserver{path_of(invitation)}"
        [(html, _kind)] = message.alternatives
        assert link in message.body
        assert f'href="{link}"' in html
        assert "Soup & <b>bread</b>." in message.body
        assert "Soup &amp; &lt;b&gt;bread&lt;/b&gt;." in html
        assert "Come &lt;i&gt;in&lt;/i&gt;." in html
        assert (invitation.limit, bool(invitation.mailed_at)) == (1, True)


def test_an_invitation_is_mailed_once_however_often_that_is_tried(amara, kitchen):
    [invitation] = invite_by_mail(member=amara, circle=kitchen, addresses=["esi@example.org"], here=HERE)
    for _ in range(2):
        mail_invitation.func(invitation.pk, HERE)

    [message] = mail.outbox
    assert message.extra_headers["Message-ID"].endswith("@margin.example>")
    assert f"https://margin.example{path_of(invitation)}" in message.body


def test_what_holds_no_longer_is_not_mailed(amara, kitchen):
    [invitation] = invite_by_mail(member=amara, circle=kitchen, addresses=["esi@example.org"], here=HERE)
    revoke(member=amara, invitation=invitation)
    mail_invitation.func(invitation.pk, HERE)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("addresses", "why"),
    [
        ("", "Enter an e-mail address"),
        ("esi@example.org, goran", "“goran” is not an e-mail address"),
        (" ".join(f"p{n}@example.org" for n in range(11)), "These are 11 addresses"),
        ("esi@example.org\r\nBcc: all@example.org", "“Bcc:” is not an e-mail address"),
    ],
)
def test_addresses_that_are_none_are_refused_and_nothing_is_sent(as_member, amara, kitchen, addresses, why):
    page = as_member(amara).post(
        reverse("invite_by_mail", args=[kitchen.slug]), {"addresses": addresses, "days": 7}
    )
    assert page.status_code == 422
    assert why in page.content.decode()
    assert not Invitation.objects.exists()


def test_an_address_is_shown_to_whoever_wrote_to_it_alone(as_member, amara, bashir, kitchen):
    join(member=bashir, circle=kitchen)
    invite_by_mail(member=amara, circle=kitchen, addresses=["esi@example.org"], here=HERE)
    url = reverse("invite", args=[kitchen.slug])

    assert "esi@example.org" in as_member(amara).get(url).content.decode()
    assert "esi@example.org" not in as_member(bashir).get(url).content.decode()


def test_an_address_is_forgotten_once_its_invitation_is_over(amara, kitchen):
    given = invite_by_mail(
        member=amara, circle=kitchen, addresses=["esi@example.org", "goran@example.org"], here=HERE
    )
    revoke(member=amara, invitation=given[0])
    forget_addresses(timezone.now())

    assert set(Invitation.objects.values_list("email", flat=True)) == {"", "goran@example.org"}


def test_sending_the_form_twice_makes_one_link(as_member, amara, kitchen):
    client, url = as_member(amara), reverse("invite", args=[kitchen.slug])
    token = client.get(url).context["form"]["token"].value()
    for _ in range(2):
        client.post(url, {"limit": 5, "days": 7, "token": token})
    assert Invitation.objects.count() == 1


def test_the_page_takes_the_same_statements_however_many_hold(
    django_assert_num_queries, as_member, amara, kitchen
):
    client, url = as_member(amara), reverse("invite", args=[kitchen.slug])
    client.get(url)
    for _ in range(2):
        for _more in range(3):
            invite(member=amara, circle=kitchen)
        with django_assert_num_queries(5):
            client.get(url)
