"""Who may be told of what: one rule, asked in three ways, gives one answer; and every surface keeps to it."""

from collections.abc import Callable

import pytest

from forum.circles.querysets import may_see_as, readers_of
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.members.models import Member
from forum.notices.mail import at_once, digests
from forum.notices.models import Notice, NoticeSettings
from tests.conftest import make_member
from tests.forum.notices.conftest import confirm


@pytest.fixture
def readers(amara, bashir, kitchen, now) -> dict[str, Member]:
    """Amara is in the kitchen; one was, one came back, one never was."""
    gone, back = make_member("gone"), make_member("back")
    for member in (gone, back):
        kitchen.memberships.create(member=member, left_at=now)
    kitchen.memberships.create(member=back)
    return {"in it": amara, "gone": gone, "back": back, "never": bashir}


@pytest.fixture
def posts(amara, commons, kitchen) -> dict[str, Post]:
    threads = {
        "open": open_thread(member=amara, circle=commons, title="Tea", source="Who brings it?"),
        "closed": open_thread(member=amara, circle=kitchen, title="Soup", source="Who brings it?"),
        "private": open_thread(member=amara, circle=None, source="For myself."),
    }
    return {name: thread.opening for name, thread in threads.items()}


SEES = {
    "open": {"in it", "gone", "back", "never"},
    "closed": {"in it", "back"},
    "private": {"in it"},
}


def asked_of_posts(member: Member, post: Post) -> bool:
    return Post.objects.visible_to(member).filter(pk=post.pk).exists()


def asked_of_members(member: Member, post: Post) -> bool:
    return Member.objects.filter(readers_of(post.thread), pk=member.pk).exists()


def asked_of_notices(member: Member, post: Post) -> bool:
    Notice.objects.get_or_create(member=member, post=post, reason="followed")
    return Notice.objects.filter(may_see_as("post__thread", "member"), member=member, post=post).exists()


@pytest.mark.parametrize("ask", [asked_of_posts, asked_of_members, asked_of_notices])
@pytest.mark.parametrize("place", SEES)
def test_the_rule_is_the_same_whoever_asks(ask: Callable[[Member, Post], bool], place, readers, posts):
    assert {name for name, member in readers.items() if ask(member, posts[place])} == SEES[place]


@pytest.mark.parametrize("place", SEES)
def test_a_notice_is_shown_counted_and_mailed_to_who_may_read_its_post_and_nobody_else(
    client, mail, place, readers, posts, now
):
    confirm(*readers.values())
    for member in readers.values():
        Notice.objects.create(
            member=member, post=posts[place], reason="answered", mail="once", at=now - 2 * at_once.GRACE
        )
        Member.objects.filter(pk=member.pk).update(unread_notices=1)
    listed, counted, followed = set(), set(), set()
    for name, member in readers.items():
        client.force_login(member)
        if f'href="/notices/{member.notices.get().pk}/"' in client.get("/notices/").content.decode():
            listed.add(name)
        if 'class="count"' in client.get("/circles/").content.decode():
            counted.add(name)
        if client.get(f"/notices/{member.notices.get().pk}/").status_code == 302:
            followed.add(name)
    Notice.objects.update(read_at=None)
    at_once.send_waiting(now)
    mailed_at_once = {letter.to[0] for letter in mail}
    mail.clear()
    Notice.objects.update(mailed_at=None, mail="digest")
    for member in readers.values():
        NoticeSettings.objects.create(member=member, digest_due_at=now)
    digests.send_due(now)

    assert listed == counted == followed == SEES[place]
    assert mailed_at_once == {readers[name].email for name in SEES[place]}
    assert {letter.to[0] for letter in mail} == mailed_at_once
