"""That notes were read beside the text, where the first words of one may be all of them."""

from collections.abc import Iterable

from django.http import HttpRequest

from essays.margin.notes import Note
from forum.debate.models import Thread
from forum.debate.signals import posts_shown
from forum.web.prefetching import is_read


def tell_shown(request: HttpRequest, notes: Iterable[Note]) -> None:
    """Let the rooms above debates know that a member has these notes before them: those that are shown with all their
    words. Of the others, and of the replies to any, the note's own page tells."""
    if request.user.is_authenticated and is_read(request):
        posts = [note.opening for note in notes if note.is_whole]
        posts_shown.send(sender=Thread, member=request.user, posts=posts)
