"""What a circle is started, asked and invited into with."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from forum.circles.deciding import WAYS, access_and_joining
from forum.circles.guidelines import LONGEST, MOST, default_guidelines, lines_of
from forum.circles.models import Invitation
from forum.members.forms import plain_line
from forum.web.idempotency import OnceForm

MOST_ADDRESSES = 10
LONGEST_ADDRESSES = 2_000  # characters, before they are taken apart


class Words(forms.CharField):
    """A few words on one line or several, without characters that nobody sees."""

    def to_python(self, value: str | None) -> str:
        return " ".join((super().to_python(value) or "").split())

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[plain_line], **kwargs)


def checked_guidelines(text: str) -> str:
    """The guidelines in a text, one a line. Raises ValidationError for more than are kept in mind, and longer ones."""
    lines = lines_of(text)
    if len(lines) > MOST:
        raise ValidationError(
            _("These are %(count)d guidelines; nobody keeps more than %(most)d in mind.")
            % {"count": len(lines), "most": MOST}
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST:
            raise ValidationError(
                _("Guideline %(number)d has %(length)d characters. Please say it in %(longest)d.")
                % {"number": number, "length": len(line), "longest": LONGEST}
            )
        plain_line(line)
    return "\n".join(lines)


class StartCircleForm(OnceForm):
    """A circle as it begins. Who reads and how one joins is one question, so that no answer contradicts itself."""

    name = Words(
        label=_("Name"),
        max_length=80,
        help_text=_("What people will call it. Its address is made of it."),
        error_messages={"required": _("Give the circle a name.")},
    )
    purpose = Words(
        label=_("Purpose"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What it is for, in a sentence or two: whoever thinks of joining reads this first."),
        error_messages={"required": _("Say in a sentence what the circle is for.")},
    )
    way = forms.ChoiceField(
        label=_("Who reads, and how one joins"),
        choices=list(WAYS.items()),
        initial="freely",
        widget=forms.RadioSelect,
        help_text=_(
            "A closed circle can be joined by invitation only, since nobody else can know of it. It stays closed: "
            "people write in that trust. All else the circle can change later, by a decision."
        ),
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    guidelines = forms.CharField(
        label=_("Guidelines"),
        required=False,
        max_length=MOST * (LONGEST + 2),
        initial=lambda: "\n\n".join(default_guidelines()),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "What you ask of those who write here, one guideline a line, so that each can be named by its number. "
            "These are a beginning: change them as you like. If you leave none, these hold."
        ),
    )

    def clean_guidelines(self) -> str:
        return checked_guidelines(self.cleaned_data["guidelines"])

    def said(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        access, joining = access_and_joining(self.cleaned_data["way"])
        words = {name: self.cleaned_data[name] for name in ("name", "purpose", "guidelines")}
        return words | {"access": access, "joining": joining}


class AskForm(OnceForm):
    """A few words with which one asks to be let in."""

    words = Words(
        label=_("A few words"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who you are, or what brings you. Only the members of the circle will read it."),
    )


class _Invite(OnceForm):
    """What both ways of inviting ask."""

    days = forms.IntegerField(
        label=_("Good for how many days?"),
        min_value=1,
        max_value=Invitation.MOST_DAYS,
        initial=Invitation.DAYS,
        error_messages={"required": _("Say for how many days.")},
    )
    note = Words(
        label=_("A few words from you"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever opens the invitation reads them, and so can the members of the circle."),
    )


class InviteForm(_Invite):
    """An invitation by a link."""

    limit = forms.IntegerField(
        label=_("How many people may use it?"),
        min_value=1,
        max_value=Invitation.MOST_USES,
        initial=Invitation.USES,
        error_messages={"required": _("Say how many people may use it.")},
    )
    field_order = ("limit", "days", "note")


class InviteByMailForm(_Invite):
    """Invitations by mail, one for each address."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=LONGEST_ADDRESSES,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_(
            "One a line, or with commas between them; %(most)d at most. Each gets an invitation that one person can "
            "use. Write only to people who know you. An address is forgotten once its invitation is over."
        )
        % {"most": MOST_ADDRESSES},
        error_messages={"required": _("Enter an e-mail address, such as amara@example.org.")},
    )
    field_order = ("addresses", "days", "note")

    def clean_addresses(self) -> list[str]:
        """The addresses, each once, in the order in which they were given."""
        found: dict[str, str] = {}
        for address in re.split(r"[\s,;]+", self.cleaned_data["addresses"].strip()):
            found.setdefault(address.casefold(), address)
        addresses = list(found.values())
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(
                _("These are %(count)d addresses. Please send to %(most)d at most, and then to the others.")
                % {"count": len(addresses), "most": MOST_ADDRESSES}
            )
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("“%(address)s” is not an e-mail address. Nothing has been sent.") % {"address": address}
                ) from None
        return addresses
