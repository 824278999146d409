"""Putting a text up: an outline becomes an essay, its first edition, and that edition's sections."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import count, islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essays.library import outline as outlines
from essays.library.columns import fitting, keepable
from essays.library.leading import citations_of
from essays.library.marks import CITE, LABEL, inline_html
from essays.library.models import Citation, Edition, Essay, Section
from essays.library.outline import Block, Mark, Outline
from essays.library.signals import essay_published
from essays.library.slugs import slugs_for
from forum.circles.models import Circle
from forum.members.models import Member
from forum.permissions import Act, require

WORDS_OF_A_TITLE = 8  # of a text that has none, from its beginning
ATTEMPTS_AT_A_SLUG = 5


class AlreadyHere(Exception):
    """The same words already stand in that circle, as `essay`."""

    def __init__(self, essay: Essay) -> None:
        super().__init__(_("This text is already here: “%(title)s”.") % {"title": essay.title})
        self.essay = essay


class NothingLeft(Exception):
    """All of a text is left out."""

    def __init__(self) -> None:
        super().__init__(_("Everything in this text is left out: keep at least one paragraph."))


@transaction.atomic
def publish(
    *,
    member: Member | None,
    circle: Circle,
    outline: Outline,
    slug: str | None = None,
    at: datetime | None = None,
) -> Essay:
    """Put `outline` up in `circle` as a new essay and return it; all of it stands, or nothing does.

    `member` is None on the command line, where nobody is asked for a permission. `slug` is a wish for the
    address: another essay's address is never taken. Raises NothingLeft where all of it is left out, AlreadyHere
    when the circle has the same words, PermissionDenied when the member may not put texts up there.
    """
    if member is not None:
        require(member, Act.PUT_UP_ESSAY, circle)
    if not has_words(outline):
        raise NothingLeft
    # Two who put the same file up at once come one after the other, so that the second finds the first's.
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    digest = digest_of(outline)
    if twin := Essay.objects.filter(circle=circle, editions__digest=digest).first():
        raise AlreadyHere(twin)

    at = at or timezone.now()
    essay = _open_essay(
        slug or title_of(outline), **_particulars(outline), circle=circle, put_up_by=member, put_up_at=at
    )
    edition = Edition.objects.create(essay=essay, digest=digest, published_by=member, published_at=at)
    lay_out(edition, outline)
    essay.edition = edition
    essay.save(update_fields=["edition"])
    essay_published.send(sender=Essay, essay=essay)
    return essay


def lay_out(edition: Edition, outline: Outline) -> list[Section]:
    """Write the sections of an edition, and what it cites; return the sections in order."""
    sections = Section.objects.bulk_create(sections_of(edition, outline))
    Citation.objects.bulk_create(_citations(sections, outline))
    edition.word_count = sum(section.word_count for section in sections)
    edition.save(update_fields=["word_count"])
    return sections


def has_words(outline: Outline) -> bool:
    """Whether anything of it is left to publish."""
    return any(_parts(outline))


def digest_of(outline: Outline) -> str:
    """SHA-256 of the words of an outline, in hex. Corrected headings, kinds and white space leave it alone."""
    words = " ".join(block.text for block in outline.blocks).split()
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def title_of(outline: Outline) -> str:
    """The title, or else the subtitle without its parentheses, or else the first few words."""
    words = islice((word for block in outline.blocks for word in block.text.split()), WORDS_OF_A_TITLE + 1)
    first = list(words)
    beginning = " ".join(first[:WORDS_OF_A_TITLE]) + ("…" if len(first) > WORDS_OF_A_TITLE else "")
    return outline.title.strip() or outline.subtitle.strip(" \t()") or beginning or _("An untitled text")


def _particulars(outline: Outline) -> dict[str, str]:
    """What the essay's row says about the text. A subtitle that had to serve as title is not said twice."""
    said = {
        "title": title_of(outline),
        "subtitle": outline.subtitle if outline.title.strip() else "",
        "author": outline.author,
        "date": outline.date,
        "language": outline.spoken,
    }
    return {name: fitting(Essay, name, value) for name, value in said.items()}


def _open_essay(wish: str, **details: Any) -> Essay:
    """A new essay at a free address like `wish`; another may take the address we found free, so we look again."""
    for _attempt in range(ATTEMPTS_AT_A_SLUG - 1):
        with suppress(IntegrityError), transaction.atomic():
            return Essay.objects.create(slug=_free_slug(wish), **details)
    return Essay.objects.create(slug=_free_slug(wish), **details)


def _free_slug(wish: str) -> str:
    [first_choice] = slugs_for([("", wish)])
    taken = Essay.objects.filter(slug__startswith=first_choice[:40]).values_list("slug", flat=True)
    return slugs_for([("", wish)], taken=taken)[0]


def sections_of(edition: Edition | None, outline: Outline) -> Iterator[Section]:
    """The sections of an edition made of `outline`, not saved."""
    numbers = count(1)
    for position, part in enumerate(_parts(outline), start=1):
        blocks = _kept_blocks(part)
        text = "\n".join(block.text for block in blocks)
        yield Section(
            edition=edition,
            position=position,
            label=fitting(Section, "label", part.label),
            heading=fitting(Section, "heading", part.heading),
            slug=part.slug,
            text=text,
            blocks=list(_block_rows(part.label, blocks, numbers)),
            word_count=len(text.split()),
        )


def _block_rows(label: str, blocks: Sequence[Block], numbers: Iterator[int]) -> Iterator[dict[str, Any]]:
    """The blocks as `Section.blocks` keeps them, their texts one newline apart."""
    start = 0
    for block in blocks:
        cited = _citation_range(block)
        apart = [Mark(*cited, CITE)] if cited else _label_mark(label, block)
        row: dict[str, Any] = {
            "number": next(numbers),
            "kind": block.kind,
            "start": start,
            "end": start + len(block.text),
            "html": inline_html(block.text, [*block.marks, *apart]),
        }
        if cited:
            row["citation"] = [start + offset for offset in cited]
        yield row
        start = row["end"] + 1


def _citation_range(block: Block) -> tuple[int, int] | None:
    """Where in its text a block names what it quotes, in code points; None where it says so nowhere."""
    said = block.citation.raw if block.citation else ""
    start = block.text.rfind(said)
    if not said or start == -1:
        return None
    end = start + len(said)
    inside_parentheses = block.text[start - 1 : start] == "(" and block.text[end : end + 1] == ")"
    return (start - 1, end + 1) if inside_parentheses else (start, end)


def _label_mark(label: str, block: Block) -> list[Mark]:
    """The "a)" of a heading, set apart from its words."""
    if block.kind != "heading" or not label:
        return []
    found = re.match(rf"\s*\(?{re.escape(label)}(?!\w)[.):]*", block.text, re.IGNORECASE)
    return [Mark(0, found.end(), LABEL)] if found else []


def _citations(sections: Sequence[Section], outline: Outline) -> list[Citation]:
    """What the text cites, each led to the work it means; works nobody has cited yet are added by who publishes it."""
    blocks = [_kept_blocks(part) for part in _parts(outline)]
    return citations_of(sections, blocks, added_by=sections[0].edition.published_by)


def _parts(outline: Outline) -> Iterator[outlines.Section]:
    """The sections that have any words."""
    return (part for part in outline.sections if _kept_blocks(part))


def _kept_blocks(part: outlines.Section) -> list[Block]:
    return [
        Block(block.kind, keepable(block.text), block.citation, block.marks)
        for block in part.blocks
        if block.text.strip() and not block.is_left_out
    ]
