"""Flagging, giving a number, voting, appealing, practising."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate.models import Post
from forum.moderation.models import Case, Grounds, Outcome, Panel
from forum.moderation.numbers import MOST_WORDS, PAUSE_DAYS, SLOW_DAYS
from forum.moderation.passages import passage_in
from forum.moderation.wordings import asks_about_now
from forum.text import TextRefused, render
from forum.web.idempotency import OnceForm

NUMBER = 32  # bytes

WRITTEN = forms.Textarea(attrs={"rows": 4})


class NumberForm(OnceForm):
    """A member's own number for a draw: made in the browser, or of words that they type."""

    number = forms.RegexField(regex=r"\A[0-9a-f]{64}\Z", required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("A few words, whatever comes to mind"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "They are turned into a number here (their SHA-256); the words themselves are kept nowhere."
        ),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("number") and not (said.get("words") or "").strip():
            self.add_error(
                "words", _("Type a few words. Any will do, as long as nobody could have guessed them.")
            )
        return said

    @property
    def nonce(self) -> bytes:
        """What goes into the draw: 32 bytes."""
        if self.cleaned_data["number"]:
            return bytes.fromhex(self.cleaned_data["number"])
        return sha256(self.cleaned_data["words"].strip().encode()).digest()


class GuidelineForm(OnceForm):
    """What cites one of a circle's guidelines."""

    guideline = forms.ChoiceField(
        label=_("Which guideline does it go against?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the guideline that comes closest."),
            "invalid_choice": _(
                "The circle has changed its guidelines meanwhile. Choose the one that comes closest."
            ),
        },
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guideline"].choices = [  # type: ignore[attr-defined]
            (line, f"{number}. {line}") for number, line in enumerate(circle.guideline_list, start=1)
        ]


class FlagForm(GuidelineForm):
    """That a post should be looked at: by which guideline, which words of it, and why."""

    grounds = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            (Grounds.GUIDELINE, _("It goes against a guideline")),
            (Grounds.HARASSMENT, _("It is aimed at me, to hurt or threaten me")),
            (Grounds.SPAM, _("It is only here to sell, or to be in the way")),
        ],
        initial=Grounds.GUIDELINE,
        widget=forms.RadioSelect,
    )
    passage = forms.CharField(
        label=_("Which words of it do you mean?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Copy them from the post; leave this empty if you mean all of it."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=MOST_WORDS,
        widget=WRITTEN,
        help_text=_(
            "In a sentence or two. Only the members of the panel read this; they are not told who wrote it."
        ),
        error_messages={"required": _("Say in a sentence why. The panel has nothing else to go by.")},
    )
    number = forms.RegexField(regex=r"\A[0-9a-f]{64}\Z", required=False, widget=forms.HiddenInput)
    field_order = ["grounds", "guideline", "passage", "reason"]

    def __init__(self, *args: Any, post: Post, reads: bool = True, **kwargs: Any) -> None:
        """`reads` is whether its reader gets to read the post: of words that are withheld none can be guessed here."""
        assert post.thread.circle is not None
        super().__init__(*args, circle=post.thread.circle, **kwargs)
        self.words = post.source if reads else ""

    def clean_passage(self) -> str:
        words = self.cleaned_data["passage"].strip()
        found = passage_in(self.words, words)
        if words and not found:
            raise ValidationError(
                _("These words are not in the post. Copy them from it, or leave this empty.")
            )
        return found

    def said(self) -> dict[str, Any]:
        """What `flag` takes."""
        said = {name: self.cleaned_data[name] for name in ("grounds", "guideline", "passage", "reason")}
        number = self.cleaned_data["number"]
        return said | {"nonce": bytes.fromhex(number) if number else None}


class ConductForm(GuidelineForm):
    """That a panel should look at how somebody takes part."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=MOST_WORDS,
        widget=WRITTEN,
        help_text=_("What has gone on, where, for how long. Only the members of the panel read this."),
        error_messages={"required": _("Say in a few sentences why.")},
    )


class VoteForm(OnceForm):
    """A vote in the round that is on, with its reason."""

    choice = forms.ChoiceField(
        label=_("Your vote"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        required=False,
        min_value=1,
        max_value=PAUSE_DAYS,
        help_text=_("Slow: up to %(slow)s. Pause: up to %(pause)s.")
        % {"slow": SLOW_DAYS, "pause": PAUSE_DAYS},
    )
    holds_now = forms.ChoiceField(
        label=_("The post reads otherwise now. Does your vote hold for its present words, too?"),
        choices=[("yes", _("Yes: they do the same harm")), ("no", _("No: as they now read they may stay"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Only if you vote for a note, for folding or for hiding. If fewer seats say yes than what you vote for "
            "needs, the present words stay, and the ruling holds for the earlier ones in the post’s history."
        ),
    )
    reason = forms.CharField(
        label=_("Your reason"),
        max_length=MOST_WORDS,
        widget=WRITTEN,
        help_text=_(
            "The others on the panel read it after the first vote, everyone when the panel is done, under the number "
            "of your seat and never under your name."
        ),
        error_messages={"required": _("Every vote has a reason. A sentence is enough.")},
    )

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            (str(choice), Outcome(choice).label) for choice in panel.choices
        ]
        if panel.case.kind != Case.Kind.CONDUCT:
            del self.fields["days"]
        if not asks_about_now(panel):
            del self.fields["holds_now"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        most = {Outcome.SLOW: SLOW_DAYS, Outcome.PAUSE: PAUSE_DAYS}.get(said.get("choice", ""))
        days = said.get("days")
        if most is None:
            said["days"] = None
        elif "days" not in self.errors and (days is None or days > most):
            self.add_error("days", _("Say for how many days, from 1 to %(most)s.") % {"most": most})
        if "holds_now" in self.fields and said.get("choice", Outcome.KEEP) != Outcome.KEEP:
            if not said.get("holds_now"):
                self.add_error("holds_now", _("Say whether your vote holds for the present words, too."))
            said["holds_now"] = said.get("holds_now") == "yes"
        else:
            said["holds_now"] = None
        return said


class AppealForm(OnceForm):
    """Why a ruling should not stand."""

    reason = forms.CharField(
        label=_("Why should it not stand?"),
        max_length=2000,
        widget=WRITTEN,
        help_text=_("The fresh panel reads this, and so does everyone who sees the case."),
        error_messages={"required": _("Say in a sentence or two why it should not stand.")},
    )


class PracticeForm(GuidelineForm):
    """A made-up post, to practise on."""

    words = forms.CharField(
        label=_("A made-up post"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Make it hard: something about which you could disagree. Use nobody’s real words."),
        error_messages={"required": _("Make something up for the panel to look at.")},
    )
    field_order = ["words", "guideline"]

    def clean_words(self) -> str:
        try:
            render(self.cleaned_data["words"])
        except TextRefused as refused:
            raise ValidationError(str(refused)) from refused
        return self.cleaned_data["words"]
