"""Mailing invitations, in the background."""

from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from forum.circles.models import Invitation
from forum.circles.tokens import token_of
from forum.members.zones import zone_of

MAIL = "forum/circles/mail/invitation"


@task()
def mail_invitation(pk: int, here: str) -> None:
    """Mail an invitation to whom it is for, unless that has been done, or it holds no longer.

    It is marked after it has been sent: a worker that ends between the two mails it again, under the same
    Message-ID, by which a mailbox knows it for the same mail.
    """
    unsent = Invitation.objects.good_at(timezone.now()).filter(pk=pk, mailed_at=None).exclude(email="")
    invitation = unsent.select_related("circle", "by").first()
    if invitation is None:
        return
    message_of(invitation, here).send()
    Invitation.objects.filter(pk=pk).update(mailed_at=timezone.now())


def message_of(invitation: Invitation, here: str) -> EmailMultiAlternatives:
    """The mail, in the language and the time zone of whoever invites."""
    link = here.rstrip("/") + reverse("invitation", args=[token_of(invitation.pk)])
    context = {"invitation": invitation, "circle": invitation.circle, "link": link, "here": here}
    by = invitation.by
    with translation.override(by.page_language), timezone.override(zone_of(by.time_zone)):
        subject = " ".join(render_to_string(f"{MAIL}_subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject, render_to_string(f"{MAIL}_message.txt", context), to=[invitation.email]
        )
        message.attach_alternative(render_to_string(f"{MAIL}_message.html", context), "text/html")
    host = urlsplit(here).hostname or "localhost"
    message.extra_headers["Message-ID"] = (
        f"<invitation-{invitation.pk}-{invitation.at:%Y%m%d%H%M%S%f}@{host}>"
    )
    return message
