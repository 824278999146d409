"""What the record hears of restraints: what their entries say, where withheld words are kept, and whether every
restraint has its entry."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.debate.models import Post
from forum.debate.restraining.hows import Category, How, strength
from forum.debate.restraining.models import LegalHold, Restraint, Withheld
from forum.debate.sealing import withholding
from forum.record.checking import register as register_check
from forum.record.explaining import Beside
from forum.record.explaining import register as register_type
from forum.record.models import Entry

AT_ONCE = 1000  # posts looked at together


def register() -> None:
    withholding.register(withheld_html)
    register_check("restraints", restraints_hold)
    register_type(
        "hold",
        label=_("Legal hold"),
        sentence=_(
            "The operator withheld a post because of the law: {category}. A panel says whether that fits."
        ),
        lookup=_held,
        words={"category": dict(Category.choices)},
    )
    register_type(
        "release",
        label=_("Release from a legal hold"),
        sentence=_("The operator let go of the legal hold of entry {of}."),
        lookup=_released,
    )


def withheld_html(posts: Collection[int]) -> Mapping[int, str]:
    """The HTML that is kept of those of `posts` whose words are withheld."""
    return dict(Withheld.objects.filter(post__in=posts).values_list("post", "html"))


def restraints_hold() -> Iterator[str]:
    """Each restraint without an entry in the record that says the same, and each post that shows another than is in
    force."""
    restraints = Restraint.objects.in_force()
    told = {
        entry.number: _says(entry) for entry in Entry.objects.filter(number__in=restraints.values("entry"))
    }
    present: dict[int, Restraint] = {}
    past: dict[int, Restraint] = {}
    for one in restraints.select_related("post").iterator(chunk_size=AT_ONCE):
        if one.entry not in told:
            yield f"post {one.post_id}: it is restrained by entry {one.entry}, and there is none"
        elif told[one.entry] != one.how:
            yield f"post {one.post_id}: it is restrained by entry {one.entry}, which says nothing of the kind"
        strongest = present if one.covers(one.post.revision) else past
        other = strongest.get(one.post_id)
        if other is None or strength(one.how) > strength(other.how):
            strongest[one.post_id] = one
    yield from _shown_otherwise("restraint", "restrained_by", present)
    yield from _shown_otherwise("past_restraint", "past_restrained_by", past)


def _shown_otherwise(how_shown: str, by_shown: str, strongest: dict[int, Restraint]) -> Iterator[str]:
    """Each post that shows in these columns something else than the strongest restraint that is in force there."""
    shown = Post.objects.exclude(**{how_shown: ""}).values_list("pk", how_shown, by_shown)
    for post, how, entry in shown.iterator(chunk_size=AT_ONCE):
        found = strongest.pop(post, None)
        if found is None or found.how != how or (found.entry != entry and not _is_alike(found, entry)):
            yield f"post {post}: it is shown as restrained otherwise than its restraints say"
    for post in strongest:
        yield f"post {post}: it is shown as free, and is restrained"


def _is_alike(found: Restraint, entry: int) -> bool:
    """Whether another restraint of the same post does the same, by that entry: two wordings may have been judged."""
    alike = Restraint.objects.filter(post=found.post_id, how=found.how, entry=entry).in_force()
    return alike.exists()


def _says(entry: Entry) -> str:
    """How a post is restrained by what an entry tells of; "" where it is not."""
    names = {"ruling": "outcome", "meanwhile": "effect"}
    return How.HELD if entry.type == "hold" else str(entry.read_all().get(names.get(entry.type, ""), ""))


def _held(entries: Sequence[Entry], _reader: Any) -> Mapping[int, Beside]:
    holds = LegalHold.objects.filter(entry__in=[entry.number for entry in entries]).select_related("post")
    return {hold.entry: _beside(hold, hold.ground) for hold in holds}


def _released(entries: Sequence[Entry], _reader: Any) -> Mapping[int, Beside]:
    holds = LegalHold.objects.filter(released_by__in=[entry.number for entry in entries]).select_related(
        "post"
    )
    return {
        hold.released_by: _beside(hold, hold.release_ground) for hold in holds if hold.released_by is not None
    }


def _beside(hold: LegalHold, words: str) -> Beside:
    return Beside(lines=[words] if words else [], href=hold.post.get_absolute_url())
