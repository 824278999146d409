"""Mail for an installation without a mail server: kept as files in var/mail and shown on the console."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends import base, console, filebased


class FileAndConsole(base.BaseEmailBackend):
    """Writes each message to the console and to EMAIL_FILE_PATH."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        console.EmailBackend(fail_silently=self.fail_silently).send_messages(messages)
        return filebased.EmailBackend(fail_silently=self.fail_silently).send_messages(messages) or 0
