"""Whom a summary mentions is told, once, wherever they may read it."""

from forum.circles.actions import join
from forum.debate.actions import open_thread, reply, withdraw_post
from forum.debate.summarising.actions import summarise
from forum.notices.actions import read_posts, subscribe
from forum.notices.mail import at_once
from forum.notices.models import Level, Notice
from forum.notices.places import Place
from tests.forum.notices.conftest import confirm, everyone_is_told, told, unread


def reasons(member) -> list[str]:
    return [notice.reason for notice in Notice.objects.filter(member=member)]


def test_whoever_is_mentioned_where_a_thread_stands_is_told(thread, bashir, chiara):
    summarise(member=bashir, thread=thread, source="@chiara keeps them; so says @bashir.")

    assert reasons(chiara) == ["summed-up"]
    assert unread(chiara) == 1
    assert reasons(bashir) == [], "nobody calls themselves"


def test_the_author_of_the_thread_is_told_as_well(thread, amara, bashir):
    summarise(member=bashir, thread=thread, source="Settled by @amara.")
    assert reasons(amara) == ["summed-up"]


def test_each_further_version_tells_only_those_whom_it_mentions_first(thread, bashir, chiara, dmitri):
    summarise(member=bashir, thread=thread, source="@chiara keeps them.")
    read_posts(member=type(chiara).objects.get(pk=chiara.pk), posts=[thread.opening_id])
    for source in ("@chiara keeps them, @dmitri helps.", "Nobody does.", "@chiara does after all."):
        summarise(member=bashir, thread=thread, source=source)

    assert reasons(chiara) == ["summed-up"]
    assert (unread(chiara), unread(dmitri)) == (0, 1)


def test_who_was_told_of_the_thread_is_called_to_its_summary_all_the_same(amara, bashir, chiara, commons):
    subscribe(member=chiara, place=Place("circle", commons.pk), level=Level.EVERYTHING)
    thread = open_thread(member=amara, circle=commons, title="Tea", source="Who brings it?")
    everyone_is_told()
    read_posts(member=type(chiara).objects.get(pk=chiara.pk), posts=[thread.opening_id])
    summarise(member=bashir, thread=thread, source="@chiara does.")

    assert reasons(chiara) == ["summed-up"]
    assert unread(chiara) == 1


def test_nobody_is_called_to_where_they_may_not_read(amara, bashir, chiara, kitchen):
    join(member=bashir, circle=kitchen)
    thread = open_thread(member=amara, circle=kitchen, title="Soup", source="Leeks?")
    everyone_is_told()
    summarise(member=amara, thread=thread, source="@bashir and @chiara cook.")

    assert reasons(bashir) == ["summed-up"]
    assert reasons(chiara) == []


def test_who_has_muted_the_thread_is_not_called_to_it(thread, bashir, chiara):
    subscribe(member=chiara, place=Place("thread", thread.pk), level=Level.NOTHING)
    summarise(member=bashir, thread=thread, source="@chiara keeps them.")
    assert told(chiara) == []


def test_under_a_thread_whose_beginning_was_withdrawn_nobody_is_called(thread, amara, bashir, chiara):
    reply(member=bashir, answers=thread.opening, source="I do.")
    withdraw_post(member=amara, post=thread.opening)
    thread.refresh_from_db()
    summarise(member=bashir, thread=thread, source="@chiara keeps them.")
    assert reasons(chiara) == []


def test_the_list_and_the_mail_say_where(as_member, mail, now, thread, bashir, chiara):
    confirm(chiara)
    summarise(member=bashir, thread=thread, source="@chiara keeps them.")
    page = as_member(chiara).get("/notices/").content.decode()
    assert "You are mentioned where this thread stands" in page

    at_once.send_waiting(now + 2 * at_once.GRACE)
    assert "You are mentioned where “Who keeps the keys?” stands." in mail[0].body
