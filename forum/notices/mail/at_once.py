"""Mailing at once what addresses a member, unless they have read it within the first minute."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.utils.translation import override

from forum.debate.lists import ThreadLine, thread_lines
from forum.debate.models import Thread
from forum.members.speaking import speaking_to
from forum.notices.mail.letters import Letter, link
from forum.notices.mail.sending import Away, Postbox, addresses_of, begin, unmark
from forum.notices.models import Notice
from forum.text import excerpt

GRACE = timedelta(minutes=1)  # in which an author may mend or withdraw, and a member read here
TRIED_FOR = timedelta(days=1)  # what could not be sent so long comes in a digest, if the member has one
AT_A_TIME = 200  # mails, so that other work has its turn
WORDS = 800  # code points of the post


def send_waiting(now: datetime) -> int:
    """Mail what waits at `now`, at most AT_A_TIME; return how many mails were sent. Nothing where no mail is sent."""
    if not settings.EMAIL_IS_SENT:
        return 0
    waiting = Notice.objects.to_be_mailed_at_once(after=now - TRIED_FOR, until=now - GRACE)
    visible = waiting.visible_to_their_members().for_lists().select_related("member")
    notices = list(visible[:AT_A_TIME])
    addresses = addresses_of(notice.member_id for notice in notices)
    lines = _lines_in_each_language(notices)
    unreachable = [notice.pk for notice in notices if notice.member_id not in addresses]
    if unreachable:
        Notice.objects.filter(pk__in=unreachable).update(mail="")
    sent = 0
    with Postbox() as postbox:
        for notice in notices:
            if notice.member_id in addresses:
                line = lines[notice.member.page_language][notice.post.thread_id]
                with speaking_to(notice.member):
                    letter = _letter(notice, line, addresses[notice.member_id])
                try:
                    sent += _send(postbox, notice, letter)
                except Away:
                    break
    return sent


def _lines_in_each_language(notices: Sequence[Notice]) -> dict[str, dict[int, ThreadLine]]:
    """What the threads of `notices` are called in each language in which they are told of: by it, and by number."""
    threads: dict[str, set[Thread]] = {}
    for notice in notices:
        threads.setdefault(notice.member.page_language, set()).add(notice.post.thread)
    found: dict[str, dict[int, ThreadLine]] = {}
    for language, some in threads.items():
        with override(language):
            found[language] = {line.thread.pk: line for line in thread_lines(some)}
    return found


def _send(postbox: Postbox, notice: Notice, letter: Letter) -> bool:
    mailing = begin(member=notice.member_id, kind=Notice.Mail.ONCE, notices=[notice.pk])
    if mailing is None:
        return False
    postbox.send(letter, mailing, take_back=partial(unmark, [notice.pk], mailing))
    return True


def _letter(notice: Notice, line: ThreadLine, address: str) -> Letter:
    post, thread = notice.post, notice.post.thread
    above = [number for number in (thread.opening_id, post.answers_id) if number not in (None, post.pk)]
    return Letter(
        to=notice.member,
        address=address,
        subject=line.title,
        template="at_once",
        context={
            "author": post.byline,
            "reason": notice.reason,
            "title": line.title,
            "place": line.place,
            "words": excerpt(post.html, WORDS),
            "link": link(post.get_absolute_url()),
        },
        identity=f"post-{post.pk}",
        references=[f"post-{number}" for number in dict.fromkeys(above)],
        list_name=f"thread-{thread.pk}",
        stops=thread.pk,
    )
