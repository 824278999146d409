"""What minutes, objections and action items are written in."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.circles.forms import Words
from forum.circles.models import Circle, Membership
from forum.debate.forms import WordsField
from forum.meetings.minutes.models import ActionItem, Minutes
from forum.members.models import Member
from forum.web.asked import number_in
from forum.web.idempotency import OnceForm
from forum.web.numbers import WholeNumber

MOST_PRESENT = 10_000


class MinutesForm(OnceForm):
    """The words, and the version they were made of. Ends of lines are kept: whoever types is not done yet."""

    source = WordsField(
        label=_("Minutes"),
        required=False,
        strip=False,
        help_text=_(
            "What was talked about, what was agreed, and what is still open. All who are here write at once; what "
            "others write comes in by itself. You can format with Markdown."
        ),
    )
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    window = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args: Any, minutes: Minutes | None, **kwargs: Any) -> None:
        initial = {"source": minutes.source if minutes else "", "base": minutes.number if minutes else 0}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_base(self) -> int:
        return number_in(self.cleaned_data["base"]) or 0


class PresentForm(OnceForm):
    """How many were there."""

    present = WholeNumber(
        label=_("How many were there?"),
        required=False,
        least=0,
        most=MOST_PRESENT,
        help_text=_("A number, and no names. Leave it empty to say nothing of it."),
    )


class ObjectionForm(OnceForm):
    """Why minutes should not stand as they are."""

    reason = Words(
        label=_("What do they not say as it was?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands here with your name until the words are changed, or you take it back."),
        error_messages={"required": _("Say what is wrong, in a sentence.")},
    )


class ItemForm(OnceForm):
    """What is to be done, by whom and by when."""

    text = Words(
        label=_("What is to be done?"),
        max_length=ActionItem.LONGEST,
        error_messages={"required": _("Say what is to be done.")},
    )
    to = forms.CharField(
        label=_("Who?"),
        required=False,
        max_length=80,
        help_text=_("A handle. Somebody else is asked, and may say no; leave it empty for anybody to take."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off", "autocapitalize": "none"}),
    )
    due = forms.DateField(
        label=_("By when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle = circle

    def clean_to(self) -> Member | None:
        return member_called(self.cleaned_data["to"], self.circle)

    def clean_due(self) -> date | None:
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("That day is past."))
        return due

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "to", "due")}


class HandOnForm(OnceForm):
    """To whom an action item is offered."""

    to = forms.CharField(
        label=_("Offer it to"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Say to whom.")},
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle = circle

    def clean_to(self) -> Member | None:
        return member_called(self.cleaned_data["to"], self.circle)


def member_called(handle: str, circle: Circle) -> Member | None:
    """The member of the circle with that handle, with or without an "@" before it; None for none. Raises
    ValidationError where there is nobody of that name there."""
    handle = handle.strip().removeprefix("@")
    if not handle:
        return None
    present = Membership.objects.current().filter(circle=circle, member__handle__iexact=handle)
    found = present.select_related("member").first()
    if found is None:
        raise forms.ValidationError(_("Nobody of that name is in this circle."))
    return found.member
