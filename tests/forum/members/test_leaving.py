"""Closing one's account: what is gone, what stays, and under which name."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from forum.circles.models import Membership
from forum.debate.actions import edit_post, open_thread, reply
from forum.debate.bookmarks.actions import bookmark
from forum.debate.models import Post
from forum.lots.models import Leaf
from forum.members.leaving import close_account
from forum.members.models import Member
from forum.notices.actions import subscribe
from forum.notices.models import Level, Subscription
from forum.notices.places import Place
from forum.search.models import Document
from tests.conftest import PASSWORD


@pytest.fixture
def thread(amara, commons):
    return open_thread(
        member=amara, circle=commons, title="Who keeps the keys?", source="I kept the **keys**."
    )


@pytest.fixture
def answer(bashir, thread):
    return reply(member=bashir, answers=thread.opening, source="Then I keep the locks.")


def leave(client, **said):
    return client.post(reverse("leave"), {"words": "kept", "proof": PASSWORD} | said)


def test_the_words_stay_under_a_former_member(as_member, client, bashir, thread, answer):
    leave(as_member(bashir))

    html = client.get(thread.get_absolute_url()).content.decode()
    assert "Then I keep the locks." in html
    assert "a former member" in html
    assert "Bashir" not in html
    assert "bashir" not in html


def test_nothing_of_the_person_is_left_in_their_row(as_member, bashir):
    EmailAddress.objects.create(user=bashir, email=bashir.email, primary=True, verified=True)
    Member.objects.filter(pk=bashir.pk).update(about="I keep locks.", is_staff=True)

    leave(as_member(bashir))

    now = Member.objects.get(pk=bashir.pk)
    assert now.has_left
    assert not now.is_active
    assert not now.is_staff
    assert not now.has_usable_password()
    assert (now.about, now.time_zone, now.last_login) == ("", "UTC", None)
    assert not EmailAddress.objects.filter(user=bashir).exists()
    assert "bashir" not in f"{now.handle} {now.email} {now.display_name}".lower()


def test_every_session_ends_and_nobody_signs_in_as_them(as_member, bashir, client):
    from django.test import Client

    elsewhere = Client()
    elsewhere.force_login(bashir)
    leave(as_member(bashir))

    assert elsewhere.get(reverse("settings")).status_code == 302
    assert not client.login(username="bashir", password=PASSWORD)


def test_they_are_in_no_circle_and_follow_nothing(bashir, thread, answer):
    subscribe(member=bashir, place=Place("thread", thread.pk), level=Level.EVERYTHING)
    bookmark(member=bashir, post=answer)

    close_account(member=bashir)

    assert not Membership.objects.current().filter(member=bashir).exists()
    assert not Subscription.objects.filter(member=bashir).exists()
    assert not bashir.bookmarks.exists()


def test_what_they_wrote_is_found_under_their_name_no_longer(bashir, answer):
    assert Document.objects.filter(facets__contains="by:bashir").exists()

    close_account(member=bashir)

    assert not Document.objects.filter(facets__contains="bashir").exists()
    assert Document.objects.filter(what="post", object_id=answer.pk).exists()


def test_who_wishes_it_takes_their_words_back(as_member, bashir, answer):
    leave(as_member(bashir), words="withdrawn")

    now = Post.objects.get(pk=answer.pk)
    assert (now.source, now.html) == ("", "")


def test_private_notes_lose_their_words_in_any_case(bashir):
    private = open_thread(member=bashir, circle=None, source="My own.")

    close_account(member=bashir)

    assert Post.objects.get(pk=private.opening_id).source == ""


def test_the_lots_forget_who_they_were(bashir, commons):
    from forum.lots.models import Draw
    from forum.record.writing import append

    opened = append("open", {"case": "1"})
    draw = Draw.objects.create(case="1", circle=commons, n=1, opened=opened, due_at=opened.at)
    Leaf.objects.create(draw=draw, member=bashir, salt="ab", commitment="cd")

    close_account(member=bashir)

    leaf = Leaf.objects.get()
    assert (leaf.member, leaf.salt, leaf.commitment) == (None, "", "cd")


def test_a_wrong_password_closes_nothing(as_member, bashir):
    answer = leave(as_member(bashir), proof="something else")

    assert answer.status_code == 422
    assert not Member.objects.get(pk=bashir.pk).has_left


def test_who_has_no_password_types_their_handle(as_member, bashir):
    bashir.set_unusable_password()
    bashir.save()

    assert leave(as_member(bashir), proof="amara").status_code == 422
    assert leave(as_member(bashir), proof="bashir").status_code == 302
    assert Member.objects.get(pk=bashir.pk).has_left


def test_closing_twice_changes_nothing(bashir):
    first = close_account(member=bashir)

    assert close_account(member=first).handle == first.handle


def test_one_takes_along_what_one_wrote(as_member, bashir, thread, answer):
    edit_post(member=bashir, post=answer, source="Then I keep *all* locks.", kind="support")

    response = as_member(bashir).get(reverse("export_oneself"))

    taken = json.loads(response.getvalue())
    assert taken["member"]["handle"] == "bashir"
    assert [circle["name"] for circle in taken["circles"]] == ["The Commons"]
    assert [(post["text"], post["kind"]) for post in taken["posts"]] == [
        ("Then I keep *all* locks.", "support")
    ]
    assert taken["posts"][0]["address"] == f"http://testserver{answer.get_absolute_url()}"
