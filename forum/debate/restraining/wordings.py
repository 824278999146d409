"""Earlier wordings of a post for which a ruling holds, though their author has put others in their place.

They stay where they are, as all that is sealed; the history of the post is the one page that shows them.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.debate.models import Post, Revision
from forum.debate.restraining.explaining import address_of
from forum.debate.restraining.hows import OPENED_BY_ALL, How, strength
from forum.debate.restraining.models import Restraint
from forum.debate.restraining.reading import READ, READ_ALONE, Restrained
from forum.text import TextRefused

SAID: dict[str, str | Promise] = {
    How.FOLD: _("This wording is folded."),
    How.HIDE: _("This wording is hidden."),
}
FOLDED_AND_KEPT_FROM = _("This wording is folded, and kept from you, at whom it may be aimed.")


@dataclass(frozen=True)
class Closed:
    """That a ruling closes wordings of a post up to a number; `is_read` where its reader gets to read them."""

    up_to: int
    how: str
    entry: int
    is_read: bool


def closed_to(post: Post, reader: Any) -> Sequence[Closed]:
    """What closes earlier wordings of `post`, which `reader` sees. One query where anything does, else none."""
    if post.past_restraint not in SAID:
        return ()
    closing = Restraint.objects.filter(post=post, how__in=list(SAID)).in_force().with_is_read(reader)
    return [Closed(one.up_to, one.how, one.entry, one.is_read) for one in closing.filter(up_to__isnull=False)]


def restrained(closing: Sequence[Closed], revision: int) -> Restrained | None:
    """What stands at the wording of that number for whom `closing` was asked; None where nothing closes it."""
    over_it = [one for one in closing if revision <= one.up_to]
    if not over_it:
        return None
    strongest = max(over_it, key=lambda one: strength(one.how))
    is_read, is_folded = all(one.is_read for one in over_it), strongest.how == OPENED_BY_ALL
    return Restrained(
        how=strongest.how,
        said=SAID[strongest.how] if is_read or not is_folded else FOLDED_AND_KEPT_FROM,
        opens=(READ if is_folded else READ_ALONE) if is_read else "",
        line="",
        href=address_of(strongest.entry),
    )


def insist_on_other_words(post: Post, source: str) -> None:
    """Raise TextRefused where `source` brings back words that a ruling has folded or hidden, at most otherwise spaced,
    pointed or capitalised: what was judged would stand there again."""
    if post.past_restraint not in SAID:
        return
    judged = Restraint.objects.filter(post=post, how__in=list(SAID)).in_force().values("wording")
    for words in Revision.objects.filter(post=post, number__in=judged).values_list("source", flat=True):
        if letters_of(words) == letters_of(source):
            raise TextRefused(
                _("A panel has folded or hidden these words. Say it otherwise, or appeal what it found.")
            )


def letters_of(words: str) -> str:
    """Words without what can be changed in them and leaves them the same: spaces, punctuation, capitals."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(one for one in folded if one.isalnum()) or "".join(words.split())
