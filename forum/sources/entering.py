"""Forms for a source in full, and for a list of references that is pasted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.sources import csl
from forum.sources.csl.items import plain
from forum.sources.kinds import HAVE, LABELS, label_of
from forum.text import safe_url
from forum.web.idempotency import OnceForm


def _line(label: Any, longest: int, help_text: Any = "", **further: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text, **further)


_SEVERAL = _("Family name, given name. Separate several with semicolons.")
_DATE = _("For example: 1932, May 1932, 1932-05-01, 1905–1907, c. 1917.")


class FullSourceForm(OnceForm):
    """All that is asked of a source. The fields are called as in CSL, in small letters and with _ for its hyphens."""

    type = forms.ChoiceField(label=_("What it is"), choices=LABELS, initial="book")
    title = forms.CharField(
        label=_("Title"), max_length=500, error_messages={"required": _("Say what it is called.")}
    )
    author = _line(_("Author"), 1000, _SEVERAL)
    issued = _line(_("Date"), csl.dates.LONGEST, _DATE)
    container_title = _line(
        _("Stands in"), 500, _("The book, journal, newspaper or site that it is part of.")
    )
    editor = _line(_("Editor"), 1000, _SEVERAL)
    translator = _line(_("Translator"), 1000, _SEVERAL)
    volume = _line(_("Volume"), 40)
    issue = _line(_("Issue"), 40)
    page = _line(_("Pages"), 80, _("From the first to the last: 45–67."))
    edition = _line(_("Edition"), 80, _("For example: 2, or revised."))
    collection_title = _line(_("Series"), 300)
    collection_number = _line(_("Number in the series"), 40)
    publisher = _line(_("Publisher"), 300, _("Or the university, institution, or site."))
    publisher_place = _line(_("Place"), 200)
    original_date = _line(_("First published"), csl.dates.LONGEST, _("Where this is a later edition."))
    genre = _line(_("Kind"), 120, _("For example: PhD thesis, open letter."))
    number = _line(_("Number"), 80)
    event_title = _line(_("Occasion"), 300, _("The conference or meeting."))
    archive = _line(_("Archive"), 300, _("Where it is kept, with its shelf mark."))
    doi = _line("DOI", 500, _("We keep the number; the details are yours to give."))
    isbn = _line("ISBN", 80, _("Ten or thirteen digits, with or without hyphens."))
    issn = _line("ISSN", 80)
    url = _line(_("Web address"), 2000)
    accessed = _line(
        _("Last visited"), csl.dates.LONGEST, _("When you last saw the page, for example 2025-03-01.")
    )
    language = _line(_("Language"), 40, _("For example: en, de, Russian."))
    note = _line(_("Note"), 2000, widget=forms.Textarea(attrs={"rows": 2}))

    GROUPS = (
        (_("The work"), ("type", "title", "author", "issued")),
        (_("Where it stands"), ("container_title", "volume", "issue", "page", "event_title", "archive")),
        (
            _("How it was published"),
            ("editor", "translator", "edition", "genre", "number", "collection_title", "collection_number",
             "publisher", "publisher_place", "original_date"),
        ),
        (_("Where to find it"), ("doi", "isbn", "issn", "url", "accessed")),
        (_("Further"), ("language", "note")),
    )  # fmt: skip

    def __init__(self, *args: Any, item: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """`item` is what the fields show to begin with."""
        super().__init__(*args, initial=_said_by(item) if item else None, **kwargs)
        if item and item["type"] not in LABELS:
            self.fields["type"].choices = [(item["type"], label_of(item["type"])), *LABELS.items()]  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[tuple[str | Promise, list[tuple[BoundField, str]]]]:
        """The fields in groups, each with the types that have it, parted by spaces; "" for all."""
        return [
            (legend, [(self[name], " ".join(HAVE.get(name, ()))) for name in names])
            for legend, names in self.GROUPS
        ]

    def clean_title(self) -> str:
        title = plain(self.cleaned_data["title"], 500)
        if not title:
            raise forms.ValidationError(self.fields["title"].error_messages["required"])
        return title

    def clean_doi(self) -> str:
        return self._number("doi", csl.doi_in, _("A DOI begins with 10., such as 10.1000/182."))

    def clean_isbn(self) -> str:
        return self._number(
            "isbn",
            csl.isbn_in,
            _("This is no ISBN: its last digit does not fit the others. Look at it again."),
        )

    def clean_issn(self) -> str:
        return self._number(
            "issn", csl.issn_in, _("This is no ISSN: its last digit does not fit the others.")
        )

    def clean_url(self) -> str:
        def address(said: str) -> str:
            return (safe_url(said) or "") if said.lower().startswith(("https://", "http://")) else ""

        return self._number("url", address, _("A web address begins with https://."))

    def clean_issued(self) -> str:
        said = self.cleaned_data["issued"]
        if said and not csl.is_date(said):
            raise forms.ValidationError(_("A date, such as 1917 or c. 1917."))
        return said

    def item(self) -> dict[str, Any]:
        """The CSL-JSON item that was described."""
        said = {_FIELDS[name]: value for name, value in self.cleaned_data.items() if name != "token"}
        for role in csl.NAMES:
            said[role] = csl.names.read_all(said[role])
        return csl.cleaned(said)[0]

    def _number(self, name: str, find: Callable[[str], str], refusal: Any) -> str:
        """What stands in a field, in its normal form; refused where it can be none."""
        said = self.cleaned_data[name]
        found = find(said)
        if said and not found:
            raise forms.ValidationError(refusal)
        return found


class PasteForm(OnceForm):
    """A list of references, as a reference manager or a library's page gives it."""

    references = forms.CharField(
        label=_("References"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("BibTeX, RIS or CSL-JSON; which of them is seen by itself. At most 200 entries."),
        error_messages={"required": _("Paste something first.")},
    )

    @property
    def adds(self) -> bool:
        """Whether it was sent to add what had been shown, and not to see it."""
        return self.data.get("then") == "add"

    def wants(self, number: int) -> bool:
        """Whether the entry of this number was chosen."""
        return f"entry-{number}" in self.data


def _called(field: str) -> str:
    """The form's name for a field of CSL."""
    return field.replace("-", "_").lower()


_FIELDS = {_called(field): field for field in csl.FIELDS}


def _said_by(item: dict[str, Any]) -> dict[str, str]:
    said: dict[str, str] = {}
    for field, value in item.items():
        if isinstance(value, list):
            value = csl.names.spoken_all(value)
        elif isinstance(value, dict):
            value = csl.dates.spoken(value)
        said[_called(field)] = value
    return said
