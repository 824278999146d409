"""Every model of the essays, gathered so that all carry the label `essays` wherever they live."""

from essays.citing.models import Check, CheckRevision, Mending
from essays.demonstration.models import Demonstration
from essays.editions.models import Agreement, Answer, Foreseen, NextEdition, Reattachment
from essays.exchange.models import Bringing, BroughtNote
from essays.library.models import Citation, Edition, Essay, ImportDraft, Section
from essays.margin.models import Annotation, MarginVersion, Passage, Placement, Tally

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
    "MarginVersion",
    "Mending",
    "NextEdition",
    "Passage",
    "Placement",
    "Reattachment",
    "Section",
    "Tally",
]
