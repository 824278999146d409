"""Asking for a source, in short."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.members.models import Member
from forum.sources import csl
from forum.sources.actions import find_or_add
from forum.sources.models import Source
from forum.web.asked import number_in


class SourceForm(forms.Form):
    """The details of a source. Choosing one that is suggested fills them in; they find it again."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("Of the book, paper or web page."),
        error_messages={"required": _("Say which book, paper or page it is.")},
    )
    author = forms.CharField(
        label=_("Author"), max_length=300, required=False, help_text=_("Separate several with semicolons.")
    )
    year = forms.CharField(label=_("Year"), max_length=20, required=False)
    publisher = forms.CharField(label=_("Publisher or site"), max_length=200, required=False)
    address = forms.CharField(label=_("Web address or DOI"), max_length=2000, required=False)
    # Which suggestion was chosen: more may be known of it than is asked here.
    chosen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_year(self) -> str:
        year = self.cleaned_data["year"]
        if year and not csl.is_date(year):
            raise forms.ValidationError(_("A year, such as 1917 or c. 1917."))
        return year

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        if address and not csl.is_address(address):
            raise forms.ValidationError(_("Begins with https:// or is a DOI such as 10.1000/182."))
        return address

    def source(self, member: Member) -> Source:
        """The source described: the one that was chosen while its details still say the same, else found or added."""
        said = {name: self.cleaned_data[name] for name in SourceForm.base_fields if name != "chosen"}
        pk = number_in(self.cleaned_data["chosen"])
        chosen = Source.objects.visible_to(member).filter(pk=pk).first() if pk else None
        if chosen is not None and csl.details_of(chosen.csl) == csl.Details(**said):
            return chosen
        return find_or_add(member=member, **said)
