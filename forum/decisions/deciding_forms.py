"""Where one says how one stands to a proposal, votes, answers, and looks at a decision again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from forum.circles.forms import Words
from forum.debate.forms import WordsField
from forum.decisions.models import Position, ProposalVote
from forum.decisions.rules import REVIEWS
from forum.web.idempotency import OnceForm

LONGEST_ANSWER = 20_000  # characters


class PositionForm(OnceForm):
    """Where one stands and why; a block also says what it guards, and what would lift it."""

    says = forms.ChoiceField(
        label=_("Where do you stand?"),
        choices=Position.Says,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    reason = Words(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Positions are said openly: everyone who sees the proposal reads yours, with your name."),
        error_messages={"required": _("Say why, in a sentence.")},
    )
    harms = forms.ChoiceField(
        label=_("For a block: what would be harmed?"),
        required=False,
        help_text=_(
            "A block guards what the circle has promised itself: its purpose, or one of its guidelines."
        ),
    )
    lifts = Words(
        label=_("For a block: what would lift it?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What would have to be different, so that you no longer block."),
    )

    def __init__(self, *args: Any, promises: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = [(promise, promise) for promise in promises]
        self.fields["harms"].choices = [("", _("Nothing: I do not block")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A block without what it guards is none; all else needs neither."""
        said = super().clean() or {}
        if said.get("says") == Position.Says.BLOCK:
            if not said.get("harms") and "harms" not in self.errors:
                self.add_error("harms", _("Say which guideline, or the purpose, would be harmed."))
            if not said.get("lifts") and "lifts" not in self.errors:
                self.add_error("lifts", _("Say what would lift your block."))
        else:
            said |= {"harms": "", "lifts": ""}
        return said

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("says", "reason", "harms", "lifts")}


class AnswerForm(OnceForm):
    """What somebody answers to being asked to leave."""

    source = WordsField(
        label=_("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "It stands beside the proposal, above what anybody says about it, and you can change it until it is "
            "decided. You can format with Markdown."
        ),
        error_messages={"required": _("Write something first.")},
    )


class VoteForm(OnceForm):
    """Yes or no."""

    says = forms.ChoiceField(choices=ProposalVote.Says)


class ReviewForm(OnceForm):
    """When to look at a decision the next time."""

    months = forms.TypedChoiceField(
        label=_("It stays. Look at it again"),
        coerce=int,
        choices=[
            (months, ngettext_lazy("in %d month", "in %d months", months) % months) for months in REVIEWS
        ],
        initial=6,
    )
