"""How a mail is written: in its reader's language and time, as plain text and as HTML, with what mail programs go by.

Message-ID, In-Reply-To and References (RFC 5322, section 3.6.4) are made of the numbers of posts, so that a mail
program shows a thread as a thread; List-Id (RFC 2919) names it. List-Unsubscribe-Post (RFC 8058) lets the program's own
button stop it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from forum.meetings.calendar.writing import PUBLISH
from forum.members.models import Member
from forum.members.speaking import speaking_to
from forum.notices.mail.tokens import ALL, address_to_stop


@dataclass(frozen=True)
class Letter:
    """What is to be said to a member. `template` is the name of two, one of plain text and one of HTML.

    `identity` and `references` are the first halves of Message-IDs, `list_name` the first half of a List-Id. `stops` is
    what its unsubscribe link stops (see tokens.py). `calendar` is what it says to a calendar program: a method, and an
    iCalendar object with it.
    """

    to: Member
    address: str
    subject: str
    template: str
    context: Mapping[str, Any]
    identity: str
    list_name: str
    stops: str | int
    references: Sequence[str] = field(default=())
    calendar: tuple[str, bytes] | None = None


def link(path: str) -> str:
    """The whole address of a page here."""
    return f"{settings.SITE_URL}{path}"


def write(letter: Letter) -> EmailMultiAlternatives:
    """The mail, ready to be sent."""
    member, stop = letter.to, link(address_to_stop(letter.stops, member=letter.to))
    context = {
        **letter.context,
        "member": member,
        "site": settings.SITE_URL,
        "stop": stop,
        "stop_all": link(address_to_stop(ALL, member=member)),
    }
    with speaking_to(member):
        text = render_to_string(f"forum/notices/mail/{letter.template}.txt", context)
        html = render_to_string(f"forum/notices/mail/{letter.template}.html", context)
    headers = {
        "Message-ID": _message_id(letter.identity),
        "List-Id": f"<{letter.list_name}.{_host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    if letter.references:
        headers["In-Reply-To"] = _message_id(letter.references[-1])
        headers["References"] = " ".join(map(_message_id, letter.references))
    subject = " ".join(letter.subject.split())  # a title of several lines would end the headers
    mail = EmailMultiAlternatives(subject, text.strip() + "\n", to=[letter.address], headers=headers)
    mail.attach_alternative(html, "text/html")
    if letter.calendar:
        _attach(mail, *letter.calendar)
    return mail


def _attach(mail: EmailMultiAlternatives, method: str, calendar: bytes) -> None:
    """As an alternative, by which most programs offer to take it over (RFC 6047, section 2.4), and as a file for those
    who have to open one."""
    name = "meetings.ics" if method == PUBLISH else "meeting.ics"
    mail.attach_alternative(calendar.decode(), f"text/calendar; method={method}")
    mail.attach(name, calendar, "application/ics")


def _message_id(identity: str) -> str:
    return f"<{identity}@{_host()}>"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
