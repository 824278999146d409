"""What the record says of the entries that decisions write, and where one reads on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.decisions import checking
from forum.decisions.models import Proposal
from forum.record.checking import register as register_check
from forum.record.explaining import Beside, register
from forum.record.models import Entry


def register_types() -> None:
    register_check("proposals", checking.proposals_hold)
    register_check("who was sent away", checking.sent_away_hold)
    register(
        "proposal",
        label=_("Proposal"),
        sentence=_("Something was proposed to a circle, in wording {wording}."),
        lookup=_proposals,
    )
    register(
        "decision",
        label=_("Decision"),
        sentence=_("A proposal {outcome}: {consent} consented, {block} blocked."),
        lookup=_proposals,
        words={
            "outcome": {
                "adopted": _("was adopted"),
                "fallen": _("was not adopted"),
                "withdrawn": _("was taken back"),
                "overtaken": _("was no longer needed"),
            }
        },
    )
    register(
        "review",
        label=_("Decision looked at again"),
        sentence=_(
            "A decision was looked at again when its day had come, and stays. Next time: in {months} months."
        ),
        lookup=_proposals,
    )


def _proposals(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    """The title and page of the proposal, which the body calls "p" and its number."""
    cases = {entry.number: str(entry.read_all().get("case", "")) for entry in entries}
    numbers = {entry: int(case[1:]) for entry, case in cases.items() if re.fullmatch(r"p\d+", case)}
    proposals = Proposal.objects.visible_to(reader).in_bulk(list(set(numbers.values())))
    return {
        number: Beside(lines=[proposals[one].title], href=proposals[one].get_absolute_url())
        for number, one in numbers.items()
        if one in proposals
    }
