"""What other rooms hear of cases: what the record says of their entries, and who still reads a withheld post."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.debate.restraining import explaining
from forum.lots import left_out
from forum.moderation import checking
from forum.moderation.left_out import why_left_out
from forum.moderation.models import Case
from forum.moderation.roles import judged_by
from forum.moderation.wordings import is_voted_on
from forum.record.checking import register as register_check
from forum.record.explaining import Beside, register
from forum.record.models import Entry
from forum.web.addresses import by_number

OUTCOMES = {
    "keep": _("the words stay as they are"),
    "note": _("a line stands under the post"),
    "fold": _("the post is folded, one click to read it"),
    "hide": _("the post is hidden"),
    "slow": _("somebody writes at most five posts a day for a while"),
    "pause": _("somebody writes no posts for a while"),
    "affirm": _("what was done stands"),
    "lapse": _("what was done is not affirmed"),
}
PASSED = {  # why a seat went past somebody
    "gone": _("Have closed their account"),
    "barred": _("Whose account the operator has closed"),
    "away": _("Have left the circle"),
    "party": _("Have become a party"),
    "wrote": _("Have written in the thread meanwhile"),
    "rests": _("Have had another seat meanwhile"),
    "kin": _("Of the lineage, or the week, of somebody with a seat"),
    "silent": _("Did not answer in time"),
    "declined": _("Gave the seat back"),
    "left": _("Left"),
    "dismissed": _("Let go with the panel"),
}
CLOSINGS = {  # of which those with a ruling are told by it
    "kept": _("what was found needs nothing done"),
    "stands": _("the ruling stands"),
    "lapsed": _("the restriction has lapsed"),
    "undecided": _("no panel came to one, and the words stay"),
    "withdrawn": _("the author took the words back"),
    "proposal": _("there were too few to ask, so it is a matter for the whole circle"),
    "dropped": _("nobody else flagged it"),
    "found": _("the panel has said whether the ground fits"),
    "left": _("whom it was about is no longer there"),
}


def register_all() -> None:
    explaining.register(address_of=address_of, judged_by=judged_by, is_voted_on=is_voted_on)
    left_out.register(why_left_out)
    register_check("cases", checking.cases_hold)
    register_check("what rulings do", checking.effects_hold)
    register_types()


def address_of(entry: int) -> str:
    """Where one reads why a post is restrained by that entry: from there one is led to its case."""
    return by_number("ruling")(entry)


def register_types() -> None:
    register(
        "seats",
        label=_("Seats"),
        sentence=_("The panel of case {case} is at its end: these places of the order drawn had its seats."),
        lookup=_seats,
    )
    register(
        "tally",
        label=_("Tally"),
        sentence=_("The votes in round {round} of case {case} were counted: what each seat chose, and why."),
        lookup=_cases,
    )
    register(
        "ruling",
        label=_("Ruling"),
        sentence=_("The panel of case {case} has come to a ruling: {outcome}."),
        lookup=_rulings,
        words={"outcome": OUTCOMES},
    )
    register(
        "appeal",
        label=_("Appeal"),
        sentence=_("The ruling of case {of} was appealed; a fresh panel says whether it stands."),
        lookup=_cases,
    )
    register(
        "meanwhile",
        label=_("Meanwhile"),
        sentence=_("The post of case {case} was folded until its panel has decided."),
        lookup=_cases,
    )
    register(
        "close",
        label=_("Case closed"),
        sentence=_("Case {case} was closed without a ruling: {how}."),
        lookup=_cases,
        words={"how": CLOSINGS},
    )


def _seats(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    """With the places, counted from 1 as on the page of the draw, and why a seat went past others."""
    pages = _cases(entries, reader)
    return {
        entry.number: Beside(
            href=pages[entry.number].href if entry.number in pages else "", lines=_places(entry.read_all())
        )
        for entry in entries
    }


def _rulings(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    """With the wording that was judged, and whether what was found holds for what stood in its place."""
    pages = _cases(entries, reader)
    return {
        entry.number: Beside(
            href=pages[entry.number].href if entry.number in pages else "", lines=_wordings(entry.read_all())
        )
        for entry in entries
    }


def _wordings(said: Mapping[str, Any]) -> list[str]:
    if "up_to" not in said:
        return []
    judged = _("It is about version %(wording)d of the post.") % said
    if said["wording"] == said["up_to"] and said["holds_now"]:
        return [judged]
    if said["holds_now"]:
        return [judged, _("It holds for the words of then as well, which were version %(up_to)d.") % said]
    return [judged, _("Its later words stay: it holds up to version %(up_to)d, and not for them.") % said]


def _places(said: Mapping[str, Any]) -> list[str]:
    def listed(places: Sequence[int]) -> str:
        return ", ".join(str(place + 1) for place in places)

    taken = [_("Had a seat: %s") % listed(said["taken"])] if said["taken"] else []
    return taken + [f"{PASSED.get(why, why)}: {listed(places)}" for why, places in said["passed"].items()]


def _cases(entries: Sequence[Entry], reader: Any) -> Mapping[int, Beside]:
    """The page of the case, which "17.2" and "17.a" belong to as well as "17"."""
    numbers = {entry.number: int(str(entry.read("case")).split(".")[0]) for entry in entries}
    cases = Case.objects.visible_to(reader).in_bulk(list(set(numbers.values())))
    return {
        number: Beside(href=cases[case].get_absolute_url())
        for number, case in numbers.items()
        if case in cases
    }
