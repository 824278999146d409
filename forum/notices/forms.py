"""Forms about what one is told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.members.models import Member
from forum.notices.choices import CHOICES
from forum.notices.models import NoticeSettings
from forum.notices.wishes import wishes_of


class LevelForm(forms.Form):
    """How much one is told of a place."""

    level = forms.ChoiceField(
        choices=[(choice.level, choice.name) for choice in CHOICES],
        required=False,
        error_messages={"invalid_choice": _("That can’t be chosen here. Choose one of these.")},
    )


class NoticeSettingsForm(forms.Form):
    """What one is told as usual, and how it is mailed."""

    all_of_opened = forms.BooleanField(label=_("in threads I start"), required=False)
    all_of_written_in = forms.BooleanField(label=_("in threads I write in"), required=False)
    all_of_joined = forms.BooleanField(label=_("in circles I’m in, other than the Commons"), required=False)
    mail_at_once = forms.BooleanField(
        label=_("Mail me at once when somebody answers or mentions me, and of meetings"), required=False
    )
    digest = forms.ChoiceField(
        label=_("Mail me what else is new"),
        choices=NoticeSettings.Digest,
        widget=forms.RadioSelect,
        help_text=_("At seven in the morning where you live. Where nothing is new, nothing is sent."),
        error_messages={"required": _("Choose one.")},
    )
    weekday = forms.TypedChoiceField(
        label=_("The day, if once a week"),
        choices=NoticeSettings.Weekday,
        coerce=int,
        error_messages={"required": _("Choose one.")},
    )

    USUAL = ("all_of_opened", "all_of_written_in", "all_of_joined")

    @classmethod
    def of(cls, member: Member) -> "NoticeSettingsForm":
        """The form as it stands before anything is changed."""
        wishes = wishes_of(member)
        return cls(initial={name: getattr(wishes, name) for name in cls.base_fields})

    @property
    def usual(self) -> list[Any]:
        return [self[name] for name in self.USUAL]

    @property
    def mail(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.USUAL]
