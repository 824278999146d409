"""Not being shown what somebody writes, nor called by them; and nobody else knows."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.debate.actions import open_thread, reply
from forum.debate.bookmarks.actions import bookmark
from forum.debate.models import Kind
from forum.feeds.actions import make_key
from forum.feeds.addresses import address_of
from forum.members.blocking import block, unblock
from forum.members.leaving import close_account
from forum.members.models import Block, Member
from forum.notices.models import Notice
from forum.notices.telling import tell_all

SAID = "Whoever leaves towels there should be ashamed."


@pytest.fixture
def thread(amara, bashir, commons):
    """Amara asks, Bashir answers."""
    thread = open_thread(member=amara, circle=commons, title="Towels", source="Who has seen mine?")
    reply(member=bashir, answers=thread.opening, source=SAID)
    return thread


def page(client, thing) -> str:
    return client.get(thing.get_absolute_url()).content.decode()


def test_what_the_blocked_write_is_folded_for_who_blocks_alone(as_member, amara, bashir, chiara, thread):
    block(member=amara, other=bashir)
    mine = page(as_member(amara), thread)
    assert "By Bashir, whom you have blocked. Read it" in mine
    assert mine.index("whom you have blocked") < mine.index(SAID)  # within what one click opens
    for other in (bashir, chiara):
        assert "blocked" not in page(as_member(other), thread)
    unblock(member=amara, other=bashir)
    assert "blocked" not in page(as_member(amara), thread)


def test_a_page_costs_one_statement_more_for_who_blocks_and_none_for_others(as_member, amara, bashir, thread):
    def statements_of_a_page() -> int:
        client = as_member(amara)
        client.get(thread.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(thread.get_absolute_url())
        return len(asked)

    before = statements_of_a_page()
    other = block(member=bashir, other=amara)
    assert statements_of_a_page() == before
    block(member=amara, other=other.blocker)
    assert statements_of_a_page() == before + 1


def elsewhere(member: Member, thread, post) -> dict[str, str]:
    """Where else one meets the words of a post, by what it is called."""
    key, feed = make_key(member=member), reverse("thread_feed", args=[thread.pk])
    return {
        "search": f"{reverse('search')}?q=towels",
        "glimpse": f"{reverse('glimpse')}?of={post.get_absolute_url()}",
        "overview": f"{reverse('overview', args=[thread.pk])}?show={post.kind}",
        "bookmarks": reverse("bookmarks"),
        "feed": feed,
        "secret feed": address_of(key, feed),
    }


def test_what_they_write_is_folded_wherever_else_one_would_read_it(as_member, amara, bashir, chiara, thread):
    post = reply(member=bashir, answers=thread.opening, source=SAID, kind=Kind.CRITIQUE)
    for member in (amara, chiara):
        bookmark(member=member, post=post)
    block(member=amara, other=bashir)

    for member, is_folded in ((amara, True), (chiara, False), (bashir, False)):
        client = as_member(member)
        for name, url in elsewhere(member, thread, post).items():
            headers = {"hx-request": "true"} if name == "glimpse" else {}
            html = strip_marks(client.get(url, headers=headers).content.decode())
            if (member, name) == (bashir, "bookmarks"):
                continue
            assert (SAID in html) is not is_folded, (member, name)
            assert ("by Bashir, whom you have blocked" in html) is is_folded, (member, name)


def test_elsewhere_nobody_pays_for_it_but_who_blocks(as_member, amara, bashir, chiara, thread):
    post = reply(member=bashir, answers=thread.opening, source=SAID, kind=Kind.CRITIQUE)
    bookmark(member=amara, post=post)

    def statements() -> dict[str, int]:
        client, found = as_member(amara), {}
        for name, url in elsewhere(amara, thread, post).items():
            if name == "secret feed":
                client.logout()  # whatever reads a feed signs in nowhere
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                client.get(url, headers={"hx-request": "true"} if name == "glimpse" else {})
            found[name] = len(asked)
        return found

    before = statements()
    block(member=chiara, other=amara)
    assert statements() == before
    block(member=amara, other=bashir)
    assert statements() == {name: count + 1 for name, count in before.items()}


def strip_marks(html: str) -> str:
    """Without what a search marks."""
    return html.replace("<mark>", "").replace("</mark>", "")


def test_who_blocks_is_not_told_of_what_they_write_nor_called(amara, bashir, chiara, thread):
    block(member=amara, other=bashir)
    post = reply(member=bashir, answers=thread.opening, source="@amara @chiara Look here.")
    tell_all(post.pk)
    assert {notice.member for notice in Notice.objects.filter(post=post)} == {chiara}


def test_what_waited_to_be_told_is_put_away(amara, bashir, thread):
    [post] = thread.posts.filter(author=bashir)
    tell_all(post.pk)
    assert Member.objects.get(pk=amara.pk).unread_notices == 1
    block(member=amara, other=bashir)
    assert Member.objects.get(pk=amara.pk).unread_notices == 0
    assert not Notice.objects.filter(member=amara)


def test_they_are_not_suggested_to_who_blocks_and_are_told_nothing_by_suggestions(
    as_member, amara, bashir, commons
):
    block(member=amara, other=bashir)
    url = reverse("suggest_members", args=[commons.slug])
    assert as_member(amara).get(url, {"q": "bash"}).json()["people"] == []
    assert [one["handle"] for one in as_member(bashir).get(url, {"q": "ama"}).json()["people"]] == ["amara"]


def test_one_blocks_and_unblocks_on_their_page_and_finds_them_again_on_ones_own(as_member, amara, bashir):
    client = as_member(amara)
    assert "Block Bashir" in page(client, bashir)
    assert "Block Amara" not in page(client, amara)
    client.post(reverse("block_member", args=["bashir"]))
    client.post(reverse("block_member", args=["bashir"]))
    assert "You have blocked Bashir" in page(client, bashir)
    assert reverse("member", args=["bashir"]) in page(client, amara)
    assert "blocked" not in page(as_member(bashir), amara)
    as_member(amara).post(reverse("unblock_member", args=["bashir"]))
    assert not Block.objects.exists()


def test_nobody_blocks_themselves_nor_whoever_has_left(amara, bashir):
    close_account(member=bashir)
    for other in (amara, Member.objects.get(pk=bashir.pk)):
        with pytest.raises(PermissionDenied):
            block(member=amara, other=other)


def test_of_a_closed_account_no_block_is_left(amara, bashir, chiara):
    block(member=amara, other=bashir)
    block(member=bashir, other=chiara)
    close_account(member=bashir)
    assert not Block.objects.exists()


def test_ones_export_has_whom_one_blocks_and_not_by_whom_one_is_blocked(as_member, amara, bashir):
    block(member=amara, other=bashir)
    url = reverse("export_oneself")
    assert "bashir" in as_member(amara).get(url).getvalue().decode()
    assert "amara" not in as_member(bashir).get(url).getvalue().decode()
