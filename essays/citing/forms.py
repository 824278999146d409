"""What a check and a mending are written in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from essays.citing import photos
from essays.citing.checking import FoundInBook
from essays.citing.limits import LONGEST_PHOTO, MEGABYTE, MOST_PIXELS
from essays.citing.mending import Meant
from essays.citing.models import SAYS_MORE, Check, Finding
from essays.citing.photos import PhotoRefused, Unusable
from essays.library.models import Citation
from forum.debate.forms import WordsField
from forum.members.models import Member
from forum.sources import csl
from forum.sources.forms import SourceForm
from forum.web.idempotency import OnceForm

FINDING_HELP = {
    Finding.AS_QUOTED: _("the words stand in the book as the text gives them"),
    Finding.ALTERED: _("the book says it in other words"),
    Finding.OUT_OF_CONTEXT: _("the words stand there, but what stands around them changes what they mean"),
    Finding.NOT_FOUND: _("you looked where the text says, and it is not there"),
}
REFUSED = {
    Unusable.TOO_LONG: format_lazy(
        _("This photograph is larger than {megabytes} MB: send a smaller one."),
        megabytes=LONGEST_PHOTO // MEGABYTE,
    ),
    Unusable.NO_PICTURE: _("This is no photograph that can be read here: send a JPEG, PNG or WebP picture."),
    Unusable.TOO_MANY_PIXELS: format_lazy(
        _("This picture has more than {millions} million pixels: send a smaller one."),
        millions=MOST_PIXELS // 1_000_000,
    ),
}


class CheckForm(OnceForm):
    """What a member found in the book. `check` is the one they made before, which the fields then show."""

    finding = forms.ChoiceField(
        label=_("What did you find?"),
        choices=Finding,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found.")},
    )
    says = WordsField(
        label=_("What the book says"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Needed if it is altered (the passage as it stands there) or out of context (what stands around it)."
        ),
    )
    edition_used = forms.CharField(
        label=_("Edition you used"),
        max_length=300,
        required=False,
        help_text=_("For example: Pluto Press, London 1977, or a scan at an archive."),
    )
    page = forms.CharField(label=_("Page"), max_length=80, required=False)
    photo = forms.FileField(
        label=_("A photograph of the page"),
        required=False,
        allow_empty_file=True,  # it is refused below, in words of our own
        help_text=format_lazy(
            _(
                "JPEG, PNG or WebP, up to {megabytes} MB. Made smaller; where and when it was taken is not kept."
            ),
            megabytes=LONGEST_PHOTO // MEGABYTE,
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def __init__(self, *args: Any, check: Check | None = None, finding: str = "", **kwargs: Any) -> None:
        shown = {"finding": finding}
        if check:
            shown = {name: getattr(check, name) for name in ("finding", "says", "edition_used", "page")}
        super().__init__(*args, initial=shown, **kwargs)
        self.picture: bytes | None = None

    @property
    def findings(self) -> list[tuple[Any, str]]:
        """The choices, each with what it means."""
        return [
            (choice, str(FINDING_HELP[Finding(choice.data["value"])]))
            for choice in self["finding"].subwidgets
        ]

    def clean_photo(self) -> UploadedFile | None:
        file = self.cleaned_data["photo"]
        if file:
            try:
                if file.size > LONGEST_PHOTO:
                    raise PhotoRefused(Unusable.TOO_LONG)
                self.picture = photos.reencoded(file.read())
            except PhotoRefused as refused:
                raise forms.ValidationError(REFUSED[refused.why]) from None
        return file

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if said.get("finding") in SAYS_MORE and not said.get("says", "").strip():
            self.add_error("says", _("Say what stands in the book: others have to be able to compare."))
        return said

    def found(self) -> FoundInBook:
        said = self.cleaned_data
        return FoundInBook(said["finding"], said["says"], said["edition_used"], said["page"], self.picture)


class MendForm(SourceForm, OnceForm):
    """What a citation means: a work, the place in it, whose words they are if not its author's, and why."""

    place = forms.CharField(
        label=_("Page or place"),
        max_length=120,
        required=False,
        help_text=_("For example: p. 112, or vol. 26, p. 414."),
    )
    speaker = forms.CharField(
        label=_("Whose words"),
        max_length=300,
        required=False,
        help_text=_("If the work quotes somebody else: who it is."),
    )
    note = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("Others see it in the history.")
    )
    all_leaning = forms.BooleanField(
        label=_("The citations that lean on this one mean this work too"), required=False
    )
    field_order = (
        "title",
        "author",
        "year",
        "publisher",
        "address",
        "place",
        "speaker",
        "note",
        "all_leaning",
    )

    def __init__(self, *args: Any, citation: Citation, **kwargs: Any) -> None:
        known = csl.details_of(citation.source.csl) if citation.source else None
        shown = {"place": citation.place, "speaker": citation.speaker}
        if known:
            shown |= {
                "title": known.title,
                "author": known.author,
                "year": known.year,
                "publisher": known.publisher,
                "address": known.address,
            }
        super().__init__(*args, initial=shown, prefix="evidence", **kwargs)

    def meant(self, member: Member) -> Meant:
        """What was said. Called inside the transaction that writes it: a new source is added."""
        said = self.cleaned_data
        return Meant(self.source(member), said["place"], said["speaker"])
