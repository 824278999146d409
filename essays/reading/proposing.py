"""A schedule on its way: proposed, adjusted by moving sections and days, and looked at, before anything is written.

Nothing is kept of it but in the form itself, so that it needs no script and two people may try at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from essays.library.models import Essay, Section
from essays.library.pages import minutes_for
from essays.reading.forms import LATEST, PlanForm, moment_in
from essays.reading.picture import Picture, picture_of
from essays.reading.runs import sections_of
from essays.reading.schedule import MOST_STAGES, NoDaysLeft, propose, shift
from essays.reading.words import sections_in_words

MOVES = {"take": 1, "give": -1}  # what a stage does with the first section of the next, or its own last


@dataclass(frozen=True, slots=True)
class Proposed:
    """A stage as it is proposed."""

    number: int
    index: int
    sections: Sequence[Section]
    minutes: int
    starts_at: datetime
    local: str  # the same by the clock of the plan's zone, as a field says it
    may_take: bool  # the first section of the next stage
    may_give: bool  # its last to the next

    @property
    def words(self) -> str:
        return sections_in_words(self.sections)


@dataclass(frozen=True, slots=True)
class Proposal:
    essay: Essay
    stages: Sequence[Proposed]
    picture: Picture
    options: str  # of the form that it was made for
    refusal: str = ""  # why it is not published as it stands

    @property
    def sizes(self) -> list[int]:
        return [len(stage.sections) for stage in self.stages]

    @property
    def when(self) -> list[datetime]:
        return [stage.starts_at for stage in self.stages]

    @property
    def said_sizes(self) -> str:
        return ",".join(map(str, self.sizes))

    @property
    def longest(self) -> int:
        return max(stage.minutes for stage in self.stages)


def proposal_for(form: PlanForm, said: Mapping[str, str] | None = None) -> Proposal:
    """The schedule that a valid form asks for; or, where `said` (what was sent) goes on with one that was proposed for
    the same, that one as it was adjusted. Raises NoDaysLeft."""
    options, essay = form.cleaned_data, form.cleaned_data["essay"]
    sections = sections_of(essay)
    zone = options["time_zone"]
    adjusted = _adjusted(form, said, len(sections)) if said else None
    refusal = ""
    if adjusted and said is not None:
        sizes, when, refusal = adjusted, *_when_in(said, len(adjusted), zone)
    if not adjusted or not when:
        slots = propose(
            [section.word_count for section in sections],
            rhythm=form.rhythm,
            start=options["start"],
            meetings=options["meetings"],
            sections_each=options["sections_each"],
            pauses=options["pauses"],
        )
        sizes = adjusted or [slot.size for slot in slots]
        when = [slot.starts_at for slot in slots]
    return _laid_out(essay, sections, sizes, when, zone, form.options, refusal)


def goes_on(form: PlanForm, said: Mapping[str, str]) -> bool:
    """Whether what was sent goes on with a schedule for the very same options, that was looked at."""
    return said.get("options") == form.options


def _adjusted(form: PlanForm, said: Mapping[str, str], total: int) -> list[int] | None:
    """The sizes of the stages that were looked at, with the one move that was asked for; None where there are none, or
    they are not of these options."""
    if not goes_on(form, said) or said.get("do") == "propose":
        return None
    try:
        sizes = [int(size) for size in said.get("sizes", "").split(",")]
    except ValueError:
        return None
    if sum(sizes) != total or min(sizes) < 1 or len(sizes) > MOST_STAGES:
        return None
    move, _colon, index = said.get("do", "").partition(":")
    if move in MOVES and index.isdecimal() and len(index) < 4:
        sizes = shift(sizes, int(index), MOVES[move])
    return sizes


def _when_in(said: Mapping[str, str], count: int, zone: str) -> tuple[list[datetime], str]:
    """The days that were chosen one by one, and what is wrong with them."""
    when = [moment_in(said.get(f"when-{index}", ""), zone) for index in range(count)]
    if None in when:
        return [], _("Each meeting needs a day and a time. Here are those of the rhythm.")
    found = [moment for moment in when if moment]
    if any(later <= earlier for earlier, later in pairwise(found)):
        return found, _("The meetings have to come one after the other.")
    if found[0] < timezone.now() - timedelta(hours=1):
        return found, _("The first meeting is past already.")
    if found[-1] > timezone.now() + timedelta(days=LATEST):
        return found, _("The last meeting is more than five years ahead. Is the year right?")
    return found, ""


def _laid_out(
    essay: Essay,
    sections: Sequence[Section],
    sizes: Sequence[int],
    when: Sequence[datetime],
    zone: str,
    options: str,
    refusal: str,
) -> Proposal:
    stages, start = [], 0
    for index, (size, starts_at) in enumerate(zip(sizes, when, strict=True)):
        own = sections[start : start + size]
        start += size
        stages.append(
            Proposed(
                number=index + 1,
                index=index,
                sections=own,
                minutes=minutes_for(sum(section.word_count for section in own)),
                starts_at=starts_at,
                local=f"{starts_at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}",
                may_take=index + 1 < len(sizes) and sizes[index + 1] > 1,
                may_give=index + 1 < len(sizes) and size > 1,
            )
        )
    lengths = [[section.word_count for section in stage.sections] for stage in stages]
    picture = picture_of(lengths, [stage.minutes for stage in stages])
    return Proposal(essay, stages, picture, options, refusal)


__all__ = ["NoDaysLeft", "Proposal", "goes_on", "proposal_for"]
