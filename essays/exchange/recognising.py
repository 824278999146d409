"""Which notes of a file stand here already, brought before or written here and taken out; and which it answers."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from django.urls import reverse

from essays.exchange.models import Bringing, BroughtNote
from essays.exchange.reading import Brought
from essays.margin.models import Annotation
from forum.debate.models import Post
from forum.debate.restraining.hows import in_short

AT_ONCE = 500  # numbers a query

One = TypeVar("One")


class NotesHere:
    """What the member who brings a file can see beside its text."""

    def __init__(self, bringing: Bringing) -> None:
        self.essay, self.member, self.here = bringing.essay, bringing.member, bringing.here

    def among(self, found: Sequence[Brought], keys: Sequence[str]) -> dict[int, int]:
        """For the places, in `found`, of the notes that stand here, the numbers of their posts. In a few queries for
        each five hundred."""
        brought = self._brought_before("key", keys)
        written = self._written_here([note.original for note in found])
        standing = {}
        for place, (note, key) in enumerate(zip(found, keys, strict=True)):
            post, words = written.get(note.original, (None, None))
            if key in brought:
                standing[place] = brought[key]
            elif post and words in (None, _folded(note.words)):
                standing[place] = post
        return standing

    def answered(self, found: Sequence[Brought], standing: Mapping[int, int]) -> dict[str, Post]:
        """The posts here that notes of the file answer, by the address they are answered at: those of its own
        that `standing` knows, and others that it does not hold."""
        in_file = {note.original: place for place, note in reversed(list(enumerate(found))) if note.original}
        wanted = {note.answers for note in found} - {""}
        numbers = {
            address: standing[in_file[address]]
            for address in wanted & in_file.keys()
            if in_file[address] in standing
        }
        elsewhere = sorted(wanted - in_file.keys())
        numbers |= {address: post for address, (post, _words) in self._written_here(elsewhere).items()}
        numbers |= self._brought_before("original", elsewhere)
        posts: dict[int, Post] = {}
        for some in _runs(sorted(set(numbers.values()))):
            posts |= Post.objects.select_related("thread").in_bulk(some)
        return {address: posts[number] for address, number in numbers.items() if number in posts}

    def _brought_before(self, column: str, values: Sequence[str]) -> dict[str, int]:
        """The posts that came from elsewhere and whose key, or address there, is among these; the newest of several."""
        rows = BroughtNote.objects.standing(self.member).filter(bringing__essay=self.essay).order_by("pk")
        return {
            value: post
            for some in _runs(values)
            for value, post in rows.filter(**{f"{column}__in": some}).values_list(column, "post")
        }

    def _written_here(self, addresses: Collection[str]) -> dict[str, tuple[int, str | None]]:
        """The posts here that are at these addresses, with their words; None for what its author has withdrawn or is
        withheld, which nobody is to bring back."""
        notes, posts = (
            self._numbers(addresses, reverse(name, args=[0]).removesuffix("0/"))
            for name in ("annotation", "post")
        )
        visible = Annotation.objects.visible_to(self.member).filter(essay=self.essay)
        replies = Post.objects.visible_to(self.member).filter(thread__annotation__essay=self.essay)
        found: dict[str, tuple[int, str | None]] = {}
        for rows, known, post, number in (
            (visible, notes, "thread__opening__", "thread__opening_id"),
            (replies, posts, "", "pk"),
        ):
            for some in _runs(list(known)):
                columns = ("pk", number, f"{post}source", f"{post}withdrawn_at", f"{post}restraint")
                for pk, opening, source, withdrawn_at, restraint in rows.filter(pk__in=some).values_list(
                    *columns
                ):
                    found[known[pk]] = (
                        opening,
                        None if withdrawn_at or in_short(restraint) else _folded(source),
                    )
        return found

    def _numbers(self, addresses: Collection[str], path: str) -> dict[int, str]:
        """Those addresses that are of this installation and begin with `path`, by their number."""
        address = re.compile(rf"{re.escape(self.here + path)}(\d{{1,18}})/")
        hits = (address.fullmatch(one) for one in addresses)
        return {int(hit[1]): hit[0] for hit in hits if hit}


def _folded(words: str) -> str:
    return " ".join(words.split())


def _runs(items: Sequence[One]) -> Iterator[Sequence[One]]:
    return (items[begin : begin + AT_ONCE] for begin in range(0, len(items), AT_ONCE))
