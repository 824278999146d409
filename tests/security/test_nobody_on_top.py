"""No account changes what others see of a member's words: neither staff, nor a founder, nor whoever sits on a panel.

Every address is asked for, and sent a form, as each of them in turn; then all is looked at again. What rulings and
legal holds do has its entries, and is not done at an address.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from forum.admin import operator
from forum.circles.actions import join, open_circle
from forum.circles.models import Circle
from forum.debate.actions import open_thread, reply
from forum.debate.models import Post, Thread
from forum.debate.restraining import explaining
from forum.debate.restraining.actions import restrain
from forum.members.models import Member
from forum.record.models import Entry
from forum.record.writing import append
from tests.circled import addresses_of
from tests.conftest import make_member
from tests.security import addresses
from tests.world import World

SENT: dict[str, Any] = {
    "source": "Taken over.", "kind": "support", "title": "Mine now", "words": "Taken over.", "verdict": "answered",
    "answer": "yes", "seen": "1", "restraint": "hide", "restrained_by": "1", "is_active": "", "html": "<p>Mine.</p>",
    "level": "nothing", "then": "make", "place": "reply-to-1", "note": "Mine.", "tags": "mine", "choice": "yes",
    "finding": "as-quoted", "author": "Nobody", "year": "1999", "display_name": "Amara", "time_zone": "UTC",
}  # fmt: skip


@pytest.fixture
def staff(world) -> Member:
    Member.objects.filter(pk=world.other.pk).update(is_staff=True, is_superuser=True)
    return Member.objects.get(pk=world.other.pk)


@pytest.fixture
def founder(world) -> Member:
    """Who opened a circle in which the author writes."""
    zadie = make_member("zadie")
    assembly = open_circle(member=zadie, slug="assembly", name="Assembly")
    join(member=world.author, circle=assembly, invited_by=zadie)
    thread = open_thread(member=world.author, circle=assembly, title="Chairs", source="We need *none*.")
    reply(member=world.author, answers=thread.opening, source="And no table.")
    return zadie


@pytest.fixture
def judge(world) -> Iterator[Member]:
    """Who sits on a panel about a post that is hidden meanwhile, and so reads what others do not."""
    chiara, post = make_member("chiara"), world.open.answer
    restrain(post=post, how="hide", entry=append("ruling", {"case": "1"}))

    def judged_by(member):
        return Post.objects.filter(pk=post.pk if member.pk == chiara.pk else 0).values("pk")

    explaining.register(judged_by=judged_by)
    yield chiara
    explaining.forget(judged_by=judged_by)


def what_is_seen(world: World) -> dict[str, Any]:
    """All that readers see of what the author wrote, and what is in force against it."""
    mine = Post.objects.filter(author=world.author).order_by("pk").prefetch_related("evidence", "revisions")
    return {
        "posts": [
            (
                post.pk, post.kind, post.source, post.html, post.restraint, post.restrained_by, post.restraint_line,
                post.withdrawn_at, post.edited_at, post.revision,
                [(piece.says, piece.locator, piece.stance) for piece in post.evidence.all()],
                [(row.number, row.source, row.html) for row in post.revisions.all()],
            )
            for post in mine
        ],
        "titles": list(
            Thread.objects.filter(opening__author=world.author).order_by("pk").values_list("pk", "title")
        ),
        "name": Member.objects.filter(pk=world.author.pk).values_list("handle", "display_name", "about").get(),
        "circles": list(Circle.objects.order_by("pk").values_list("name", "purpose", "guidelines", "access")),
    }  # fmt: skip


def every_address(world: World) -> Iterator[str]:
    yield from addresses.of_nobody_in_particular(world).values()
    for place in (world.open, world.closed):
        yield from addresses.of_place(place).values()
    yield from addresses.of_private_note(world).values()
    yield from addresses.of_draft(world).values()
    for edited in (world.edited, world.closed_edited):
        yield from addresses.of_edited(edited).values()
    yield from addresses.of_draft_of_edition(world).values()
    for circled in (world.choir, world.closed_circled):
        yield from addresses_of(circled).values()
    for name in ("edit_post", "withdraw_post", "branch_off"):
        for number in Post.objects.filter(author=world.author).values_list("pk", flat=True):
            yield reverse(name, args=[number])


def walk(client, member: Member, urls: list[str]) -> None:
    client.force_login(member)
    for url in urls:
        client.get(url)
        client.post(url, SENT | {"token": str(uuid.uuid4())})
        if "_auth_user_id" not in client.session:
            client.force_login(member)


@pytest.mark.parametrize("role", ["staff", "founder", "judge"])
def test_no_request_changes_what_others_see_of_anothers_words(client, world, role, request):
    member = request.getfixturevalue(role)
    urls = [*dict.fromkeys(every_address(world)), reverse("circle", args=["choir"])]
    before, entries = what_is_seen(world), Entry.objects.count()

    walk(client, member, urls)

    after = what_is_seen(world)
    # Whoever is in the circle moves branches out and back: a thread then comes or goes, and no words change.
    titles = dict(after.pop("titles"))
    assert {pk: titles.get(pk, title) for pk, title in before["titles"]} == dict(before.pop("titles"))
    assert after == before
    assert Entry.objects.count() == entries


def test_the_operator_changes_and_removes_no_row_at_their_pages(client, world, staff):
    client.force_login(staff)
    before, entries = what_is_seen(world), Entry.objects.count()
    members = list(Member.objects.order_by("pk").values())
    for model, admin in operator._registry.items():
        rows = model._default_manager.all()
        base = f"/operator/{model._meta.app_label}/{model._meta.model_name}/"
        assert client.get(base).status_code == 200
        assert client.get(f"{base}add/").status_code == 403
        assert client.post(f"{base}add/", SENT).status_code == 403
        for pk in rows.values_list("pk", flat=True):
            assert client.get(f"{base}{pk}/change/").status_code == 200
            changed = client.post(f"{base}{pk}/change/", SENT | {"is_active": "on"})
            assert changed.status_code in (302, 403)
            assert client.post(f"{base}{pk}/delete/", {"post": "yes"}).status_code == 403
        everything = {
            "action": "delete_selected",
            "_selected_action": [row.pk for row in rows],
            "post": "yes",
        }
        client.post(base, everything)
        assert admin.get_actions(_request_of(client, base)) == {}

    assert what_is_seen(world) == before
    assert Entry.objects.count() == entries
    now = list(Member.objects.order_by("pk").values())
    assert [row | {"last_seen_at": None} for row in now] == [row | {"last_seen_at": None} for row in members]


def _request_of(client, url: str):
    return client.get(url).wsgi_request


def test_the_operator_has_pages_of_accounts_and_circles_and_of_nothing_else():
    shown = {model._meta.label for model in operator._registry}

    assert shown == {"forum.Member", "forum.Circle", "forum.Membership"}


def test_closing_an_account_changes_no_words_and_stands_in_the_record(client, world, staff):
    client.force_login(staff)
    before = what_is_seen(world)
    page = client.get(world.open.thread.get_absolute_url())

    client.post(f"/operator/forum/member/{world.author.pk}/change/", {})

    assert not Member.objects.get(pk=world.author.pk).is_active
    assert what_is_seen(world) == before
    again = client.get(world.open.thread.get_absolute_url())
    assert _words_in(page) == _words_in(again) != []
    entry = Entry.objects.get(type="account")
    assert entry.read("act") == "close"
    assert world.author.handle not in entry.body


def _words_in(page) -> list[str]:
    """What the posts of a page say, without when that was and what is new in it."""
    return re.findall(r'<div class="prose"[^>]*>.*?</div>', page.content.decode(), re.DOTALL)
