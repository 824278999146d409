"""Numbers that no row has, and characters that no database keeps: answered calmly, on either of them."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from forum.debate.drafts.models import Draft

TOO_LARGE = (2**63, 10**30)
NUL = "a\0b"


@pytest.mark.parametrize("number", TOO_LARGE)
def test_nothing_stands_at_a_number_that_no_row_has(client, world, number):
    client.force_login(world.author)
    for url in (
        reverse("thread", args=[number]),
        reverse("post", args=[number]),
        reverse("set_bookmark", args=[number]),
        *(reverse("subscription", args=[kind, number]) for kind in ("circle", "thread", "branch", "essay")),
    ):
        assert client.get(url).status_code == 404, url
    for name in ("remove_bookmark", "mark_thread_read", "move_back", "revoke_invitation"):
        assert client.post(reverse(name, args=[number])).status_code == 404, name


@pytest.mark.parametrize("number", TOO_LARGE)
@pytest.mark.parametrize("path", ["threads", "posts", "sources", "annotations"])
def test_such_an_address_in_a_post_is_an_address_like_any(client, world, path, number):
    client.force_login(world.author)
    address = f"/{path}/{number}/"
    assert client.get(f"/glimpse/?of={quote(address)}").status_code == 404
    assert address in client.post("/preview/", {"source": f"See {address}."}).content.decode()
    answered = client.post(
        reverse("reply", args=[world.open.answer.pk]), {"source": address, "kind": "comment"}
    )
    assert answered.status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        "/threads/{thread}/jump/?kind=%00",
        "/threads/{thread}/jump/?on=%00",
        "/threads/{thread}/overview/?show=%00&after=%00",
        "/threads/{thread}/?at=%00&after=%00",
        "/threads/?tag=%00&before=%00&order=%00",
        "/search/?q=%00&what=%00&page=%00&sort=%00",
        "/circles/commons/suggest/?q=%00",
        "/circles/commons/members/?before=%00",
        "/glimpse/?of=%00",
        "/settings/feeds/?of=/threads/1/feed/%00",
        "/posts/{post}/reply/?quote=%00&words=%00",
        "/posts/{post}/history/?from=%00&to=%00",
        "/invitations/%00.x/",
        "/unsubscribe/%00/",
        "/feeds/1-x/%00",
        "/members/%00/",
    ],
)
def test_what_no_database_keeps_is_asked_for_in_vain(client, world, asked):
    client.force_login(world.author)
    address = asked.format(thread=world.open.thread.pk, post=world.open.answer.pk)
    assert client.get(address).status_code in (200, 302, 404)


def test_what_no_database_keeps_is_left_out_of_drafts(client, world):
    client.force_login(world.author)
    place = f"reply-to-{world.open.answer.pk}"
    assert client.post(reverse("save_draft"), {"place": place, "source": NUL, NUL: NUL}).status_code == 200
    assert Draft.objects.get(place=place).fields == {"source": "ab", "ab": "ab"}
    assert client.post(reverse("discard_typed"), {"place": NUL}).status_code == 302
    assert client.post("/preview/?circle=%00", {"source": NUL}).status_code == 200
