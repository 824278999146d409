"""Plays what became of the texts: new editions, made as everyone makes them."""

from collections.abc import Mapping

from essays.demonstration.scripts import ScriptedEdition
from essays.demonstration.stage import Stage
from essays.editions import actions, answering
from essays.editions.models import Answer
from essays.library.outline import Outline
from essays.library.rearranging import with_section, with_section_moved
from essays.library.rewording import reworded, wording_of
from essays.margin.models import Annotation


def play_an_edition(stage: Stage, script: ScriptedEdition) -> None:
    """Propose an edition, have it agreed to, and let the authors of the notes it answers say whether it does."""
    essay, maker = stage.essays[script.text], stage.members[script.by]
    begun = actions.begin_edition(member=maker, essay=essay)
    begun = actions.change(
        member=maker, edition=begun, seen=begun.revision, how=lambda outline: changed(outline, script)
    )
    begun = actions.compare(member=maker, edition=begun)
    answers: Mapping[int, Mapping[str, str]] = {
        Annotation.objects.get(essay=essay, passages__exact__startswith=said["passage"]).pk: said
        for said in script.answers
    }
    notes = Annotation.objects.filter(pk__in=answers).select_related("thread")
    proposed = actions.propose(member=maker, edition=begun, why=script.why, answers=notes)
    for handle in script.agreed_by:
        actions.agree(member=stage.members[handle], edition=proposed)
    for answer in Answer.objects.filter(next_edition=proposed).select_related(
        "annotation__thread__opened_by"
    ):
        said = answers[answer.annotation_id]
        if "verdict" in said:
            answering.say_whether(
                member=answer.annotation.thread.opened_by,
                answer=answer,
                verdict=said["verdict"],
                words=said["words"],
            )


def changed(outline: Outline, script: ScriptedEdition) -> Outline:
    for change in script.changes:
        index = place_of(outline, change["section"])
        section = outline.sections[index]
        before = wording_of(section)
        after = before.replace(change["old"], change["new"])
        if after == before:
            raise LookupError(f"“{change['old']}” is not in the text")
        outline = with_section(outline, index, reworded(section, after))
    for move in script.moves:
        outline = with_section_moved(outline, place_of(outline, move["section"]), move["by"])
    return outline


def place_of(outline: Outline, heading: str) -> int:
    return next(index for index, section in enumerate(outline.sections) if section.heading == heading)
