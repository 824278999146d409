"""A text with numbers where its notes belong, and the notes themselves, as XHTML: what paper and e-books share."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from essays.exchange.addresses import Addresses
from essays.exchange.gathering import NoteOut, PostOut, numbers_in
from essays.exchange.markup import Mark, as_xhtml, in_xml
from essays.exchange.references import day, kind, layer, reference, standing
from essays.library.models import Section
from essays.library.pages import TextBlock, blocks_of
from essays.margin.models import Annotation

DEEPEST = 6  # levels of replies that are indented; deeper ones say whom they answer


@dataclass
class Numbering:
    """Gives notes their numbers, counted through a text, as its sections are written one after the other."""

    last: int = 0
    numbers: dict[int, int] = field(default_factory=dict)  # of the section written now, by annotation

    def begin(self, annotations: QuerySet[Annotation], section: Section) -> list[tuple[int, int]]:
        """Number the notes that begin in a section. Returns where the passage of each ends, sorted, and its
        number."""
        found = numbers_in(annotations, section.pk)
        self.numbers = {pk: self.last + nth for nth, (_end, pk) in enumerate(found, start=1)}
        self.last += len(found)
        return sorted((end, self.numbers[pk]) for end, pk in found)

    def of(self, annotation: Annotation) -> int:
        """The note's number; a note beside no section is numbered as it comes."""
        if annotation.pk not in self.numbers:
            self.last += 1
            self.numbers[annotation.pk] = self.last
        return self.numbers[annotation.pk]


def block_leaf(block: TextBlock, numbers: Sequence[Mark], *, site: str) -> str:
    """A block of the text with those of `numbers` that belong in it: marks by code points of its section, sorted."""
    first, last = (
        bisect_right(numbers, place, key=lambda mark: mark[0]) for place in (block.start, block.end)
    )
    marks = [(end - block.start, mark) for end, mark in numbers[first:last]]
    words = as_xhtml(block.html, site=site, marks=marks)
    if block.kind == "code":
        return f"<pre><code>{words}</code></pre>"
    return f'<{block.element} class="{in_xml(block.kind)}">{words}</{block.element}>'


def blocks_with_heading(section: Section, *, level: int) -> Iterator[TextBlock | str]:
    """The section's blocks, after a heading of that level where it has none of its own."""
    blocks = blocks_of(section, level=level, titled=False)
    if not any(block.element == f"h{level}" for block in blocks):
        yield f"<h{level}>{in_xml(section.name)}</h{level}>"
    yield from blocks


def note_leaf(note: NoteOut, number: int, addresses: Addresses) -> Iterator[str]:
    """What a note says, after what it is about; then its replies."""
    for passage in note.passages:
        said = standing(passage)
        mark = f' <span class="state">({in_xml(said)})</span>' if said else ""
        yield f'<p class="quote">{in_xml(" ".join(passage.exact.split()))}{mark}</p>\n'
    address = addresses.of_note(note.annotation.pk)
    yield _post(note.opening, address, addresses, ids=f"n{number}-", mark=layer(note))
    names = {note.opening.pk: note.opening.author}
    for reply in note.replies:
        names[reply.pk] = reply.author
        yield f'<div class="reply d{min(reply.depth, DEEPEST)}">'
        yield _post(
            reply,
            addresses.of_post(reply.pk),
            addresses,
            ids=f"p{reply.pk}-",
            answers=_answers(reply, names),
        )
        yield "</div>\n"


def _answers(reply: PostOut, names: Mapping[int, str]) -> str:
    return _("to %(name)s") % {"name": names.get(reply.answers or 0, "")} if reply.depth > 1 else ""


def _post(
    post: PostOut, address: str, addresses: Addresses, *, ids: str, mark: str = "", answers: str = ""
) -> str:
    head = [f"<strong>{in_xml(kind(post.kind))}</strong>", in_xml(post.byline), in_xml(answers), in_xml(mark)]
    head.append(f'<a href="{in_xml(address)}">{in_xml(day(post.written_at))}</a>')
    said = f'<p class="head">{" · ".join(filter(None, head))}</p>\n'
    if post.withdrawn_at:
        return said + f'<p class="state">{in_xml(_("This post has been withdrawn."))}</p>\n'
    if post.withheld:
        return said + f'<p class="state">{in_xml(post.withheld)}</p>\n'
    said += f'<div class="words">{as_xhtml(post.html, site=addresses.here, ids=ids)}</div>\n'
    for piece in post.evidence:
        says = "<br/>".join(in_xml(line) for line in piece.says.splitlines())
        said += f'<p class="source">{in_xml(reference(piece))}</p>\n<blockquote><p>{says}</p></blockquote>\n'
    return said
