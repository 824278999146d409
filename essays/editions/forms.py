"""What a new edition is made, explained and answered in."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from essays.editions.models import Answer, NextEdition
from essays.editions.pages.drafting import NextSectionPage, answerable, may_be_answered
from essays.library.models import Section
from essays.margin.models import Annotation
from essays.margin.selecting import Selection, SelectionRefused, words_of_block, words_of_section
from forum.debate.forms import WordsField
from forum.members.models import Member
from forum.text import excerpt
from forum.web.asked import number_in
from forum.web.idempotency import OnceForm

LONGEST_SECTION = 2_000_000  # code points


class SectionForm(OnceForm):
    """A section's heading line, and its words in one field. Its buttons say what is done `then`."""

    heading = forms.CharField(
        label=_("Heading"),
        max_length=300,
        required=False,
        help_text=_("The line as it is printed, with its number or letter if it has one."),
    )
    text = WordsField(
        label=_("The words"),
        required=False,
        strip=False,
        max_length=LONGEST_SECTION,
        help_text=_(
            "A blank line between paragraphs. What you don’t touch keeps its emphasis, its links and its kind."
        ),
        widget=forms.Textarea(attrs={"rows": 24}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    then = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: NextSectionPage, **kwargs: Any) -> None:
        initial = {"heading": page.heading, "text": page.wording, "seen": page.edition.revision}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["text"].widget.attrs["lang"] = page.outline.spoken

    def insist_on(self, edition: NextEdition, why: str) -> None:
        """Show what was typed once more, with the reason; sent again it is meant over what there is now."""
        self.add_error(None, why)
        self.data = dict(self.data.items()) | {"seen": str(edition.revision)}


class ProposeForm(OnceForm):
    """Why there should be this edition, and which notes it answers."""

    why = forms.CharField(
        label=_("What changes, and why"),
        max_length=1000,
        help_text=_("A sentence or two. It stands with the edition from then on."),
        error_messages={"required": _("Say in a sentence what changes, and why.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answers = forms.MultipleChoiceField(
        label=_("It answers these notes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They stand on words that change. Their authors will be asked whether it does."),
    )
    others = forms.CharField(
        label=_("And these"),
        required=False,
        max_length=500,
        help_text=_("Numbers or addresses of other notes in this text’s margin, with spaces between them."),
    )

    def __init__(self, *args: Any, member: Member, edition: NextEdition, **kwargs: Any) -> None:
        initial = {
            "why": edition.why,
            "answers": [str(pk) for pk in edition.answers.values_list("annotation", flat=True)],
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.member, self.edition = member, edition
        self.offered = may_be_answered(member, edition)
        if self.offered:
            answers = cast(forms.MultipleChoiceField, self.fields["answers"])
            answers.choices = [(str(note.pk), _in_a_line(note)) for note in self.offered]
        else:
            del self.fields["answers"]

    def clean_others(self) -> list[Annotation]:
        said = self.cleaned_data["others"].split()
        numbers = [number_in(found[-1]) for word in said if (found := re.findall(r"[0-9]+", word))]
        if len(numbers) < len(said):
            raise ValidationError(_("Each of these has to be the number or the address of a note."))
        found = list(answerable(self.member, self.edition.essay).filter(pk__in=[n for n in numbers if n]))
        if len(found) < len(set(numbers)):
            raise ValidationError(
                _("Not all of these are critiques, counter-evidence or questions in the margin of this text.")
            )
        return found

    def chosen(self) -> list[Annotation]:
        wanted = {int(pk) for pk in self.cleaned_data.get("answers", [])}
        notes = [note for note in self.offered if note.pk in wanted] + self.cleaned_data["others"]
        return list({note.pk: note for note in notes}.values())


def _in_a_line(note: Annotation) -> str:
    opening = note.opening
    return f"{opening.get_kind_display()}, {opening.byline}: {excerpt(opening.html, 90)}"


class AnswerForm(OnceForm):
    """Whether an edition answers one's note."""

    verdict = forms.ChoiceField(
        label=_("Does it?"),
        choices=Answer.Verdict,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    words = forms.CharField(
        label=_("In a sentence"),
        required=False,
        max_length=400,
        help_text=_("What is answered, or what is still missing."),
    )


class ReattachForm(OnceForm):
    """Which words a passage is to stand on, without selecting them: the section, and the words themselves."""

    section = forms.ChoiceField(label=_("Section"))
    paragraph = forms.IntegerField(
        label=_("Paragraph"),
        required=False,
        min_value=1,
        help_text=_("Its number, if the words stand more than once in the section."),
    )
    words = WordsField(
        label=_("The words"),
        max_length=5_000,
        help_text=_("Copy them from the text."),
        error_messages={"required": _("Paste the words the note is to stand on.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(section.pk): section for section in sections}
        field = cast(forms.ChoiceField, self.fields["section"])
        field.choices = [(pk, section.name) for pk, section in self.sections.items()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if "section" in said and "words" in said and "paragraph" in said:
            try:
                self.selection = self._selected(said)
            except SelectionRefused as refused:
                self.add_error("words", str(refused))
        return said

    def _selected(self, said: dict[str, Any]) -> Selection:
        section = Section.objects.select_related("edition__essay__circle").get(pk=said["section"])
        if said["paragraph"]:
            return words_of_block(section, said["paragraph"], said["words"])
        return words_of_section(section, said["words"])
