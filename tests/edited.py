"""A text of two editions, a third that is proposed and a draft of a fourth, for the world in which every address is
tried."""

from dataclasses import dataclass

from essays.editions import actions, attaching
from essays.editions.models import Answer, NextEdition, Reattachment
from essays.library.models import Essay
from essays.library.outline import Block, Outline, Section
from essays.library.publishing import publish
from essays.library.rearranging import with_section
from essays.library.rewording import reworded
from essays.margin.actions import annotate
from essays.margin.models import Annotation, Placement
from essays.margin.selecting import words_of_section
from forum.circles.models import Circle
from forum.members.models import Member

FIRST = "The tap was opened every Thursday by whoever had the key."
SECOND = "Nobody asked who would close the tap, and so it ran all night."
WORDS = "It ran into the yard, and froze there."


@dataclass(frozen=True)
class Edited:
    essay: Essay
    proposal: NextEdition
    draft: NextEdition
    note: Annotation  # whose words are gone from the second edition
    answer: Answer
    reattachment: Reattachment


def edit(author: Member, circle: Circle, title: str) -> Edited:
    essay = _put_up(author, circle, title)
    section = essay.edition.sections.get()
    note = annotate(
        member=author,
        selections=[words_of_section(section, SECOND)],
        kind="critique",
        source="Somebody did ask.",
    )
    _propose(author, essay, f"{FIRST}\n\n{WORDS}", publishes=True, answers=[note])
    essay.refresh_from_db()
    reattachment = attaching.reattach(
        member=author,
        placement=Placement.objects.get(passage__annotation=note, edition=essay.edition),
        selection=words_of_section(essay.edition.sections.get(), WORDS),
    )
    return Edited(
        essay=essay,
        proposal=_propose(author, essay, f"{FIRST}\n\n{WORDS} Nobody slipped."),
        draft=_draft(author, essay, f"{FIRST}\n\nIt was a cold night."),
        note=note,
        answer=Answer.objects.get(annotation=note),
        reattachment=reattachment,
    )


def _put_up(author: Member, circle: Circle, title: str) -> Essay:
    blocks = (Block("heading", "Of taps"), Block("paragraph", FIRST), Block("paragraph", SECOND))
    outline = Outline(title, "", "", "", "en", (Section("", "Of taps", "of-taps", blocks),))
    return publish(member=author, circle=circle, outline=outline)


def _draft(author: Member, essay: Essay, text: str) -> NextEdition:
    begun = actions.begin_edition(member=author, essay=essay)
    begun = actions.change(
        member=author,
        edition=begun,
        seen=begun.revision,
        how=lambda outline: with_section(outline, 0, reworded(outline.sections[0], text)),
    )
    return actions.compare(member=author, edition=begun)


def _propose(author: Member, essay: Essay, text: str, *, publishes: bool = False, answers=()) -> NextEdition:
    draft = _draft(author, essay, text)
    proposed = actions.propose(member=author, edition=draft, why="It froze.", answers=answers)
    return actions.publish(member=author, edition=proposed) if publishes else proposed
