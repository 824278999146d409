"""What a circle reads together: a plan of a text, something asked for its first meeting, and a note pinned for it."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from essays.library.models import Essay
from essays.margin.models import Annotation
from essays.reading.asking import ask
from essays.reading.models import Plan, Prompt
from essays.reading.pinning import pin
from essays.reading.planning import Wanted, make_plan
from essays.reading.schedule import Rhythm
from forum.circles.models import Circle
from forum.meetings.models import Meeting
from forum.members.models import Member


@dataclass(frozen=True)
class Planned:
    plan: Plan
    prompt: Prompt  # the author's
    pinned: Annotation

    @property
    def meeting(self) -> Meeting:
        """The first."""
        return self.prompt.stage.meeting


def plan_it(author: Member, circle: Circle, essay: Essay, note: Annotation) -> Planned:
    """All by `author`; one section for each meeting."""
    sections = essay.edition.sections.count()
    begins = (timezone.now() + timedelta(days=6)).replace(minute=0, second=0, microsecond=0)
    wanted = Wanted(
        sizes=[1] * sections,
        when=[begins + n * timedelta(days=7) for n in range(sections)],
        rhythm=Rhythm((begins.weekday(),), 1, begins.time(), "UTC"),
        length=90,
        place="At the long bench",
    )
    plan = make_plan(member=author, circle=circle, essay=essay, wanted=wanted)
    stage = plan.stages.select_related("plan__circle", "meeting__circle").get(position=1)
    prompt = ask(member=author, stage=stage, source=f"What is warm about {essay.title}?")
    pin(member=author, annotation=note, meeting=stage.meeting)
    return Planned(plan, prompt, note)


OF_A_PLAN = ("plan", "plan_ahead", "end_plan", "join_here")


def addresses_of(planned: Planned) -> dict[str, str]:
    """Where it is read and changed, by name."""
    plan = planned.plan
    found = {name: reverse(name, args=[plan.circle.slug]) for name in ("plans", "new_plan")}
    found |= {name: reverse(name, args=[plan.pk]) for name in OF_A_PLAN}
    found["ask_for_stage"] = reverse("ask_for_stage", args=[plan.pk, 1])
    found["prompt"] = reverse("prompt", args=[planned.prompt.pk])
    found |= {name: reverse(name, args=[plan.essay.slug]) for name in ("read_to_here", "lift_veil")}
    found["pin_note"] = reverse("pin_note", args=[planned.pinned.pk])
    return found
