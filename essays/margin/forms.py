"""What a note is written in."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essays.library.models import Section
from essays.margin.actions import annotate
from essays.margin.models import Annotation
from essays.margin.selecting import Selection, SelectionRefused, checked, words_of_block, words_of_range
from forum.debate.forms import PostForm, WordsField
from forum.debate.models import Kind
from forum.members.models import Member
from forum.permissions import Act, can
from forum.web.asked import number_in


class NoteForm(PostForm):
    """A note beside a passage of `section`. Which passage, its subclasses ask in their two ways."""

    refused_field: str | None = None  # where a refused passage is told of; None is above all fields

    private = forms.BooleanField(
        label=_("Only for me"), required=False, help_text=_("A private note: nobody else will ever see it.")
    )

    def __init__(self, *args: Any, member: Member, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.section = member, section
        self.annotation: Annotation | None = None  # once this form has written it
        if not can(member, Act.ANNOTATE, section.edition.essay):
            private = self.fields["private"]
            private.disabled = private.initial = True
            private.help_text = _(
                "You aren’t in the circle of this text, so your notes beside it are for you alone."
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        try:
            self.selection = self.selected(self.cleaned_data)
        except SelectionRefused as refused:
            self.add_error(self.refused_field, str(refused))
        return self.cleaned_data

    def annotate(self) -> Annotation:
        """Write the note. Called once, however often a form is sent."""
        self.annotation = annotate(
            member=self.member,
            selections=[self.selection],
            kind=self.cleaned_data["kind"],
            source=self.cleaned_data["source"],
            evidence=self.evidence(self.member),
            private=self.cleaned_data["private"],
        )
        return self.annotation

    @property
    def keep_key(self) -> str:
        """Under which the browser keeps what is typed: it names the passage, so that it can be gone on with."""
        return f"annotate?{urlencode({'section': self.section.pk} | self.place)}"

    @property
    def place(self) -> dict[str, Any]:
        """Where in its section the passage is, as addresses say it."""
        raise NotImplementedError

    @property
    def passage(self) -> str:
        """The words the note is about, as far as they are known yet."""
        raise NotImplementedError

    def selected(self, said: dict[str, Any]) -> Selection:
        """The passage, or SelectionRefused."""
        raise NotImplementedError


class PassageForm(NoteForm):
    """About a passage that was selected: its offsets, and the words the reader saw there."""

    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    exact = WordsField(required=False, strip=False, widget=forms.HiddenInput)

    @property
    def place(self) -> dict[str, Any]:
        return {name: self[name].value() for name in ("start", "end")}

    @property
    def passage(self) -> str:
        return self["exact"].value() or ""

    def selected(self, said: dict[str, Any]) -> Selection:
        return checked(
            Selection(self.section, said.get("start") or 0, said.get("end") or 0, said.get("exact", ""))
        )


class BlockForm(NoteForm):
    """About a paragraph or some words of it: the way that needs no script."""

    refused_field = "exact"

    block = forms.IntegerField(widget=forms.HiddenInput)
    exact = WordsField(
        label=_("Only part of it?"),
        required=False,
        max_length=5_000,
        help_text=_(
            "Paste the words you mean. If you leave this empty, your note is about the whole paragraph."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def place(self) -> dict[str, Any]:
        return {"block": self["block"].value()}

    @property
    def passage(self) -> str:
        number = str(self["block"].value())
        block = next((row for row in self.section.blocks if str(row["number"]) == number), None)
        return self.section.text[block["start"] : block["end"]] if block else ""

    def selected(self, said: dict[str, Any]) -> Selection:
        return words_of_block(self.section, said.get("block") or 0, said.get("exact", ""))


def form_about(asked: QueryDict, *, member: Member, section: Section) -> NoteForm:
    """A fresh form about what an address names: ?block=, or ?start= and ?end=; ?kind= is chosen already.

    Raises SelectionRefused where no such passage stands in the section.
    """
    initial: dict[str, Any] = {"kind": asked["kind"]} if asked.get("kind") in Kind.values else {}
    if "block" in asked:
        about_block = BlockForm(
            member=member, section=section, initial=initial | {"block": number_in(asked.get("block"))}
        )
        if not about_block.passage:
            raise SelectionRefused(_("There is no such paragraph here."))
        return about_block
    start, end = (number_in(asked.get(name)) or 0 for name in ("start", "end"))
    words = words_of_range(section, start, end)
    initial |= {"start": words.start, "end": words.end, "exact": words.exact}
    return PassageForm(member=member, section=section, initial=initial)


def form_sent(data: QueryDict, *, member: Member, section: Section) -> NoteForm:
    """The form as it was sent."""
    return (BlockForm if "block" in data else PassageForm)(data, member=member, section=section)
