"""What an import is begun and corrected in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essays.library.corrections import PARTICULARS, SectionCorrected
from essays.library.importing.pages import BlockShown, DraftPage, SectionPage
from essays.library.importing.refusals import explain
from essays.library.models import Citation as CitationRow
from essays.library.models import Essay
from essays.library.models import Section as SectionRow
from essays.library.outline import LEFT_OUT, Citation
from essays.library.readers import LONGEST_FILE, MEGABYTE, ImportRefused, Reason
from essays.library.readers.kinds import refuse_other_kinds
from forum.circles.models import Circle
from forum.members.models import Member
from forum.web.idempotency import OnceForm

FILE_TYPES = ".txt,.md,.markdown,.html,.htm,.docx,text/plain,text/markdown,text/html"
WAYS_TO_WRITE = {"txt": _("Plain text"), "md": "Markdown", "html": "HTML"}
BLOCK_LABELS = {
    "paragraph": _("Paragraph"),
    "quotation": _("Quotation"),
    "heading": _("Heading"),
    "list_item": _("List item"),
    "verse": _("Verse"),
    "note": _("Note"),
    "code": _("Code"),
    "title": _("Title"),
    "subtitle": _("Subtitle"),
    "byline": _("Author’s line"),
    "signature": _("Signature"),
    LEFT_OUT: _("Leave out"),
}
COMMON_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "ru", "ar", "hi", "zh-hans", "ja")
CITATION_PARTS = {
    "author": _("Author"),
    "work": _("Work"),
    "locator": _("Page or place"),
    "year": _("Year"),
}


class CirclesJoined(forms.ModelChoiceField):
    """The circles a member is in; the Commons is chosen unless they say otherwise."""

    def __init__(self, member: Member, **kwargs: Any) -> None:
        joined = Circle.objects.joined_by(member).commons_first()
        super().__init__(joined, label=_("Circle"), empty_label=None, **kwargs)
        self.choices = [(circle.pk, circle.name) for circle in joined]  # the widget would ask for them twice


class ImportForm(OnceForm):
    """A file, or a text that was pasted, and which circle is to read it."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        allow_empty_file=True,  # it is refused below, in words of our own
        help_text=format_lazy(
            _("Plain text, Markdown, HTML or DOCX, up to {megabytes} MB."), megabytes=LONGEST_FILE // MEGABYTE
        ),
        widget=forms.FileInput(attrs={"accept": FILE_TYPES}),
    )
    text = forms.CharField(
        label=_("Or the text itself"),
        required=False,
        strip=False,
        help_text=_("Paste it here."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    written_as = forms.ChoiceField(label=_("The pasted text is"), choices=WAYS_TO_WRITE, initial="txt")

    def __init__(self, *args: Any, member: Member, revises: Essay | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if revises is None:  # a new version of a text stays in its circle
            self.fields["circle"] = CirclesJoined(member)

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file:
            _refuse_longer_than_may_be(file.size)
            self.data_of_file = file.read()
            _refuse_at_a_glance(self.data_of_file)
        return file

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        _refuse_longer_than_may_be(len(text.encode()))
        return text

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        has_file, has_text = bool(said.get("file")), bool(said.get("text", "").strip())
        if has_file and has_text:
            self.add_error(
                "text", _("You chose a file and pasted a text as well: please keep only one of them.")
            )
        elif not has_file and not has_text and not self.errors:
            self.add_error("file", _("Choose a file, or paste a text below."))
        return said

    @property
    def filename(self) -> str:
        if file := self.cleaned_data["file"]:
            return file.name
        return f"{gettext('Pasted text')}.{self.cleaned_data['written_as']}"

    @property
    def content(self) -> bytes:
        return self.data_of_file if self.cleaned_data["file"] else self.cleaned_data["text"].encode()


def _refuse_longer_than_may_be(size: int) -> None:
    if size > LONGEST_FILE:
        raise ValidationError(explain(Reason.TOO_LONG, {"megabytes": LONGEST_FILE // MEGABYTE}))


def _refuse_at_a_glance(data: bytes) -> None:
    """What the first look tells is said at once; the rest is told when the file has been read."""
    try:
        if not data.strip():
            raise ImportRefused(Reason.EMPTY)
        refuse_other_kinds(data)
    except ImportRefused as refused:
        raise ValidationError(explain(refused.code, refused.params)) from None


def _line_like(model: type[Model], name: str, label: Any, **kwargs: Any) -> forms.CharField:
    """A line as long as that column takes."""
    return forms.CharField(
        label=label,
        max_length=getattr(model._meta.get_field(name), "max_length", None),
        required=False,
        **kwargs,
    )


class ParticularsForm(OnceForm):
    """What a text is called, whose it is, and who reads it. Its button says whether it is published then."""

    title = _line_like(Essay, "title", _("Title"))
    subtitle = _line_like(Essay, "subtitle", _("Subtitle"))
    author = _line_like(Essay, "author", _("Author"))
    date = _line_like(
        Essay, "date", _("Date"), help_text=_("As the text gives it, for example “February 1998”.")
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, member: Member, page: DraftPage, **kwargs: Any) -> None:
        said = {name: getattr(page.outline, name) for name in PARTICULARS} | {"language": page.outline.spoken}
        initial = {**said, "seen": page.seen, "circle": page.draft.circle_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["title"].widget.attrs["placeholder"] = page.title
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=languages(first=[said["language"], member.language]), required=False
        )
        self.fields["circle"] = CirclesJoined(member)

    def said(self) -> dict[str, str]:
        """What was typed, by the names of PARTICULARS."""
        return {name: self.cleaned_data[name] for name in PARTICULARS}

    def insist_on(self, page: DraftPage, why: str) -> None:
        """Show what was typed once more, with the reason; sent again it is meant over what `page` shows."""
        self.add_error(None, why)
        self.data = dict(self.data.items(), seen=page.seen)


def languages(*, first: Iterable[str]) -> list[tuple[str, str]]:
    """Codes of languages with their own names: those of `first`, then common ones, then the rest by name."""
    named = {code: _in_itself(code) for code, about in LANG_INFO.items() if "name_local" in about}
    at_hand = dict.fromkeys([*first, *COMMON_LANGUAGES])
    rest = sorted(named.keys() - at_hand, key=lambda code: named[code].lower())
    return [(code, named.get(code) or _in_itself(code)) for code in [*at_hand, *rest]]


def _in_itself(code: str) -> str:
    """The name of a language in that language, or else its code: “Français” for “fr”."""
    name = str(LANG_INFO.get(code.lower(), {}).get("name_local", code))
    return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Row:
    """A block, and the fields in which it is corrected."""

    block: BlockShown
    kind: forms.BoundField
    citation: list[forms.BoundField]

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.citation)


class SectionForm(OnceForm):
    """A section's name, and the kinds and citations of some of its blocks. Its buttons say what is done `then`."""

    label = _line_like(
        SectionRow,
        "label",
        _("Number or letter"),
        help_text=_("As printed, without brackets or full stops."),
    )
    heading = _line_like(
        SectionRow,
        "heading",
        _("Heading"),
        help_text=_("Shown in the contents. The text itself stays as it is."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: SectionPage, **kwargs: Any) -> None:
        self.page = page
        initial = {"label": page.section.label, "heading": page.section.heading, "seen": page.seen}
        super().__init__(*args, initial=initial, **kwargs)
        buttons = [(name, name) for name in self._buttons()]
        self.fields["then"] = forms.ChoiceField(choices=buttons, required=False)
        for block in page.blocks:
            self.fields[f"kind-{block.place}"] = _kind_field(block)
            if block.citation:
                self.fields |= _citation_fields(block.place, block.citation)

    @cached_property
    def rows(self) -> list[Row]:
        return [
            Row(
                block,
                self[f"kind-{block.place}"],
                [self[f"{part}-{block.place}"] for part in CITATION_PARTS] if block.citation else [],
            )
            for block in self.page.blocks
        ]

    def _buttons(self) -> Iterator[str]:
        yield "next"
        if self.page.index:
            yield "join"
        yield from (f"begin-{block.place}" for block in self.page.blocks if block.may_begin_a_section)

    def corrected(self) -> SectionCorrected:
        said = self.cleaned_data
        return SectionCorrected(
            said["label"],
            said["heading"],
            {b.place: said[f"kind-{b.place}"] or b.kind for b in self.page.blocks},
            dict(self._citations()),
        )

    def _citations(self) -> Iterator[tuple[int, Citation]]:
        for block in self.page.blocks:
            if block.citation:
                parts = {part: self.cleaned_data[f"{part}-{block.place}"] or None for part in CITATION_PARTS}
                yield block.place, Citation(block.citation.raw, **parts)


def _kind_field(block: BlockShown) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext("Kind of paragraph %d") % block.number,
        choices=BLOCK_LABELS,
        required=False,
        initial=block.kind,
        widget=forms.Select(attrs={"data-kind": True}),
    )


def _citation_fields(place: int, citation: Citation) -> dict[str, forms.Field]:
    return {
        f"{part}-{place}": _line_like(CitationRow, part, label, initial=getattr(citation, part) or "")
        for part, label in CITATION_PARTS.items()
    }
