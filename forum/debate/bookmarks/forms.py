"""What a bookmark is set with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.debate.bookmarks.models import Bookmark
from forum.web.idempotency import OnceForm


class BookmarkForm(OnceForm):
    """A note to oneself."""

    note = forms.CharField(
        label=_("Note to yourself"),
        max_length=Bookmark.LONGEST_NOTE,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=_("Why you want to find it again. Only you can see it."),
    )
