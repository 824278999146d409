"""What a proposal is written in, one form for each kind."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from forum.circles.deciding import WAYS, way_of, ways_from
from forum.circles.forms import Words, checked_guidelines
from forum.circles.guidelines import LONGEST, MOST
from forum.circles.models import Circle, Membership
from forum.circles.numbers import NUMBERS, number_of
from forum.debate.forms import WordsField
from forum.decisions.changes import Change, of_guidelines, of_leaving, of_number, of_settings, plain
from forum.decisions.models import Kind, Proposal
from forum.decisions.rules import REVIEWS
from forum.members.forms import plain_line
from forum.web.idempotency import OnceForm

LONGEST_TEXT = 4000  # characters of what is to be decided
LONGEST_WHY = 20_000


def _plain_lines(value: str) -> None:
    for line in value.splitlines():
        plain_line(line)


class ProposalForm(OnceForm):
    """What every proposal has. With `rewords`, the form gives one that is open other words: why is said already."""

    title = Words(
        label=_("Title"),
        max_length=160,
        help_text=_("A few words by which people will speak of it."),
        error_messages={"required": _("Give it a title.")},
    )
    why = WordsField(
        label=_("Why"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "What it answers, what else you thought of, and what speaks against it. It begins the discussion. You can "
            "format with Markdown."
        ),
        error_messages={"required": _("Say why: people decide on reasons.")},
    )
    review_months = forms.TypedChoiceField(
        label=_("When shall the circle look at it again?"),
        coerce=int,
        choices=[
            (months, ngettext_lazy("After %d month", "After %d months", months) % months)
            for months in REVIEWS
        ],
        initial=6,
        help_text=_("Every decision has a day on which it is looked at again. Until then it holds."),
    )
    because = Words(
        label=_("What does the change answer?"),
        max_length=400,
        help_text=_("A sentence: the question, the concern or the block that it takes up."),
        error_messages={"required": _("Say what the change answers.")},
    )

    def __init__(
        self,
        *args: Any,
        circle: Circle,
        proposal: Proposal | None = None,
        begun: Mapping[str, str] | None = None,
        **kwargs: Any,
    ):
        """`begun` is what an address says a new one begins with."""
        self.circle, self.proposal = circle, proposal
        self.rewords = proposal is not None and proposal.stage != Proposal.Stage.DRAFT
        initial = self.present() | dict(begun or {})
        if proposal:
            initial |= {"title": proposal.title, "why": proposal.why} | self.proposed(proposal)
            initial["review_months"] = proposal.review_months
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("why", "review_months") if self.rewords else ("because",):
            del self.fields[name]

    def present(self) -> dict[str, Any]:
        """What its fields begin with: what holds now."""
        return {}

    def proposed(self, proposal: Proposal) -> dict[str, Any]:
        """The same of what is proposed already."""
        return dict(proposal.change)

    def change(self) -> Change:
        """What was said, as the change it makes."""
        raise NotImplementedError

    def named(self, change: Change) -> str:
        """The proposal's title."""
        return self.cleaned_data["title"]

    def clean(self) -> dict[str, Any]:
        """Refuse what changes nothing."""
        said = super().clean() or {}
        if not self.errors:
            self.cleaned_data = said
            change = self.change()
            if change.before and change.text == change.before:
                raise ValidationError(_("This is what holds already. Change something, or propose nothing."))
        return said

    def said(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        change = self.change()
        names = ("because",) if self.rewords else ("why", "review_months")
        return {"change": change, "title": self.named(change)} | {
            name: self.cleaned_data[name] for name in names
        }


class PlainForm(ProposalForm):
    """Something that people carry out themselves."""

    text = WordsField(
        label=_("What would be decided"),
        max_length=LONGEST_TEXT,
        validators=[_plain_lines],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "In the words that are to hold: who does what, and until when. For example: We meet on Tuesdays."
        ),
        error_messages={"required": _("Say what would be decided.")},
    )
    field_order = ("title", "text", "because", "why", "review_months")

    def proposed(self, proposal: Proposal) -> dict[str, Any]:
        return {"text": proposal.text}

    def change(self) -> Change:
        return plain(self.cleaned_data["text"])


class GuidelinesForm(ProposalForm):
    """Other guidelines, beginning with those that hold."""

    guidelines = WordsField(
        label=_("The guidelines as they would read"),
        max_length=MOST * (LONGEST + 2),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("One a line. These are the present ones: change what should change, and leave the rest."),
        error_messages={"required": _("Write the guidelines as they would read.")},
    )
    field_order = ("title", "guidelines", "because", "why", "review_months")

    def present(self) -> dict[str, Any]:
        return {"guidelines": "\n".join(self.circle.guideline_list)}

    def clean_guidelines(self) -> str:
        return checked_guidelines(self.cleaned_data["guidelines"])

    def change(self) -> Change:
        return of_guidelines(self.circle, self.cleaned_data["guidelines"])


class NumberForm(ProposalForm):
    """Another value for one of the numbers that a circle may change."""

    title = None  # type: ignore[assignment]  # it is called what it changes
    name = forms.ChoiceField(
        label=_("Which number"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    value = forms.IntegerField(
        label=_("What it would be"), error_messages={"required": _("Enter a whole number.")}
    )
    field_order = ("name", "value", "because", "why", "review_months")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = [self.proposal.change["name"]] if self.rewords and self.proposal else list(NUMBERS)
        self.fields["name"].choices = [(name, self._described(name)) for name in names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "name" in said and "value" in said:
            number = NUMBERS[said["name"]]
            if not number.least <= said["value"] <= number.most:
                self.add_error(
                    "value",
                    _("Between %(least)d and %(most)d, please.")
                    % {"least": number.least, "most": number.most},
                )
        return super().clean()

    def change(self) -> Change:
        return of_number(self.circle, self.cleaned_data["name"], self.cleaned_data["value"])

    def named(self, change: Change) -> str:
        return change.text[:160]

    def _described(self, name: str) -> str:
        now = number_of(self.circle, name)
        return _("%(now)d %(says)s. %(why)s") % {
            "now": now, "says": NUMBERS[name].says, "why": NUMBERS[name].why
        }  # fmt: skip


class SettingsForm(ProposalForm):
    """Another name, purpose or door."""

    name = Words(label=_("Name"), max_length=80, error_messages={"required": _("Give the circle a name.")})
    purpose = Words(
        label=_("Purpose"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence what the circle is for.")},
    )
    way = forms.ChoiceField(
        label=_("Who reads, and how one joins"),
        widget=forms.RadioSelect,
        help_text=_("A circle that closes stays closed: people write in that trust."),
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    field_order = ("title", "name", "purpose", "way", "because", "why", "review_months")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(way, WAYS[way]) for way in ways_from(self.circle)]  # type: ignore[attr-defined]

    def present(self) -> dict[str, Any]:
        circle = self.circle
        return {"name": circle.name, "purpose": circle.purpose, "way": way_of(circle)}

    def change(self) -> Change:
        said = self.cleaned_data
        return of_settings(self.circle, name=said["name"], purpose=said["purpose"], way=said["way"])


class LeavingForm(ProposalForm):
    """That a member leaves."""

    title = None  # type: ignore[assignment]  # it says whom it is about
    member = Words(
        label=_("Whom it is about"),
        max_length=31,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        help_text=_(
            "Their handle, such as amara. They are told at once, and can answer beside the proposal."
        ),
        error_messages={"required": _("Say whom it is about.")},
    )
    field_order = ("member", "because", "why", "review_months")

    def proposed(self, proposal: Proposal) -> dict[str, Any]:
        return {"member": proposal.about.handle if proposal.about else ""}

    def clean_member(self) -> Any:
        handle = self.cleaned_data["member"].lstrip("@").lower()
        present = Membership.objects.current().filter(circle=self.circle, member__handle=handle)
        found = present.select_related("member").first()
        if found is None:
            raise ValidationError(_("Nobody of that handle is in this circle."))
        if self.proposal and self.rewords and found.member_id != self.proposal.about_id:
            raise ValidationError(_("An open proposal stays about whom it is about."))
        return found.member

    def change(self) -> Change:
        return of_leaving(self.cleaned_data["member"])

    def named(self, change: Change) -> str:
        return _("Shall %(name)s leave?") % {"name": self.cleaned_data["member"].name}


FORMS: dict[str, type[ProposalForm]] = {
    Kind.PLAIN: PlainForm,
    Kind.GUIDELINES: GuidelinesForm,
    Kind.NUMBER: NumberForm,
    Kind.SETTINGS: SettingsForm,
    Kind.LEAVING: LeavingForm,
}
