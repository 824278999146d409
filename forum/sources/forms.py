"""Asking for a source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.members.models import Member
from forum.sources.actions import find_or_add
from forum.sources.models import Source


class SourceForm(forms.Form):
    """The details of a source. Choosing one that is suggested fills them in; they find it again."""

    title = forms.CharField(label=_("Title"), max_length=300, help_text=_("Of the book, paper or page."))
    author = forms.CharField(
        label=_("Author"), max_length=300, required=False, help_text=_("Several are parted by semicolons.")
    )
    year = forms.CharField(label=_("Year"), max_length=20, required=False)
    publisher = forms.CharField(label=_("Publisher or site"), max_length=200, required=False)
    address = forms.CharField(label=_("Web address or DOI"), max_length=2000, required=False)

    def source(self, member: Member) -> Source:
        """The source described: found, or added."""
        return find_or_add(
            member=member, **{name: self.cleaned_data[name] for name in SourceForm.base_fields}
        )
