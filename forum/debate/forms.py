"""What a post is written in."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from forum.circles.models import Circle
from forum.debate.drafts.actions import leave_no_draft
from forum.debate.drafts.models import Draft
from forum.debate.evidence import EvidenceGiven
from forum.debate.models import Evidence, Kind, Post
from forum.debate.previewing import Preview, preview_of
from forum.debate.tags.forms import TagsField
from forum.members.models import Member
from forum.sources import csl
from forum.sources.forms import SourceForm
from forum.text import TextRefused
from forum.web.asked import number_in
from forum.web.idempotency import OnceForm, once, token_in

KIND_HELP = {
    Kind.CRITIQUE: _("says what is wrong with it"),
    Kind.COUNTER_EVIDENCE: _("cites a source that speaks against it"),
    Kind.SUPPORT: _("says why it is right"),
    Kind.QUESTION: _("asks what is meant, or how we know"),
    Kind.COMMENT: _("anything else"),
}


class WordsField(forms.CharField):
    """Words of several lines. Browsers send two characters for a line's end, what is stored has one."""

    widget = forms.Textarea

    def to_python(self, value: str | None) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class EvidenceForm(SourceForm):
    """A source, where in it, what it says there, and which way that speaks."""

    locator = forms.CharField(
        label=_("Page or place"),
        max_length=80,
        required=False,
        help_text=_("For example: p. 112, or chapter 3."),
    )
    says = WordsField(
        label=_("What the source says"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In its own words if you can."),
        error_messages={"required": _("Say what the source says.")},
    )
    stance = forms.ChoiceField(
        label=_("For or against?"),
        choices=Evidence.Stance,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    use_required_attribute = False  # the browser cannot know whether a source is needed

    def has_changed(self) -> bool:
        """Whether anything is said: a way it speaks, without what speaks, says nothing, nor does a choice undone."""
        return any(
            str(self[name].value() or "").strip() for name in self.fields if name not in ("stance", "chosen")
        )

    def given(self, member: Member) -> list[EvidenceGiven]:
        """The evidence that was given: one piece, or none. Adds its source if it is new."""
        said = self.cleaned_data
        if not said:
            return []
        return [EvidenceGiven(self.source(member), said["locator"], said["says"], said["stance"])]


class PostForm(OnceForm):
    """A post's kind and words. Evidence is asked for in a form of its own beside them, `source_form`.

    `evidence` is a piece brought earlier, which the fields then show; `draft` is what they show that was typed before,
    and `draft_place` where such words are kept, "" for nowhere. `circle` is where the words will stand, if
    that is known.
    """

    draft: Draft | None = None
    draft_place = ""
    circle: Circle | None = None
    begins_with_a_quotation = False

    kind = forms.ChoiceField(
        label=_("What it does"),
        choices=Kind,
        initial=Kind.COMMENT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    source = WordsField(label=_("Your words"), error_messages={"required": _("Write something first.")})

    def __init__(self, *args, evidence: Evidence | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.source_form = EvidenceForm(
            self.data if self.is_bound else None,
            prefix="evidence",
            auto_id=self.auto_id,
            initial=_said_by(evidence) if evidence else self._most_likely(),
            empty_permitted=not (self.is_bound and self._is_counter_evidence()),
        )

    def _is_counter_evidence(self) -> bool:
        # Not asked of the bound field, which would go on showing what it was first asked for.
        said = (
            self.data.get("kind")
            if self.is_bound
            else self.get_initial_for_field(self.fields["kind"], "kind")
        )
        return said == Kind.COUNTER_EVIDENCE

    def _most_likely(self) -> dict[str, str]:
        return {"stance": Evidence.Stance.AGAINST} if self._is_counter_evidence() else {}

    @property
    def brings_evidence(self) -> bool:
        """Whether the fields of the evidence are open from the start."""
        return self._is_counter_evidence() or self.source_form.has_changed()

    @property
    def kinds(self) -> list[tuple[BoundWidget, str]]:
        """The choices of kind, each with what it means."""
        return [(choice, str(KIND_HELP[choice.data["value"]])) for choice in self["kind"].subwidgets]

    @property
    def asks_preview(self) -> bool:
        """Whether it was sent to see how the words will look, which only a browser without scripts does."""
        return self.is_bound and self.data.get("then") == "preview"

    @property
    def preview(self) -> Preview:
        return preview_of(self["source"].value() or "", self.circle)

    @property
    def asks_to_be_kept(self) -> bool:
        """Whether it was sent to be kept as a draft, which only a browser without scripts has to ask for."""
        return self.is_bound and self.data.get("then") == "keep"

    @property
    def is_refused(self) -> bool:
        """Whether it was sent to be written, and is shown again instead."""
        return self.is_bound and not self.asks_preview

    def take_up(self, draft: Draft) -> None:
        """Show what was typed before; what the form would begin with stands after it, so that neither is lost."""
        self.draft = draft
        begun = self.initial.get("source", "") if self.begins_with_a_quotation else ""
        prefix = self.source_form.add_prefix("")
        for name, said in draft.fields.items():
            if name.startswith(prefix):
                self.source_form.initial[name.removeprefix(prefix)] = said
            elif name in self.fields:
                self.initial[name] = said
        if begun and begun.strip() not in draft.source:
            self.initial["source"] = f"{draft.source.rstrip()}\n\n{begun}".lstrip()

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.source_form.is_valid()])

    def evidence(self, member: Member) -> list[EvidenceGiven]:
        """What was brought with the words. Called inside the transaction that writes them."""
        return self.source_form.given(member)

    def said(self, member: Member) -> dict[str, Any]:
        """All that was said, as the actions take it; as `evidence`, inside their transaction."""
        words = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return words | {"evidence": self.evidence(member)}

    def send_once(self, member: Member, act: Callable[[], str]) -> str | None:
        """Do `act` once, however often this form is sent, and return the address it leads to. No draft of it is left.

        None, with the reason beside the words, if they were refused; nothing has been written then.
        """

        def write() -> str:
            led_to = act()
            if self.draft_place:
                token = token_in(self.data.get("token"))
                leave_no_draft(member=member, place=self.draft_place, token=token)
            return led_to

        try:
            return once(member=member, token=self.cleaned_data["token"], act=write)[0]
        except TextRefused as refused:
            self.add_error("source", str(refused))
            return None


class EditForm(PostForm):
    """Another wording of a post, and which revision of it was seen: an edit replaces nothing unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, post: Post, **kwargs):
        shown = {"kind": post.kind, "source": post.source, "seen": post.revision}
        super().__init__(*args, initial=shown, **kwargs)

    def clean_seen(self) -> int:
        return number_in(self.cleaned_data["seen"]) or 0  # no post has such a revision

    def show(self, post: Post) -> None:
        """Have the form say, when it is sent again, that `post` was seen as it stands now."""
        self.data = dict(self.data.items()) | {"seen": str(post.revision)}


class ThreadForm(PostForm):
    """A thread's title, its first post, and its tags."""

    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Give your thread a title.")}
    )
    tags = TagsField()
    field_order = ("title", "kind", "source", "tags")


def _said_by(evidence: Evidence) -> dict[str, Any]:
    details: dict[str, Any] = asdict(csl.details_of(evidence.source.csl))
    details["chosen"] = evidence.source_id
    return details | {"locator": evidence.locator, "says": evidence.says, "stance": evidence.stance}
