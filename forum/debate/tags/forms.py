"""Where tags are typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.debate.tags.words import LONGEST, MOST, tags_in, unfit
from forum.web.idempotency import OnceForm

SUGGESTED = "tags-in-use"  # the element with the circle's own tags; see tags/_suggested.html


class TagsField(forms.CharField):
    """Tags with commas between them; a list of their names."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            label=_("Tags"),
            required=False,
            max_length=400,
            help_text=_("Up to five, with commas between them. Others find the thread by them."),
            widget=forms.TextInput(attrs={"list": SUGGESTED, "data-tags": "", "autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value: str | None) -> list[str]:
        names = tags_in(super().clean(value))
        if odd := unfit(names):
            raise ValidationError(
                _("“%(tag)s” cannot be a tag: a tag has up to %(most)d letters, digits and hyphens.")
                % {"tag": odd[0], "most": LONGEST}
            )
        if len(names) > MOST:
            left = len(names) - MOST
            raise ValidationError(
                ngettext("That is %(n)d tag too many.", "That is %(n)d tags too many.", left) % {"n": left}
            )
        return names


class TagsForm(OnceForm):
    """The tags of a thread that stands already."""

    tags = TagsField()
