"""A form acts once, however often it is sent."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.web.models import SubmittedForm

REMEMBERED = timedelta(days=7)  # longer than anyone keeps a form open


class OnceForm(forms.Form):
    """A form with a token of its own; `once` uses it to act a single time."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4

    def clean_token(self) -> uuid.UUID:
        """The form's token together with what was said in it: other words under an old token are no repetition.

        A form without its token still acts; it only cannot be recognised when it comes again.
        """
        token = self.cleaned_data["token"]
        return uuid.uuid5(token, self._all_that_was_said()) if token else uuid.uuid4()

    def _all_that_was_said(self) -> str:
        said = {name: value for name, value in self.data.items() if name != "csrfmiddlewaretoken"}
        files = {name: (str(file), getattr(file, "size", 0)) for name, file in self.files.items()}
        return repr((type(self).__qualname__, sorted(said.items()), sorted(files.items())))


def once(*, member, token: uuid.UUID, act: Callable[[], str]) -> tuple[str, bool]:
    """Do `act` unless this member has already sent this token; return where to go, and whether it was done now.

    `act` returns the address its sender is led to. Both stand in one transaction: if `act` raises, the token is
    free again. A second sending that arrives while the first is under way waits for it at the unique constraint.
    """
    try:
        with transaction.atomic():
            sent = SubmittedForm.objects.create(member=member, token=token)
            sent.led_to = act()
            sent.save(update_fields=["led_to"])
    except IntegrityError:
        earlier = SubmittedForm.objects.filter(member=member, token=token).first()
        if earlier is None:
            raise
        return earlier.led_to, False
    return sent.led_to, True


def remember_as_sent(*, member, token: uuid.UUID) -> None:
    """Remember that the very form with this token has been sent, whatever was said in it."""
    SubmittedForm.objects.bulk_create([SubmittedForm(member=member, token=token)], ignore_conflicts=True)


def has_been_sent(*, member, token: uuid.UUID) -> bool:
    """Whether the form with this token has been remembered as sent."""
    return SubmittedForm.objects.filter(member=member, token=token).exists()


def token_in(said: str | None) -> uuid.UUID | None:
    """The token that a form said, or None."""
    try:
        return uuid.UUID(said or "")
    except ValueError:
        return None


def forget_sent_forms() -> None:
    """Forget what was sent longer ago than REMEMBERED."""
    SubmittedForm.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()
