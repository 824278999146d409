"""A small world in which there is one of everything that has an address: open, closed, private, and on its way."""

import io
import json
from dataclasses import dataclass

from PIL import Image

from essays.citing.checking import FoundInBook, check
from essays.citing.mending import Meant, mend
from essays.citing.models import Check, Mending
from essays.exchange.actions import begin
from essays.exchange.models import Bringing
from essays.exchange.tasks import read_notes
from essays.library.importing.actions import begin_import
from essays.library.importing.tasks import read_draft
from essays.library.models import Citation, Essay, ImportDraft
from essays.library.publishing import publish
from essays.library.readers import read
from essays.margin.actions import annotate
from essays.margin.models import Annotation
from essays.margin.selecting import Selection
from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, edit_post, open_thread, reply
from forum.debate.branching.actions import branch_off
from forum.debate.branching.models import Branching
from forum.debate.models import Post, Thread
from forum.debate.summarising.actions import summarise
from forum.lots.drawing import carry_out, open_draw
from forum.lots.models import Draw
from forum.meetings.models import Meeting
from forum.members.models import Member
from forum.moderation.models import Case
from forum.moderation.practice import open_practice
from forum.notices.models import Notice
from forum.sources.actions import find_or_add
from forum.sources.merging import merge
from forum.sources.models import Merging, Source
from tests.called import Called, call
from tests.circled import Circled, closed, open_choir
from tests.decided import Decided, decide
from tests.edited import Edited, edit
from tests.held import hold
from tests.met import Met, meet
from tests.minuted import Minuted, minute
from tests.planned import Planned, plan_it

TEXT = """---
title: {title}
author: N. Lindqvist
---

## Of steam

Whoever keeps the key keeps the house, and *whoever* keeps the house keeps the key.

> “A key is not a committee.” (Okafor, {cited}, p. 112)

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
    check: Check  # of what the text cites, with a photograph
    mending: Mending  # of the same
    merging: Merging  # of two others that nobody brings
    notice: Notice  # that the author was told of the answer
    draw: Draw  # in which the author was
    decided: Decided  # what the circle is deciding, by the author
    met: Met  # what the circle meets for
    minuted: Minuted  # what it met about
    called: Called  # a meeting
    case: Case  # one to practise on, of which the author has a seat
    held: Meeting  # now, by the author, about the thread
    planned: Planned  # what the circle reads together, by the author
    branching: Branching  # of another reply in the thread, which has been summed up twice


@dataclass(frozen=True)
class World:
    author: Member
    other: Member
    open: Place
    closed: Place
    private: Annotation  # the author's, on the open text
    draft: ImportDraft  # the author's
    private_source: Source  # brought by the private note and by nothing else
    edited: Edited  # a text of two editions, with a third on its way
    closed_edited: Edited
    bringing: Bringing  # the author's, to the open text
    choir: Circled  # open, of the author; `other` asks to join it
    closed_circled: Circled  # the closed place's circle


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
        edited=edit(author, commons, "The Warm Tap"),
        closed_edited=edit(author, kitchen, "The Cold Basin"),
        bringing=_bringing(author, open_place.essay),
        choir=open_choir(author, other),
        closed_circled=closed(author, kitchen),
    )


def _furnish(author: Member, circle: Circle, title: str, source: Source) -> Place:
    text = TEXT.format(title=title, cited=f"The Book of {title}")
    essay = publish(member=author, circle=circle, outline=read(text.encode(), f"{title}.md"))
    cited = Citation.objects.for_reading().get(section__edition=essay.edition_id)
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
    soap = reply(member=author, answers=thread.opening, source="Who brings the soap?")
    branch_off(member=author, post=soap, title="Who brings the soap?")
    for words in ("Saturday, it seems.", "Saturday, or Friday."):
        summarise(member=author, thread=thread, source=words)
    return Place(
        circle=circle,
        essay=essay,
        annotation=annotation,
        thread=thread,
        answer=answer,
        source=source,
        check=check(
            member=author, citation=cited, found=FoundInBook("not-found", page="112", photo=_photograph())
        ),
        mending=mend(
            member=author, citation=cited, meant=Meant(cited.source, "p. 113"), note="The next page."
        ),
        merging=_merging(author, title),
        notice=Notice.objects.create(member=author, post=answer, reason=Notice.Reason.FOLLOWED),
        decided=decide(author, circle, f"{title} tea"),
        met=meet(author, circle, title),
        minuted=minute(author, circle, f"{title} soup"),
        called=call(author, circle, f"{title} supper"),
        planned=plan_it(author, circle, essay, annotation),
        case=open_practice(
            member=author, circle=circle, words=f"Less of {title}.", guideline=circle.guideline_list[0]
        ),
        branching=soap.branchings.get(),
        draw=_draw(author, circle, case=str(thread.pk)),
        held=hold(author, circle, f"{title} by the sea", thread),
    )


def _draw(author: Member, circle: Circle, *, case: str) -> Draw:
    """A draw of one seat out of one."""
    draw = open_draw(
        case=case, members=[author.pk], n=1, needs={"fold": 1}, commitment=bytes(32), circle=circle
    )
    carry_out(draw=draw)
    return draw


def _photograph() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(written, "JPEG")
    return written.getvalue()


def _merging(author: Member, title: str) -> Merging:
    twice = [find_or_add(member=author, author="", title=f"{title}, sung {how}") for how in ("low", "loud")]
    merge(member=author, source=twice[0], into=twice[1])
    return twice[0].mergings.get()


def _page_3(source: Source) -> EvidenceGiven:
    return EvidenceGiven(source, "p. 3", "Nobody kept a key.", "against")


def _draft(author: Member, circle: Circle) -> ImportDraft:
    """An import that has been read and waits to be corrected."""
    data = TEXT.format(title="A draft", cited="A draft’s book").encode()
    draft = begin_import(member=author, circle=circle, filename="draft.md", data=data)
    read_draft.func(draft.pk)  # a task begins when the transaction has ended, and a test's never does
    draft.refresh_from_db()
    return draft


def _bringing(author: Member, essay: Essay) -> Bringing:
    """A file of notes that has been read and waits to be confirmed."""
    target = {
        "source": "https://elsewhere.example/",
        "selector": {"type": "TextQuoteSelector", "exact": PASSAGE},
    }
    note = {"type": "Annotation", "id": "https://elsewhere.example/1", "bodyValue": "Yes.", "target": target}
    bringing = begin(
        member=author,
        essay=essay,
        filename="brought.json",
        data=json.dumps([note]).encode(),
        here="http://testserver",
    )
    read_notes.func(bringing.pk)
    bringing.refresh_from_db()
    return bringing


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
