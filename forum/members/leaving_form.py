"""What closing one's account takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.members.models import Member


class LeavingForm(forms.Form):
    """What is to become of one's words; and one's password, or, for whoever has none, one's handle."""

    KEPT, WITHDRAWN = "kept", "withdrawn"

    words = forms.ChoiceField(
        label=_("What you wrote"),
        choices=(
            (KEPT, _("stays, under “a former member”")),
            (WITHDRAWN, _("is withdrawn: its words are deleted, and the replies to it stay")),
        ),
        widget=forms.RadioSelect,
        initial=KEPT,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if member.has_usable_password():
            self.fields["proof"] = forms.CharField(
                label=_("Your password"),
                strip=False,
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            )
        else:
            self.fields["proof"] = forms.CharField(
                label=_("Your handle, typed once more"), widget=forms.TextInput(attrs={"autocomplete": "off"})
            )

    def clean_proof(self) -> str:
        proof = self.cleaned_data["proof"]
        if not self.member.has_usable_password():
            if proof.strip().lower() != self.member.handle:
                raise forms.ValidationError(_("That is not your handle."))
        elif not self.member.check_password(proof):
            raise forms.ValidationError(_("That is not your password. Nothing was closed."))
        return proof
