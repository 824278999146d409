"""What notes are brought, and confirmed, in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from essays.exchange.reading import LONGEST_FILE, FileReason
from essays.exchange.reading.files import MEGABYTE
from essays.exchange.wordings import explain_file
from forum.web.idempotency import OnceForm


class BringForm(OnceForm):
    """A file of notes."""

    file = forms.FileField(
        label=_("A file of notes"),
        allow_empty_file=True,  # it is refused below, in words of our own
        error_messages={"required": _("Choose a file.")},
        help_text=format_lazy(
            _("JSON or JSON-LD, up to {megabytes} MB."), megabytes=LONGEST_FILE // MEGABYTE
        ),
        widget=forms.FileInput(attrs={"accept": ".json,.jsonld,application/json,application/ld+json"}),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LONGEST_FILE:
            raise _refused(FileReason.TOO_LONG, megabytes=LONGEST_FILE // MEGABYTE)
        self.content = file.read()
        if not self.content.strip():
            raise _refused(FileReason.EMPTY)
        if self.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
            raise _refused(FileReason.NOT_JSON)
        return file


def _refused(code: FileReason, **params: Any) -> ValidationError:
    return ValidationError(explain_file({"code": code, "params": params}))


class ConfirmForm(OnceForm):
    """Who is to read what was brought, and whether that is also what has no place in the text."""

    layer = forms.ChoiceField(label=_("Who is to read them?"), widget=forms.RadioSelect)
    keeps_gone = forms.BooleanField(
        label=_("Keep the notes whose passage was not found, too"),
        required=False,
        help_text=_("They are listed with the words they were about, and can be tied to the text later."),
    )

    def __init__(self, *args: Any, circle: str, has_gone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"layer": "circle"}, **kwargs})
        self.fields["layer"].choices = [  # type: ignore[attr-defined]
            (
                "circle",
                format_lazy(_("Everyone who reads the text, as notes of the circle {circle}"), circle=circle),
            ),
            ("private", _("Only me, as private notes")),
        ]
        if not has_gone:
            del self.fields["keeps_gone"]
