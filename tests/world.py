"""A small world in which there is one of everything that has an address: open, closed, private, and on its way."""

from dataclasses import dataclass

from essays.library.importing.actions import begin_import
from essays.library.importing.tasks import read_draft
from essays.library.models import Essay, ImportDraft
from essays.library.publishing import publish
from essays.library.readers import read
from essays.margin.actions import annotate
from essays.margin.models import Annotation
from essays.margin.selecting import Selection
from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, edit_post, open_thread, reply
from forum.debate.models import Post, Thread
from forum.members.models import Member
from forum.sources.actions import find_or_add
from forum.sources.models import Source

TEXT = """---
title: {title}
author: N. Lindqvist
---

## Of steam

Whoever keeps the key keeps the house, and *whoever* keeps the house keeps the key.

> “A key is not a committee.” (Okafor, The Ledger of the Baths, p. 112)

## Of tiles

- laid by everyone
- paid for by some
"""
PASSAGE = "keeps the key keeps the house"


@dataclass(frozen=True)
class Place:
    """A circle with a text, a note in its margin with a reply, and a thread of its own."""

    circle: Circle
    essay: Essay
    annotation: Annotation
    thread: Thread
    answer: Post
    source: Source  # brought here and nowhere else


@dataclass(frozen=True)
class World:
    author: Member
    other: Member
    open: Place
    closed: Place
    private: Annotation  # the author's, on the open text
    draft: ImportDraft  # the author's
    private_source: Source  # brought by the private note and by nothing else


def build_world(author: Member, other: Member) -> World:
    """Everything in it is written by `author`; `other` is in the Commons, and not in the closed circle."""
    kitchen = open_circle(member=author, slug="kitchen", name="Kitchen table", access=Circle.Access.CLOSED)
    bath, tap, diary = (
        find_or_add(member=author, author="Okafor", title=title, year="1931")
        for title in ("The Ledger of the Baths", "The Ledger of the Tap", "A Diary of Keys")
    )
    commons = Circle.objects.commons()
    open_place = _furnish(author, commons, "The Warm Water", bath)
    return World(
        author=author,
        other=other,
        open=open_place,
        closed=_furnish(author, kitchen, "The Cold Tap", tap),
        private=_note(author, open_place.essay, private=True, evidence=[_page_3(diary)]),
        draft=_draft(author, commons),
        private_source=diary,
    )


def _furnish(author: Member, circle: Circle, title: str, source: Source) -> Place:
    essay = publish(
        member=author, circle=circle, outline=read(TEXT.format(title=title).encode(), f"{title}.md")
    )
    annotation = _note(
        author,
        essay,
        kind="counter-evidence",
        evidence=[_page_3(source)],
    )
    thread = open_thread(
        member=author, circle=circle, title="When do we bathe?", source="On **Thursdays**, I think."
    )
    answer = reply(member=author, answers=thread.opening, source="Or on Fridays.")
    edit_post(member=author, post=answer, kind="comment", source="Or on Saturdays.")
    return Place(
        circle=circle, essay=essay, annotation=annotation, thread=thread, answer=answer, source=source
    )


def _page_3(source: Source) -> EvidenceGiven:
    return EvidenceGiven(source, "p. 3", "Nobody kept a key.", "against")


def _draft(author: Member, circle: Circle) -> ImportDraft:
    """An import that has been read and waits to be corrected."""
    data = TEXT.format(title="A draft").encode()
    draft = begin_import(member=author, circle=circle, filename="draft.md", data=data)
    read_draft.func(draft.pk)  # a task begins when the transaction has ended, and a test's never does
    draft.refresh_from_db()
    return draft


def _note(author: Member, essay: Essay, **details) -> Annotation:
    section = essay.edition.sections.get(slug="of-steam")
    start = section.text.index(PASSAGE)
    selection = Selection(section=section, start=start, end=start + len(PASSAGE), exact=PASSAGE)
    return annotate(
        member=author,
        selections=[selection],
        source="Nobody **ever** kept it.",
        **({"kind": "critique"} | details),
    )
