"""Re-anchors passages of texts that were edited, and of texts with a history, and judges where they went."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from essays.margin.anchoring import Placement, reanchor
from tests.anchoring.drafts import Draft, Span
from tests.anchoring.edits import KINDS, Edit
from tests.anchoring.histories import questions
from tests.anchoring.passages import Selections
from tests.anchoring.truth import Fates, Score, Truth, passage, verdict

EDITS = 12  # of a kind, done to a text before its passages are re-anchored
SITES = 60  # places of edits around which passages are selected
ANYWHERE = 6  # times that one passage of every shape is selected anywhere

Scores = dict[tuple[str, str], Score]


@dataclass(frozen=True)
class Case:
    """A passage, what became of it, and where it was placed. `kind` is that of the edits, or of the question."""

    kind: str
    shape: str
    old: str
    new: str
    span: Span
    truth: Truth
    placement: Placement

    @property
    def verdict(self) -> str:
        return verdict(self.truth, self.placement)


def edited(text: str, edit: Edit, random: Random) -> Draft:
    draft = Draft.of(text)
    for _ in range(EDITS):
        edit(draft, random)
    return draft


def edited_cases(
    texts: Iterable[str], seeds: Iterable[int], kinds: Iterable[str] = tuple(KINDS)
) -> Iterator[Case]:
    """Every kind of edit done to every text, once with each seed."""
    seeds, kinds = list(seeds), list(kinds)
    for text in texts:
        selections = Selections(text)
        for seed in seeds:
            for kind in kinds:
                random = Random(f"{seed} {kind}")
                yield from _cases_of(edited(text, KINDS[kind], random), kind, selections, random)


def _cases_of(draft: Draft, kind: str, selections: Selections, random: Random) -> Iterator[Case]:
    picked = [pick for site in draft.sites[:SITES] for pick in selections.around(site, random).items()]
    picked += [pick for _ in range(ANYWHERE) for pick in selections.anywhere(random).items()]
    picked = [(shape, span) for shape, span in picked if draft.old[slice(*span)].strip()]
    fates = Fates(draft)
    placements = reanchor(draft.old, draft.text, [passage(draft.old, *span) for _, span in picked])
    for (shape, span), placement in zip(picked, placements, strict=True):
        yield Case(kind, shape, draft.old, draft.text, span, fates.of(*span), placement)


def history_cases(pairs: Iterable[tuple[str, str]], random: Random) -> Iterator[Case]:
    """What is plain about each pair of an older and a newer version."""
    for old, new in pairs:
        asked = questions(old, new, random)
        placements = reanchor(old, new, [passage(old, *question.span) for question in asked])
        for question, placement in zip(asked, placements, strict=True):
            yield Case(question.sort, question.shape, old, new, question.span, question.truth, placement)


def scored(cases: Iterable[Case]) -> Scores:
    """How often each verdict was given, by kind and shape."""
    scores: Scores = defaultdict(lambda: Score(Counter()))
    for case in cases:
        scores[case.kind, case.shape].verdicts[case.verdict] += 1
    return scores


def by_kind(scores: Scores) -> dict[str, Score]:
    return _summed(scores, 0)


def by_shape(scores: Scores) -> dict[str, Score]:
    return _summed(scores, 1)


def overall(scores: Scores) -> Score:
    return Score(sum((score.verdicts for score in scores.values()), Counter()))


def _summed(scores: Scores, part: int) -> dict[str, Score]:
    sums: dict[str, Score] = defaultdict(lambda: Score(Counter()))
    for key, score in scores.items():
        sums[key[part]].verdicts.update(score.verdicts)
    return sums
