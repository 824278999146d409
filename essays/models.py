"""Every model of the essays, gathered so that all carry the label `essays` wherever they live."""

from essays.demonstration.models import Demonstration
from essays.library.models import Citation, Edition, Essay, ImportDraft, Section
from essays.margin.models import Annotation, Passage, Placement, Tally

__all__ = [
    "Annotation",
    "Citation",
    "Demonstration",
    "Edition",
    "Essay",
    "ImportDraft",
    "Passage",
    "Placement",
    "Section",
    "Tally",
]
