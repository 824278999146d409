"""What is done for members in the background."""

from django.core.mail import EmailMessage
from django_tasks import task


@task()
def send_mail(subject: str, body: str, to: list[str]) -> None:
    """Send a mail. What the mail server refuses is logged with the task; it may be asked for again on its page."""
    EmailMessage(subject, body, to=to).send()
