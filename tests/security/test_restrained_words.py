"""What a ruling or a legal hold leaves of a post: every surface that shows posts, for every reader."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from essays.editions.attaching import undo
from forum.debate.actions import EvidenceGiven, edit_post, reply
from forum.debate.bookmarks.actions import bookmark
from forum.debate.models import Post, Thread
from forum.debate.referring.registry import found_at
from forum.debate.restraining import explaining
from forum.debate.restraining.actions import lift, restrain
from forum.feeds.actions import make_key
from forum.feeds.addresses import address_of
from forum.meetings.agenda import add_item
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.notices.mail import at_once
from forum.notices.models import Notice
from forum.record.writing import append
from forum.search.models import Document
from tests.called import addresses_of as called_at
from tests.conftest import make_member
from tests.decided import addresses_of as decided_at
from tests.met import addresses_of as met_at
from tests.minuted import addresses_of as minuted_at
from tests.planned import addresses_of as planned_at
from tests.security import addresses
from tests.world import World

NOW, EARLIER, BROUGHT, TITLE = "zeppelin", "quincunx", "xylophone", "Jabberwocky"
SECRETS = (NOW, EARLIER, BROUGHT, TITLE)
OPENING = {"thread", "annotation", "reply", "quote", "post_history", "withdraw_post"}
OF_NOBODY = ("front_door", "threads", "sources", "bookmarks", "drafts", "member", "notices", "subscriptions")
OF_A_PLACE = (
    "source", "export_source", "essay_sources", "essay", "whole", "heat", "section", "block", "margin_index", "notes",
    "annotation", "annotation_collection", "annotation_page", "circle", "circle_threads", "subscription",
    "circle_feed", "thread_feed", "essay_feed", "section_feed", "thread", "overview", "post", "reply", "post_history",
    "edit_post", "withdraw_post", "set_bookmark", "branch_off", "summarise", "summary_history", "change_tags",
)  # fmt: skip
MORE = {
    "live_passage", "live", "meeting", "join_here", "gone", "flag_post", "edition_notes", "calendar",
}  # fmt: skip
SAID_AGAIN = re.compile(r"[?&](q|words)=")  # what was asked for is repeated, and tells nothing


@dataclass(frozen=True)
class Stage:
    """A note, a thread's opening, a reply, and a note that an edition left behind, each with words that stand nowhere
    else; and who reads them. `urls` are the pages on which one looks at each ruling, `wide` all there are."""

    world: World
    posts: list[Post]
    people: dict[str, Member | None]
    urls: list[tuple[str, str]]
    wide: list[tuple[str, str]]


@pytest.fixture
def stage(world, settings) -> Iterator[Stage]:
    place, author = world.open, world.author
    panel, aimed_at = make_member("chiara"), make_member("dmitri")
    Thread.objects.filter(pk=place.thread.pk).update(title=TITLE)
    evidence = [EvidenceGiven(place.source, "p. 4", f"They kept a {BROUGHT}.", "against")]
    posts = [place.annotation.opening, place.thread.opening, place.answer, world.edited.note.opening]
    _meet_about(world)
    for post in posts:
        for words in (f"It was a {EARLIER}.", f"It is a {NOW}."):
            edit_post(member=author, post=post, source=words, kind="critique", evidence=evidence)
        told = f"See http://testserver{post.get_absolute_url()} there."
        reply(member=world.other, answers=post, source=told)
        for member in (world.other, panel):
            bookmark(member=member, post=post, note="Again.")
            Notice.objects.get_or_create(
                member=member, post=post, defaults={"reason": "mentioned", "mail": "once"}
            )
    reply(member=world.other, answers=posts[1], source=f"http://testserver{place.thread.get_absolute_url()}")
    explaining.register(judged_by=(judged := _judges(panel, posts)))
    yield Stage(
        world,
        [Post.objects.get(pk=post.pk) for post in posts],
        {"visitor": None, "other": world.other, "panel": panel, "author": author, "hidden from": aimed_at},
        list(_urls(world, posts)),
        list(_all_there_are(world, posts)),
    )
    explaining.forget(judged_by=judged)


def _meet_about(world: World) -> None:
    """What circles meet for takes up the note and the thread, whose title is said where its address alone was given."""
    place = world.open
    for meeting, thread in ((place.met.meeting, place.thread), (place.held, place.annotation.thread)):
        form = {"address": thread.opening.get_absolute_url(), "title": ""}
        found = found_at([form["address"]], world.author)[form["address"]]
        add_item(member=world.author, meeting=meeting, title=found.title, thread=thread)
    first = place.planned.meeting  # is over, so that whoever joins late reads what was contested
    Meeting.objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(days=1))
    undo(member=world.author, reattachment=world.edited.reattachment)


def _judges(panel: Member, posts: list[Post]):
    def judged_by(member):
        mine = posts if member.pk == panel.pk else []
        return Post.objects.filter(pk__in=[post.pk for post in mine]).values("pk")

    return judged_by


def _urls(world: World, posts: list[Post]) -> Iterator[tuple[str, str]]:
    place = world.open
    for name in OF_NOBODY:
        yield name, addresses.of_nobody_in_particular(world)[name]
    at_place = addresses.of_place(place)
    for name in OF_A_PLACE:
        yield name, at_place[name]
    for name in ("md", "csv", "jsonld", "epub"):
        yield "export_as", reverse("export_as", args=[place.essay.slug, name])
    for word in SECRETS:
        yield "search", f"{reverse('search')}?q={word}"
    for post in posts:
        yield "post_history", reverse("post_history", args=[post.pk])
        yield "branch_off", reverse("branch_off", args=[post.pk])
        yield "glimpse", f"{reverse('glimpse')}?of={post.get_absolute_url()}"
    for number in Post.objects.filter(answers__in=posts).exclude(pk__in=[post.pk for post in posts]):
        yield "reply to a reply", reverse("reply", args=[number.pk])
    yield "quote", f"{reverse('reply', args=[place.answer.pk])}?quote=1"
    yield "overview", f"{reverse('overview', args=[place.thread.pk])}?show=critique"
    yield "glimpse", f"{reverse('glimpse')}?of={place.thread.get_absolute_url()}"
    yield "later page", f"{place.thread.get_absolute_url()}?after={place.answer.path}"
    yield "secret_feed", address_of(make_key(member=world.author), at_place["circle_feed"])


def _all_there_are(world: World, posts: list[Post]) -> Iterator[tuple[str, str]]:
    """Every address of the open place, and of all that is met for, decided, minuted, planned and edited there, the live
    meeting at each item of its agenda, and calendars; and what can be done with each of the posts."""
    place = world.open
    for some in (
        addresses.of_nobody_in_particular(world), addresses.of_place(place), addresses.of_edited(world.edited),
        addresses.of_draft_of_edition(world), decided_at(place.decided), met_at(place.met),
        minuted_at(place.minuted), called_at(place.called), planned_at(place.planned),
    ):  # fmt: skip
        yield from some.items()
    yield "next_notes", reverse("next_notes", args=[world.edited.proposal.pk])
    yield "meeting", place.held.get_absolute_url()
    yield "planned_meeting", place.planned.meeting.get_absolute_url()
    yield "minutes", reverse("write_minutes", args=[place.held.pk])
    for post in posts:
        for word in SECRETS:
            yield "flag_post", f"{reverse('flag_post', args=[post.pk])}?words={word}"
        for name in ("reply", "post_history", "set_bookmark", "branch_off", "withdraw_post", "edit_post"):
            yield name, reverse(name, args=[post.pk])
    for name in ("notices", "bookmarks"):
        yield name, f"{reverse(name)}?show=all"
    for kind in ("post", "thread", "note", "minutes"):
        for word in SECRETS:
            yield "search", f"{reverse('search')}?q={word}&what={kind}"


def hold(stage: Stage, how: str) -> None:
    for post in stage.posts:
        entry = append("hold" if how == "held" else "ruling", {"case": str(post.pk)})
        hidden_from = [stage.people["hidden from"]] if how in ("fold", "hide") else []
        restrain(post=post, how=how, entry=entry, line="Think again.", hidden_from=hidden_from)


def pages_with(
    client, stage: Stage, role: str, *, only: tuple[str, ...] = (), urls: list[tuple[str, str]] | None = None
) -> dict[str, set[str]]:
    """For each of the words, the names of the pages on which they stand, wherever in them."""
    client.logout()
    if member := stage.people[role]:
        client.force_login(member)
    found: dict[str, set[str]] = {word: set() for word in SECRETS}
    for name, url in urls or stage.urls:
        if only and name not in only:
            continue
        for accept in ("text/html", "application/ld+json") if name == "annotation" else ("text/html",):
            headers = {"accept": accept} | ({"hx-request": "true"} if name == "glimpse" else {})
            html = client.get(url, headers=headers).getvalue().decode(errors="replace")
            for word in SECRETS:
                # What one has searched for is said again, and nothing is found.
                if word in html and not SAID_AGAIN.search(url):
                    found[word].add(name)
            if name == "search" and 'class="search-words"' in html:
                found[url.partition("?q=")[2].partition("&")[0]].add(name)
            if name == "flag_post" and re.search(r"<textarea[^>]*>\s*\w", html):
                found[url.partition("?words=")[2]].add(name)
    return found


def test_without_a_ruling_the_words_stand_on_many_pages(client, stage):
    """So that what follows looks where there is something to find."""
    found = pages_with(client, stage, "visitor")

    assert found[NOW] | found[BROUGHT] >= {
        "source", "section", "block", "annotation", "export_as", "annotation_page", "thread", "circle_feed",
        "thread_feed", "essay_feed", "section_feed", "overview", "post_history", "secret_feed", "notes", "search",
    }  # fmt: skip
    assert found[TITLE] >= {"thread", "threads", "circle", "front_door", "member", "search"}
    found = pages_with(client, stage, "other")
    assert found[NOW] >= {
        "notices",
        "bookmarks",
        "reply",
        "quote",
        "glimpse",
        "branch_off",
        "reply to a reply",
    }


@pytest.mark.parametrize("how", ["fold", "hide", "held"])
def test_withheld_words_are_read_by_whom_the_ruling_lets_and_nowhere_else(client, stage, how):
    hold(stage, how)

    for role in stage.people:
        found = pages_with(client, stage, role)
        reads = role in ("panel", "author") or (how == "fold" and role != "hidden from")
        opened = found[NOW] | found[EARLIER] | found[BROUGHT]
        assert opened <= OPENING, (role, opened - OPENING)
        assert opened >= {"thread", "annotation", "post_history"} if reads else not opened, role
        assert not found[TITLE], (role, found[TITLE])


def test_without_a_ruling_they_stand_on_many_more(client, stage):
    found = pages_with(client, stage, "other", urls=stage.wide)

    assert found[NOW] | found[TITLE] >= MORE, MORE - (found[NOW] | found[TITLE])


@pytest.mark.parametrize("how", ["fold", "hide"])
def test_withheld_words_stand_on_no_page_that_there_is(client, stage, how):
    hold(stage, how)

    for role in ("visitor", "other", "hidden from"):
        found = pages_with(client, stage, role, urls=stage.wide)
        opened = found[NOW] | found[EARLIER] | found[BROUGHT]
        reads = how == "fold" and role != "hidden from"
        allowed = {*OPENING, "flag_post"} if reads else set()
        assert opened <= allowed, (role, opened - allowed)
        assert not found[TITLE], (role, found[TITLE])


@pytest.mark.parametrize("how", ["fold", "hide"])
def test_an_earlier_wording_is_withheld_and_the_present_one_stands(client, stage, how):
    everywhere = pages_with(client, stage, "other")
    for post in stage.posts:
        restrain(
            post=post,
            how=how,
            entry=append("ruling", {"case": str(post.pk)}),
            hidden_from=[stage.people["hidden from"]],
            wording=post.revision - 1,
            up_to=post.revision - 1,
        )

    for role in stage.people:
        found = pages_with(
            client, stage, role, only=("thread", "annotation", "post_history", "search", "overview")
        )
        reads = role in ("panel", "author") or (how == "fold" and role != "hidden from")
        assert found[EARLIER] == ({"post_history"} if reads else set()), role
        assert found[NOW] >= {"thread", "annotation", "post_history", "search", "overview"}, role
    now = pages_with(client, stage, "other")
    assert now[NOW] == everywhere[NOW]
    assert now[TITLE] == everywhere[TITLE]
    assert now[BROUGHT] == everywhere[BROUGHT]


def test_a_note_leaves_the_words_and_says_its_line(client, stage):
    hold(stage, "note")

    for role in ("visitor", "hidden from"):
        found = pages_with(client, stage, role, only=("thread", "annotation", "section", "search"))
        assert found[NOW] == {"thread", "annotation", "section", "search"}
        html = client.get(stage.world.open.thread.get_absolute_url()).content.decode()
        assert "Think again." in html
        assert f"/rulings/{Post.objects.get(pk=stage.posts[1].pk).restrained_by}/" in html


@pytest.mark.parametrize("how", ["fold", "hide", "held"])
def test_what_is_freed_is_as_it_was(client, stage, how):
    before = {post.pk: (post.html, post.source, str(post.thread.title)) for post in stage.posts}
    documents = Document.objects.count()
    hold(stage, how)
    assert Document.objects.count() < documents

    for post in stage.posts:
        lift(post=post, entry=append("ruling", {"case": str(post.pk)}), is_hold=how == "held")

    after = Post.objects.select_related("thread").in_bulk(before)
    assert {pk: (post.html, post.source, post.thread.title) for pk, post in after.items()} == before
    assert {post.restraint for post in after.values()} == {""}
    assert Document.objects.count() == documents
    only = ("thread", "annotation", "section", "search")
    assert pages_with(client, stage, "hidden from", only=only)[NOW] == set(only)


def test_a_hold_gives_way_to_the_ruling_beneath_it(stage):
    post = stage.posts[2]
    ruling, held, released = (append("ruling", {"case": str(number)}) for number in range(3))
    restrain(post=post, how="fold", entry=ruling)
    restrain(post=post, how="held", entry=held)
    assert Post.objects.get(pk=post.pk).restraint == "held"

    lift(post=post, entry=released, is_hold=True)

    now = Post.objects.get(pk=post.pk)
    assert (now.restraint, now.restrained_by, now.html) == ("fold", ruling.number, "")


def test_a_withheld_post_is_not_quoted(client, stage):
    hold(stage, "fold")
    client.force_login(stage.world.other)

    form = client.get(f"{reverse('reply', args=[stage.posts[2].pk])}?quote=1").content.decode()

    assert NOW not in form.partition("<textarea")[2]


def test_a_withheld_post_is_not_edited_but_can_be_withdrawn(client, stage):
    hold(stage, "hide")
    client.force_login(stage.world.author)
    post = stage.posts[2]

    assert client.post(
        reverse("edit_post", args=[post.pk]), {"source": "Else.", "kind": "comment"}
    ).status_code in (403, 422)
    client.post(reverse("withdraw_post", args=[post.pk]))
    lift(post=post, entry=append("ruling", {"case": "1"}))

    now = Post.objects.get(pk=post.pk)
    assert (now.source, now.html, now.restraint) == ("", "", "")
    assert now.withdrawn_at


def test_what_is_withheld_is_not_mailed_and_not_counted(stage, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_IS_SENT = True
    other = stage.people["panel"]
    Member.objects.filter(pk=other.pk).update(unread_notices=3)
    with django_capture_on_commit_callbacks(execute=True):
        hold(stage, "fold")

    at_once.send_waiting(timezone.now() + at_once.GRACE * 2)

    assert not any(word in str(one.message()) for one in mail.outbox for word in SECRETS)
    assert Member.objects.get(pk=other.pk).unread_notices == 0


def test_posts_that_say_the_title_of_a_withheld_opening_say_it_no_longer_and_then_again(stage):
    saying = Post.objects.filter(html__contains=TITLE)
    count = saying.count()
    assert count

    hold(stage, "hide")
    assert not saying.exists()

    for post in stage.posts:
        lift(post=post, entry=append("ruling", {"case": str(post.pk)}))
    assert saying.count() == count


def test_a_page_with_withheld_posts_costs_one_query_more(client, stage, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(stage.world.other)
    url = stage.world.open.thread.get_absolute_url()
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    hold(stage, "fold")
    client.get(url)
    with CaptureQueriesContext(connection) as after:
        client.get(url)

    assert len(after) <= len(before) + 1


def test_a_post_is_restrained_by_an_entry_or_not_at_all(stage):
    from django.db import IntegrityError, transaction

    for wrong in (
        {"restraint": "note"},
        {"restrained_by": 1},
        {"restraint": "hide", "restrained_by": 1},  # with its words where all read them
        {"past_restraint": "hide"},
        {"past_restrained_by": 1},
        {"past_restraint": "held", "past_restrained_by": 1},  # a hold is on no wording
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=stage.posts[0].pk).update(**wrong)
