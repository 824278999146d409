"""Each mail speaks its reader's language, subject and titles too, whatever the worker speaks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.debate.actions import open_thread, reply, withdraw_post
from forum.members.models import Member
from forum.notices.actions import subscribe
from forum.notices.mail import at_once, digests
from forum.notices.models import Level, NoticeSettings
from forum.notices.places import Place
from tests.catalogues import write_catalogue
from tests.forum.notices.conftest import confirm, everyone_is_told

ENGLISH = "A thread whose first post was withdrawn"
GERMAN = "Ein Gespräch, dessen Anfang zurückgenommen ist"


@pytest.fixture(autouse=True)
def _german(settings, tmp_path):
    write_catalogue(
        tmp_path,
        "de",
        {
            ENGLISH: GERMAN,
            "%(count)d new post for you\0%(count)d new posts for you": "%(count)d Neues\0%(count)d Neue",
        },
    )
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]


@pytest.fixture
def nameless(amara, bashir, chiara, commons):
    """A thread that Amara took the beginning of back before Bashir answered her there, and mentioned Chiara."""
    Member.objects.filter(pk=amara.pk).update(language="de", time_zone="Europe/Berlin")
    thread = open_thread(member=amara, circle=commons, title="Keys", source="Who has them?")
    everyone_is_told()
    withdraw_post(member=amara, post=thread.opening)
    thread.refresh_from_db()
    return thread


def test_what_is_mailed_at_once_calls_the_thread_in_its_readers_language(
    mail, amara, bashir, chiara, nameless
):
    confirm(amara, chiara)
    reply(member=bashir, answers=nameless.opening, source="I do, @chiara.")
    everyone_is_told()
    at_once.send_waiting(timezone.now() + 2 * at_once.GRACE)

    subjects = {letter.to[0]: letter.subject for letter in mail}
    assert subjects == {amara.email: GERMAN, chiara.email: ENGLISH}
    for letter in mail:
        assert subjects[letter.to[0]] in letter.body


def test_so_does_a_digest(mail, amara, bashir, chiara, nameless):
    confirm(amara, chiara)
    for member in (amara, chiara):
        subscribe(member=member, place=Place("thread", nameless.pk), level=Level.EVERYTHING)
        NoticeSettings.objects.update_or_create(member=member, defaults={"mail_at_once": False})
    reply(member=bashir, answers=nameless.opening, source="I do.")
    everyone_is_told()
    digests.send_due(timezone.now() + timedelta(days=2))

    told = {letter.to[0]: letter for letter in mail}
    assert told[amara.email].subject == "1 Neues"
    assert GERMAN in told[amara.email].body
    assert told[chiara.email].subject == "1 new post for you"
    assert ENGLISH in told[chiara.email].body
