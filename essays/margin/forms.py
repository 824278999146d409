"""What a note is written in."""

from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essays.library.models import Section
from essays.library.pages import anchor_of
from essays.margin.actions import annotate
from essays.margin.filtering import PRIVATE
from essays.margin.further import further_in
from essays.margin.layers import Layer, layers_offered
from essays.margin.models import Annotation
from essays.margin.selecting import Selection, SelectionRefused, checked, words_of_block, words_of_range
from essays.margin.several import WITHOUT_FIRST, SeveralPassages
from forum.debate.forms import WordsField
from forum.debate.models import Kind
from forum.members.models import Member
from forum.web.asked import number_in


class NoteForm(SeveralPassages):
    """A note beside a passage of `section`. Which passage, its subclasses ask in their two ways.

    There may be further ones, see `SeveralPassages`.
    """

    refused_field: str | None = None  # where a refused passage is told of; None is above all fields

    layer = forms.ChoiceField(
        label=_("Who reads it"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("You can’t write for that circle here. Choose one of these.")},
    )

    def __init__(self, *args: Any, member: Member, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, edition=section.edition_id, **kwargs)
        self.member, self.section = member, section
        self.circle = section.edition.essay.circle
        self.annotation: Annotation | None = None  # once this form has written it
        self.layers = {layer.key: layer for layer in layers_offered(member, section.edition.essay)}
        layer = cast(forms.ChoiceField, self.fields["layer"])
        layer.choices = [(key, offered.name) for key, offered in self.layers.items()]
        layer.initial = next(iter(self.layers))

    def clean(self) -> dict[str, Any]:
        super().clean()
        try:
            self.selections = self.with_further(self.selected(self.cleaned_data))
        except SelectionRefused as refused:
            self.add_error(self.refused_field, str(refused))
        return self.cleaned_data

    def clean_layer(self) -> Layer:
        """Whom the note is for: the first of those offered, if nothing is said.

        A form that was open while the house was renewed, or words kept since then, may still say `private`.
        """
        said = self.cleaned_data["layer"] or (PRIVATE if self.data.get("private") else "")
        return self.layers[said or next(iter(self.layers))]

    @property
    def choices_of_layer(self) -> list[tuple[BoundWidget, Layer]]:
        """The choices of who reads it, each with what it means."""
        return [(choice, self.layers[choice.data["value"]]) for choice in self["layer"].subwidgets]

    def annotate(self) -> Annotation:
        """Write the note. Called once, however often a form is sent."""
        layer = self.cleaned_data["layer"]
        self.annotation = annotate(
            member=self.member,
            selections=self.selections,
            kind=self.cleaned_data["kind"],
            source=self.cleaned_data["source"],
            evidence=self.evidence(self.member),
            private=layer.is_private,
            circle=layer.circle,
        )
        return self.annotation

    @property
    def keep_key(self) -> str:
        """Under which the browser keeps what is typed: it names the passage, so that it can be gone on with."""
        return f"annotate?{urlencode({'section': self.section.pk} | self.place)}"

    @property
    def anchor(self) -> str:
        """What a link calls the block it is about; "" where it is about a selection."""
        return ""

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
    def anchor(self) -> str:
        return anchor_of(number_in(str(self["block"].value())) or 1, self.section.edition.number)

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
    """The form as it was sent; about the next passage, where it was sent to leave out the first."""
    if data.get("then") == WITHOUT_FIRST:
        data, section = _without_first(data, section)
    return (BlockForm if "block" in data else PassageForm)(data, member=member, section=section)


def _without_first(data: QueryDict, section: Section) -> tuple[QueryDict, Section]:
    """What is said of the form, and the section of its first passage, once the first of the further ones is that."""
    further = further_in(data.get("further", ""), edition=section.edition_id)
    if not further.selections:
        return data, section
    first = further.selections[0]
    said = data.copy()
    said.pop("block", None)
    for name, value in (("start", str(first.start)), ("end", str(first.end)), ("exact", first.exact)):
        said[name] = value
    said["further"] = further.without(1).said
    first.section.edition = section.edition
    return said, first.section
