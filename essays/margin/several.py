"""Asking for several passages: one field that carries the further ones, and a way to add to it without scripts."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from essays.library.models import Section
from essays.margin.further import LONGEST_SAID, further_in, place_of
from essays.margin.selecting import LONGEST_PASSAGE, Selection, SelectionRefused, words_of_block
from forum.debate.drafts.models import Draft
from forum.debate.forms import PostForm, WordsField
from forum.web.asked import number_in

# What the button says that sends a form to be changed, not written.
ANOTHER, WITHOUT, WITHOUT_FIRST = "another", "without-", "without-first"


class AnotherForm(forms.Form):
    """Another passage, named by its paragraph: the way that needs no script."""

    block = forms.CharField(
        label=_("Paragraph"),
        max_length=18,
        help_text=_("Its number, as it stands beside the text; it may be in another section."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={"required": _("Say which paragraph.")},
    )
    exact = WordsField(
        label=_("Only part of that paragraph?"),
        required=False,
        max_length=LONGEST_PASSAGE,
        help_text=_("Paste the words you mean. If you leave this empty, the whole paragraph is meant."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    prefix = "another"
    use_required_attribute = False  # a note may be sent without another passage

    def __init__(self, *args: Any, edition: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        try:
            self.selection = self._selected()
        except SelectionRefused as refused:
            self.add_error("exact" if self.cleaned_data["exact"].strip() else "block", str(refused))
        return self.cleaned_data

    def _selected(self) -> Selection:
        number = number_in(self.cleaned_data["block"])
        for section in Section.objects.filter(edition=self.edition):
            if any(row["number"] == number for row in section.blocks):
                return words_of_block(section, number or 0, self.cleaned_data["exact"])
        raise SelectionRefused(_("There is no such paragraph in this text."))


class SeveralPassages(PostForm):
    """A post about a passage of an edition, and about `further_passages` of it; `another` asks for one more."""

    further = forms.CharField(required=False, strip=False, max_length=LONGEST_SAID)

    def __init__(self, *args: Any, edition: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._edition = edition
        said = str(self.data.get("further", "")) if self.is_bound else ""
        self.further_passages = further_in(said, edition=edition)
        self.another = self._ask_another()

    def take_up(self, draft: Draft) -> None:
        """Also with the further passages that were chosen before."""
        super().take_up(draft)
        self.further_passages = further_in(draft.fields.get("further", ""), edition=self._edition)

    @property
    def arranges(self) -> bool:
        """Whether it was sent to add a passage or to take one out, as a browser without scripts does."""
        return self._then == ANOTHER or self._then.startswith(WITHOUT)

    def arrange(self) -> bool:
        """Add a passage or take one out, if the form was sent for that; return whether it was.

        What was typed stays as it is, and is not judged yet.
        """
        if self._then == ANOTHER:
            self.another = self._ask_another(self.data)
            if self.another.is_valid():
                self._take(self.another.selection)
        elif self.arranges:
            number = number_in(self._then.removeprefix(WITHOUT)) or 0
            self.further_passages = self.further_passages.without(number)
        return self.arranges

    @property
    def is_refused(self) -> bool:
        return bool(self.another.errors) if self.arranges else super().is_refused

    def full_clean(self) -> None:
        if self.arranges:
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        super().clean()
        for refusal in self.further_passages.refusals:
            self.add_error(None, refusal)
        return self.cleaned_data

    def with_further(self, first: Selection) -> list[Selection]:
        """All that the post is about, each passage once."""
        further = self.further_passages.selections
        return [first, *(one for one in further if place_of(one) != place_of(first))]

    @property
    def _then(self) -> str:
        return str(self.data.get("then", "")) if self.is_bound else ""

    def _ask_another(self, data: Any = None) -> AnotherForm:
        return AnotherForm(data, edition=self._edition, auto_id=self.auto_id)

    def _take(self, selection: Selection) -> None:
        try:
            self.further_passages = self.further_passages.with_another(selection)
        except SelectionRefused as refused:
            self.another.add_error("block", str(refused))
        else:
            self.another = self._ask_another()
