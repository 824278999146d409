"""Every model of the essays, gathered so that all carry the label `essays` wherever they live."""

from essays.citing.models import Check, CheckRevision, Mending
from essays.demonstration.models import Demonstration
from essays.editions.models import Agreement, Answer, Foreseen, NextEdition, Reattachment
from essays.exchange.models import Bringing, BroughtNote
from essays.library.models import Citation, Edition, Essay, ImportDraft, Section
from essays.margin.models import Annotation, MarginVersion, Passage, Placement, Tally
from essays.reading.models import Lift, Mark, Plan, Prompt, Stage

__all__ = [
    "Agreement",
    "Annotation",
    "Answer",
    "Bringing",
    "BroughtNote",
    "Check",
    "CheckRevision",
    "Citation",
    "Demonstration",
    "Edition",
    "Essay",
    "Foreseen",
    "ImportDraft",
    "Lift",
    "MarginVersion",
    "Mark",
    "Mending",
    "NextEdition",
    "Passage",
    "Placement",
    "Plan",
    "Prompt",
    "Reattachment",
    "Section",
    "Stage",
    "Tally",
]
