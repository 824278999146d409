"""How contested blocks and sections are, as pages say it: by a step, a word, and the numbers behind them."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essays.margin import heat as heats
from essays.margin.heat import NO_STANCES, Stances
from essays.margin.words import Counts, counted
from forum.debate.models import Kind

Place = tuple[int, int]  # a section, and the number of a block in it

WORDS: tuple[str | Promise, ...] = (
    gettext_lazy("calm"),
    gettext_lazy("doubted"),
    gettext_lazy("somewhat contested"),
    gettext_lazy("contested"),
    gettext_lazy("much contested"),
    gettext_lazy("hotly contested"),
)
TELLING = (Kind.CRITIQUE.value, Kind.COUNTER_EVIDENCE.value, Kind.SUPPORT.value)


@dataclass(frozen=True, slots=True)
class Heat:
    """How contested something is: from 0 to 1, in steps from 0 to 5, and in words."""

    value: float = 0.0
    numbers: str = ""
    stances: Stances = NO_STANCES
    counts: Counts = field(default_factory=dict, hash=False)

    @property
    def step(self) -> int:
        return heats.step(self.value)

    @property
    def word(self) -> str:
        return str(WORDS[self.step])

    @property
    def length(self) -> int:
        """Of the bar that shows its step, of 25."""
        return 5 * self.step


CALM = Heat()


def heat_of(stances: Stances, counts: Counts) -> Heat:
    """The heat of a block, and the numbers it comes from."""
    return Heat(heats.heat(stances), _numbers(stances, counts), stances, counts)


def heat_of_section(blocks: Collection[Heat]) -> Heat:
    """The heat of a section, from its blocks'."""
    contested = sum(block.step > 0 for block in blocks)
    said = ngettext("%(n)d contested paragraph", "%(n)d contested paragraphs", contested) % {"n": contested}
    return Heat(heats.of_section(block.value for block in blocks), said if contested else "")


def _numbers(stances: Stances, counts: Counts) -> str:
    """ "4 critiques, 3 in support, 1 unanswered counter-evidence"."""
    said = [counted({kind: counts.get(kind, 0) for kind in TELLING})]
    if stances.unanswered:
        said.append(_("%(n)d of the counter-evidence unanswered") % {"n": stances.unanswered})
    if stances.failed_checks:
        checks = ngettext("%(n)d failed check", "%(n)d failed checks", stances.failed_checks)
        said.append(checks % {"n": stances.failed_checks})
    return _(", ").join(part for part in said if part)
