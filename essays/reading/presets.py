"""What a circle mostly wants of a plan on its way, in one step each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from essays.reading.forms import AheadForm
from essays.reading.replanning import Course
from essays.reading.schedule import MOST_STAGES


@dataclass(frozen=True, slots=True)
class Preset:
    words: str | Promise
    query: str


def presets_for(course: Course, form: AheadForm) -> Sequence[Preset]:
    """The steps that can be taken from what a valid form says, each as what its address asks for."""
    said = form.cleaned_data
    meetings, left = said["meetings"], len(course.sections) - said["first"]
    later = said["start"] + timedelta(weeks=said["every"])
    found = [Preset(_("One week later") if said["every"] == 1 else _("One time later"), f"start={later}")]
    if meetings < min(left, MOST_STAGES):
        found.insert(0, Preset(_("Slower: one meeting more"), urlencode({"meetings": meetings + 1})))
    if meetings > 1:
        found.append(Preset(_("Faster: one meeting fewer"), urlencode({"meetings": meetings - 1})))
    return found
