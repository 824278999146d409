"""What people have tried in order to run a script stays words on the pages about notices, and in the mails."""

from datetime import timedelta

from django.utils import timezone

from forum.debate.actions import open_thread, reply
from forum.debate.models import Post
from forum.notices.actions import subscribe
from forum.notices.mail import at_once
from forum.notices.models import Notice
from forum.notices.places import Place
from tests.forum.notices.conftest import confirm, everyone_is_told
from tests.security.harm import SOME, harm_in_page


@SOME
def test_scripts_in_titles_names_and_words_stay_words(
    client, settings, db, mailoutbox, amara, bashir, commons, payload
):
    settings.EMAIL_IS_SENT = True
    confirm(amara)
    bashir.display_name = payload[:60].replace("\x00", "")
    bashir.save()
    thread = open_thread(member=amara, circle=commons, title=payload[:160].replace("\x00", ""), source="Who?")
    answer = reply(member=bashir, answers=thread.opening, source="I do.")
    Post.objects.filter(pk=answer.pk).update(html=f"<p>{payload}</p>".replace("\x00", ""))
    everyone_is_told()
    for place in (Place("thread", thread.pk), Place("branch", answer.pk)):
        subscribe(member=amara, place=place, level="everything")
    Notice.objects.update(at=timezone.now() - timedelta(minutes=5))
    at_once.send_waiting(timezone.now())
    client.force_login(amara)
    addresses = ("/notices/", "/subscriptions/", f"/subscriptions/branch/{answer.pk}/")

    [letter] = mailoutbox
    [(html, _kind)] = letter.alternatives
    pages = [client.get(address).content.decode() for address in addresses]
    assert [harm_in_page(page) for page in pages] == [[], [], []]
    assert [harm for harm in harm_in_page(html) if harm != "<style>"] == []
