"""The one way to words that are withheld, and what a page says in their place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from forum.debate.models import Post
from forum.debate.restraining.explaining import address_of
from forum.debate.restraining.hows import OPENED_BY_ALL, WITH_WORDS, How
from forum.debate.restraining.models import Withheld


@dataclass(frozen=True, slots=True)
class PastRuling:
    """What stands under a post of which a panel has judged an earlier wording: a sentence, and where one reads why."""

    said: str
    href: str


@dataclass(frozen=True, slots=True)
class Restrained:
    """What stands at a restrained post: a sentence, the line that a ruling gave it, and where one reads why.

    `opens` is what one clicks on to read the words, "" for whoever does not get to. `how` is "" where nothing holds for
    the present words, and `past` says what holds for earlier ones.
    """

    how: str
    said: str | Promise
    opens: str | Promise
    line: str
    href: str
    past: PastRuling | None = None

    @property
    def is_withheld(self) -> bool:
        return self.how not in WITH_WORDS


SAID: Mapping[str, str | Promise] = {
    How.NOTE: "",
    How.FOLD: _("This post is folded."),
    How.HIDE: _("This post is hidden."),
    How.HELD: _("This post is withheld: it is on legal hold."),
}
PAST: Mapping[str, str | Promise] = {
    How.NOTE: _("An earlier wording of this post was given a note by ruling %(ruling)d."),
    How.FOLD: _("An earlier wording of this post was folded by ruling %(ruling)d."),
    How.HIDE: _("An earlier wording of this post was hidden by ruling %(ruling)d."),
}
FOLDED_AND_KEPT_FROM = _("This post is folded, and kept from you, at whom it may be aimed.")
READ = _("Read it")
READ_ALONE = _("Others do not see it. Read it")


def words_of(posts: Iterable[Post], reader: Any) -> Mapping[int, SafeString]:
    """The withheld words of those of `posts` that `reader` still reads, by number. The caller has shown them the posts.

    One query where any is withheld, else none.
    """
    withheld = [post.pk for post in posts if post.is_withheld]
    if not withheld:
        return {}
    kept = Withheld.objects.filter(post__in=withheld).readable_by(reader)
    return {
        pk: mark_safe(html)  # noqa: S308 (made safe when it was written)
        for pk, html in kept.values_list("post_id", "html")
    }


def restrained(post: Post, *, is_read: bool) -> Restrained | None:
    """What stands at `post` for a reader who gets to read its words, or does not; None where it is not restrained."""
    past = _past(post)
    if not post.restraint or post.restrained_by is None:
        return Restrained(how="", said="", opens="", line="", href="", past=past) if past else None
    is_folded = post.restraint == OPENED_BY_ALL
    return Restrained(
        how=post.restraint,
        said=SAID[post.restraint] if is_read or not is_folded else FOLDED_AND_KEPT_FROM,
        opens=(READ if is_folded else READ_ALONE) if is_read else "",
        line=post.restraint_line,
        href=address_of(post.restrained_by),
        past=past,
    )


def _past(post: Post) -> PastRuling | None:
    if not post.past_restraint or post.past_restrained_by is None:
        return None
    said = str(PAST[post.past_restraint]) % {"ruling": post.past_restrained_by}
    return PastRuling(said, address_of(post.past_restrained_by))
