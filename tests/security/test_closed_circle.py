"""A closed circle does not exist for others: not for a visitor, nor for a member who is not in it, nor for one who has
left. One matrix: every surface there is, for every such reader. A new surface joins with a line."""

import copy
import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from essays.exchange.forms_out import FORMS
from essays.margin.actions import annotate
from essays.margin.selecting import words_of_section
from forum.circles.actions import join
from forum.circles.inviting import invite
from forum.circles.leaving import leave
from forum.debate.actions import open_thread, reply
from forum.debate.bookmarks.actions import bookmark
from forum.debate.drafts.actions import save_draft
from forum.debate.models import Thread
from forum.debate.tags.actions import tag_thread
from forum.feeds.actions import make_key
from forum.feeds.addresses import address_of
from forum.limits.models import Allowance
from forum.meetings.calendar.actions import make_key as make_calendar
from forum.meetings.calendar.addresses import address_of as calendar_at
from forum.members.models import Member
from forum.notices.actions import subscribe
from forum.notices.mail import at_once, digests
from forum.notices.mail.tokens import address_to_stop, of_meeting
from forum.notices.meetings.models import MeetingNotice
from forum.notices.models import Notice, NoticeSettings
from forum.notices.parts.models import PartNotice
from forum.notices.places import Place as FollowedPlace
from forum.record.models import Entry
from tests import called, circled, decided, met, minuted, planned
from tests.conftest import make_member
from tests.forum.notices.conftest import confirm, everyone_is_told
from tests.security import addresses
from tests.world import World

OUTSIDE = ("a visitor", "an outsider", "one who left")

# What only the closed circle knows. Nothing of it may be said anywhere else.
SECRETS = (
    "Kitchen table",
    "/circles/kitchen/",
    "The Cold Tap",
    "The Cold Basin",
    "The Cold Tap tea every second week",
    "Less of The Cold Tap tea",
    "Less of The Cold Tap.",
    "The Cold Tap supper",
    "We eat after The Cold Tap",
    "Who heats The Cold Tap",
    "The Cold Tap breakfast",
    "https://call.example.org/kitchen",
    "We heated The Cold Tap soup",
    "Only once, The Cold Tap soup",
    "Pour The Cold Tap soup",
    "Who salted the soup",
    "Twice, by the sound of it",
    "We of the kitchen disagree",
    "Bring the blue cups",
    "There is sugar in it",
    "What is warm about The Cold Tap",
)
# One's own entries of sources stay one's own, whatever they are called.
OWN_WORKS = r"The Book of The Cold Tap|The Cold Tap, sung \w+"
OWN_ENTRIES = (
    "source",
    "source_duplicates",
    "edit_source",
    "merge_source",
    "lead_with_source",
    "export_source",
)

Surface = Callable[[World], Iterable[str]]


def whatever_is_in_it(world: World) -> Iterable[str]:
    """All addresses of the circle and of what stands in it. They have to lead nowhere."""
    found = addresses.of_place(world.closed) | addresses.of_edited(world.closed_edited)
    found |= circled.addresses_of(world.closed_circled) | decided.addresses_of(world.closed.decided)
    found |= met.addresses_of(world.closed.met)
    found |= minuted.addresses_of(world.closed.minuted)
    found |= called.addresses_of(world.closed.called)
    found |= planned.addresses_of(world.closed.planned)
    found.pop("invitation")  # whoever holds its link has been told of the circle
    note = reverse("annotation", args=[world.closed.annotation.pk])
    return [*(url for name, url in found.items() if name not in OWN_ENTRIES), note]


# Where else something of it could be said: each answers, and keeps silent.
SURFACES: dict[str, Surface] = {
    "pages of nobody in particular": lambda world: addresses.of_nobody_in_particular(world).values(),
    "an open circle": lambda world: addresses.of_place(world.open).values(),
    "what an open circle decides": lambda world: decided.addresses_of(world.open.decided).values(),
    "what an open circle meets for": lambda world: met.addresses_of(world.open.met).values(),
    "what an open circle met about": lambda world: minuted.addresses_of(world.open.minuted).values(),
    "when an open circle meets": lambda world: called.addresses_of(world.open.called).values(),
    "what an open circle reads": lambda world: planned.addresses_of(world.open.planned).values(),
    "a circle that one asks to join": lambda world: circled.addresses_of(world.choir).values(),
    "the editions of an open text": lambda world: addresses.of_edited(world.edited).values(),
    "the pages of who is in it": lambda world: [
        world.author.get_absolute_url(),
        world.other.get_absolute_url(),
    ],
    "ones own notes, imports and drafts": lambda world: [
        *addresses.of_private_note(world).values(),
        *addresses.of_draft(world).values(),
        *addresses.of_draft_of_edition(world).values(),
    ],
    "ones own entries of sources": lambda world: [
        url for name, url in addresses.of_place(world.closed).items() if name in OWN_ENTRIES
    ],
    "exports of an open text": lambda world: [
        reverse("export_as", args=[world.open.essay.slug, form]) + asked
        for form in FORMS
        for asked in ("", "?private=1", "?layer=kitchen")
    ],
    "machine-readable notes": lambda world: [
        reverse(name, args=[world.open.essay.slug]) for name in ("annotation_collection", "annotation_page")
    ],
    "filters that name it": lambda world: [
        f"{addresses.of_place(world.open)[name]}{'&' if '?' in addresses.of_place(world.open)[name] else '?'}"
        "layer=kitchen"
        for name in ("section", "notes", "margin_index", "heat")
    ],
    "the search": lambda world: [
        f"{reverse('search')}?{urlencode({'q': asked})}"
        for asked in (
            "kitchen",
            "soup",
            "salted",
            "in:kitchen",
            '"cold tap"',
            "in:kitchen soup",
            "heated",
            "pour",
            "by:amara",
            "disagree",
            "supper",
            "breakfast",
            "call.example.org",
        )
    ],
    "lists of cases": lambda world: [
        f"{reverse('cases')}?show={shown}" for shown in ("open", "decided", "mine", "practice")
    ],
    "the record, and every entry of it": lambda world: [
        *(f"{reverse('record')}{asked}" for asked in ("", "?type=open", "?type=proposal", "?circle=kitchen")),
        *(reverse("entry", args=[number]) for number in Entry.objects.values_list("number", flat=True)),
        reverse("record_lines"),
    ],
    "lists of threads": lambda world: [
        f"{reverse('threads')}{asked}"
        for asked in (
            "",
            "?notes",
            "?order=newest",
            "?tag=broth",
            "?mine",
            "?unanswered",
            "?with-evidence&notes",
        )
    ],
    "what one was told, follows, keeps and drafts": lambda world: [
        *(reverse(name) for name in ("notices", "subscriptions", "bookmarks", "drafts", "feed_addresses")),
        f"{reverse('calendar_addresses')}?of=kitchen",
        f"{reverse('notices')}?new",
        f"{reverse('feed_addresses')}?of={world.closed.thread.get_absolute_url()}feed/",
    ],
    "what an outsider could be sent": lambda world: links_held_by(world.other, world),
    "suggestions": lambda world: [
        *(f"{reverse('suggest_sources')}?q={begun}" for begun in ("cold", "tap", "ledger")),
        *(f"{reverse('suggest_members', args=['commons'])}?q={begun}" for begun in ("a", "k")),
    ],
    "glimpses": lambda world: [
        f"{reverse('glimpse')}?of={of}"
        for of in (
            world.closed.thread.get_absolute_url(),
            world.closed.answer.get_absolute_url(),
            world.closed.annotation.get_absolute_url(),
            world.closed.essay.get_absolute_url(),
            world.closed.circle.get_absolute_url(),
        )
    ],
    "feeds of an open circle": lambda world: [
        addresses.of_place(world.open)[name]
        for name in ("circle_feed", "thread_feed", "essay_feed", "section_feed", "secret_feed")
    ],
}


def links_held_by(member: Member, world: World) -> list[str]:
    """What opens without signing in: links to stop mails about what is in it, and secret addresses of its feeds and of
    calendars."""
    key, closed = make_key(member=member), addresses.of_place(world.closed)
    feeds = [closed[name] for name in ("circle_feed", "thread_feed", "essay_feed", "section_feed")]
    return [
        *(
            address_to_stop(thread.pk, member=member)
            for thread in Thread.objects.filter(circle=world.closed.circle)
        ),
        *(address_of(key, feed) for feed in feeds),
        *(calendar_at(make_calendar(member=member, circle=one)) for one in (None, world.closed.circle)),
        address_to_stop(of_meeting(world.closed.called.meeting.pk), member=member),
    ]


@pytest.fixture(scope="module")
def furnished_for_the_module(world_of_them_all, kept_in_the_module) -> World:
    """The world, and in the closed circle words that nothing else says, also beside an open text."""
    world = copy.deepcopy(world_of_them_all)
    with kept_in_the_module():
        furnish(world, world.author)
    return world


@pytest.fixture
def furnished(furnished_for_the_module, db) -> World:
    return copy.deepcopy(furnished_for_the_module)


def furnish(world: World, amara: Member) -> None:
    kitchen = world.closed.circle
    thread = open_thread(member=amara, circle=kitchen, title="Who salted the soup?", source="Somebody did.")
    tag_thread(member=amara, thread=thread, names=["broth"])
    reply(member=amara, answers=thread.opening, source="Twice, by the sound of it.")
    open_section = world.open.essay.edition.sections.get(slug="of-tiles")
    said = {"kind": "critique", "source": "We of the kitchen disagree."}
    annotate(
        member=amara, selections=[words_of_section(open_section, "paid for by some")], circle=kitchen, **said
    )
    told_and_keeping(amara, thread)


def told_and_keeping(member: Member, thread: Thread) -> None:
    """Have `member` be told of a thread, follow it, keep posts of it, write in it and lead to it in private."""
    fatou = make_member("fatou")
    join(member=fatou, circle=thread.circle)
    answer = reply(member=fatou, answers=thread.opening, source=f"There is sugar in it, @{member.handle}.")
    later = reply(member=fatou, answers=answer, source="There is sugar in it, and salt.")
    for place in ("circle", thread.circle_id), ("thread", thread.pk), ("branch", answer.pk):
        subscribe(member=member, place=FollowedPlace(*place), level="everything")
    everyone_is_told()
    bookmark(member=member, post=answer)
    for place in (f"reply-to-{answer.pk}", f"thread-in-{thread.circle_id}"):
        save_draft(member=member, place=place, fields={"source": "Then I know who it was."})
    source = f"{thread.get_absolute_url()} and {later.get_absolute_url()}"
    open_thread(member=member, circle=None, title="A riddle", source=source)


@pytest.fixture
def stand_outside(client, furnished) -> Callable[[str], None]:
    """Look as one of OUTSIDE from now on."""

    def stand(reader: str) -> None:
        client.logout()
        if reader == "an outsider":
            client.force_login(furnished.other)
        if reader == "one who left":
            leave(member=furnished.author, circle=furnished.closed.circle)
            client.force_login(furnished.author)

    return stand


def words_of(response) -> str:
    Allowance.objects.all().delete()  # more is asked for here than anybody may
    return response.getvalue().decode(errors="replace") + response.headers.get("Location", "")


@pytest.mark.parametrize("reader", OUTSIDE)
def test_nothing_that_is_in_it_can_be_opened(client, furnished, stand_outside, reader):
    stand_outside(reader)
    found = whatever_is_in_it(furnished)
    secret = () if reader == "one who left" else ("/feeds/", "/calendars/")
    for url in [url for url in found if not url.startswith(secret)]:
        for accept in ("text/html", "application/ld+json"):
            response = client.get(url, headers={"Accept": accept})
            # A form's address asks a visitor to sign in, or for a form, as it would if it led nowhere.
            leads_to = words_of(response)
            is_silent = response.status_code in (404, 405) or leads_to.startswith("/accounts/login/")
            assert is_silent, (url, response.status_code)


@pytest.mark.parametrize("reader", OUTSIDE)
def test_nothing_of_it_is_said_anywhere(client, furnished, stand_outside, reader):
    asked = [(surface, url) for surface, urls in SURFACES.items() for url in urls(furnished)]
    if reader == "one who left":
        asked += [("what they were sent", url) for url in links_held_by(furnished.author, furnished)]
    stand_outside(reader)
    told = []
    for surface, url in asked:
        said = words_of(client.get(url))
        if reader == "one who left":
            said = re.sub(OWN_WORKS, "", said)
        told += [(surface, url, secret) for secret in SECRETS if secret in said]
    assert told == []


def test_what_is_looked_for_would_be_found(client, furnished):
    """Those who are in it see all of it: the words above are the right ones to look for."""
    client.force_login(furnished.author)
    pages = [*addresses.of_place(furnished.closed).values(), *addresses.of_place(furnished.open).values()]
    pages += [*addresses.of_edited(furnished.closed_edited).values(), reverse("circles")]
    pages += [furnished.author.get_absolute_url(), *circled.addresses_of(furnished.closed_circled).values()]
    pages += decided.addresses_of(furnished.closed.decided).values()
    pages += met.addresses_of(furnished.closed.met).values()
    pages += minuted.addresses_of(furnished.closed.minuted).values()
    pages += called.addresses_of(furnished.closed.called).values()
    pages += planned.addresses_of(furnished.closed.planned).values()
    pages.append(reverse("section", args=[furnished.open.essay.slug, "of-tiles"]))
    said = "".join(words_of(client.get(url)) for url in pages)
    assert [secret for secret in SECRETS if secret not in said] == []


def test_no_number_elsewhere_counts_what_happens_in_it(client, furnished):
    """All pages that an outsider sees are the same, to the letter, before and after the circle has been busy."""
    world = furnished
    client.force_login(world.other)
    pages = [
        *addresses.of_place(world.open).values(),
        *addresses.of_nobody_in_particular(world).values(),
        *(f"{url}?private=1" for url in SURFACES["exports of an open text"](world)),
        reverse("section", args=[world.open.essay.slug, "of-tiles"]),
    ]

    def look() -> dict[str, str]:
        found = {url: words_of(client.get(url)) for url in pages}
        changing = (
            r'(name="[\w-]*token" value|X-CSRFToken":)[^>]*|<time.*?</time>|"exported".*|PK|/unsubscribe/[^"]*'
            r'|data-now="\d*"'
        )
        return {url: re.sub(changing, "", words) for url, words in found.items() if "PK\x03" not in words[:4]}

    look()  # what is done at the first visit
    before = look()
    kitchen, section = world.closed.circle, world.open.essay.edition.sections.get(slug="of-tiles")
    for number in range(3):
        thread = open_thread(member=world.author, circle=kitchen, title=f"{number}", source="Busy.")
        reply(member=world.author, answers=thread.opening, source="Very.")
        words = words_of_section(section, "laid by everyone")
        annotate(member=world.author, selections=[words], circle=kitchen, kind="support", source="Busy.")
    invite(member=world.author, circle=kitchen)
    after = look()
    assert [url for url in before if before[url] != after[url]] == []


def test_ones_own_private_note_beside_its_text_stays_without_the_words_it_was_about(client, furnished):
    """Own words stay own; the text's title and words are the circle's."""
    section = furnished.closed.essay.edition.sections.get(slug="of-steam")
    note = annotate(
        member=furnished.author,
        selections=[words_of_section(section, "keeps the key keeps the house")],
        kind="comment",
        source="Remember this for Sunday.",
        private=True,
    )
    leave(member=furnished.author, circle=furnished.closed.circle)
    client.force_login(furnished.author)

    profile = words_of(client.get(furnished.author.get_absolute_url()))
    assert "Remember this for Sunday." in profile
    assert "The Cold Tap" not in profile
    assert client.get(reverse("annotation", args=[note.pk])).status_code == 404
    thread = client.get(reverse("post", args=[note.thread.opening_id]), follow=True)
    assert thread.status_code == 200
    assert "Remember this for Sunday." in words_of(thread)
    for name in ("post_history", "edit_post", "withdraw_post", "reply"):
        page = client.get(reverse(name, args=[note.thread.opening_id]))
        assert page.status_code == 200
        assert "The Cold Tap" not in words_of(page)
        assert "keeps the house" not in words_of(page)


def test_who_comes_back_finds_it_again(client, furnished):
    kitchen, author = furnished.closed.circle, furnished.author
    kitchen.memberships.create(member=make_member("esi"))
    leave(member=author, circle=kitchen)
    kitchen.memberships.create(member=author)
    client.force_login(author)
    assert "Who salted the soup" in words_of(client.get(kitchen.get_absolute_url()))


def test_no_mail_tells_of_it_once_one_has_left(settings, furnished):
    """What waits to be mailed, at once and in a digest, is not; nor is what is written to them later."""
    settings.EMAIL_IS_SENT = True
    author, kitchen = furnished.author, furnished.closed.circle
    confirm(author)
    waiting = Notice.objects.filter(member=author, post__thread__circle=kitchen)
    assert set(waiting.values_list("mail", flat=True)) == {"", "once", "digest"}
    Notice.objects.filter(member=author).exclude(
        post__thread__circle=kitchen
    ).delete()  # they may be told of others
    leave(member=author, circle=kitchen)
    reply(member=Member.objects.get(handle="fatou"), answers=furnished.closed.answer, source="Bye, @amara.")
    everyone_is_told()

    in_time = timezone.now() + timedelta(hours=1)
    NoticeSettings.objects.update(digest_due_at=in_time)
    at_once.send_waiting(in_time)
    digests.send_due(in_time)
    assert mail.outbox == []


def test_those_who_stay_are_mailed_of_it(settings, furnished):
    settings.EMAIL_IS_SENT = True
    confirm(furnished.author)
    in_time = timezone.now() + timedelta(hours=1)
    NoticeSettings.objects.update(digest_due_at=in_time)
    at_once.send_waiting(in_time)
    digests.send_due(in_time)
    assert all("There is sugar in it" in letter.body for letter in mail.outbox)
    assert len(mail.outbox) == 2


def test_no_count_in_the_header_tells_of_it(client, furnished, stand_outside):
    before = furnished.author
    before.refresh_from_db()
    assert before.unread_notices > 0
    stand_outside("one who left")
    before.refresh_from_db()
    kinds = (Notice, MeetingNotice, PartNotice)
    seen = sum(kind.objects.visible_to(before).unread().count() for kind in kinds)
    assert before.unread_notices == seen
