"""What a summary is written in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.debate.forms import WordsField
from forum.debate.summarising.models import Summary
from forum.web.asked import number_in
from forum.web.idempotency import OnceForm


class SummaryForm(OnceForm):
    """Where a thread stands, and which version was seen: no version replaces another unseen."""

    source = WordsField(
        label=_("Where this thread stands"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "What has been agreed, what is still open, and what would settle it; fairly, so that those who "
            "disagree find themselves in it. You can format with Markdown."
        ),
        error_messages={"required": _("Write something first.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, present: Summary | None, words: str, **kwargs: Any):
        initial = {"source": words, "seen": present.number if present else 0}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_seen(self) -> int:
        return number_in(self.cleaned_data["seen"]) or 0

    def show(self, present: Summary | None) -> None:
        """Have the form say, when it is sent again, that the version that stands now was seen."""
        self.data = dict(self.data.items()) | {"seen": str(present.number if present else 0)}
