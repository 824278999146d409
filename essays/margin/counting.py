"""How much stands beside a text: what its tallies say to a reader, for what they ask to see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, F

from essays.citing.querysets import failed_checks_by_block
from essays.margin.contention import CALM, Heat, Place, heat_of
from essays.margin.filtering import BY, LAYER, PRIVATE, Filter
from essays.margin.heat import Stances
from essays.margin.models import Placement, Tally
from essays.margin.querysets import THREAD
from essays.margin.understanding import ALL_NOTES, Asked, for_reader, unknown_terms
from essays.margin.words import Counts
from forum.debate.models import Kind
from forum.members.querysets import name_at

Row = dict[str, Any]
_READ = (
    "section_id", "block", "kind", "count", "unanswered", "voices", "private_to_id",
    "circle__slug", "circle__name",
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """What stands beside an edition, in numbers: by section and block, and by kind.

    `asked` is what of the filter made sense; `layers` are those in which anything stands, by key, with their names.
    """

    asked: Asked
    by_block: Mapping[Place, Counts] = field(default_factory=dict)
    heats: Mapping[Place, Heat] = field(default_factory=dict)
    layers: Mapping[str, str] = field(default_factory=dict)

    @property
    def wanted(self) -> Filter:
        return self.asked.filter

    def of_section(self, section_id: int) -> dict[int, Counts]:
        """The counts of its blocks that have any."""
        return {block: counts for (section, block), counts in self.by_block.items() if section == section_id}

    def by_section(self) -> dict[int, Counts]:
        """The counts of whole sections."""
        sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for (section, _), counts in self.by_block.items():
            for kind, count in counts.items():
                sums[section][kind] += count
        return dict(sums)

    def heat_of(self, section_id: int, block: int) -> Heat:
        return self.heats.get((section_id, block), CALM)

    def heats_of_section(self, section_id: int) -> list[Heat]:
        return [heat for (section, _), heat in self.heats.items() if section == section_id]


def counted_beside(
    reader: Any,
    edition_id: int | None,
    asked: Asked = ALL_NOTES,
    *,
    section_id: int | None = None,
    failed: Mapping[Place, int] | None = None,
) -> Counted:
    """The numbers of an edition's margin for what is `asked`; those by block only for one section, if it is named.

    `failed` says how many citations failed their checks by block, where the caller knows. One query of the tallies, one
    of the checks unless they are known, and another where a filter asks for what tallies do not know. An address that
    names a circle in which nothing stands here, or a member who has written nothing here, costs one more to know what
    they are called.
    """
    rows = list(Tally.objects.filter(section__edition=edition_id).visible_to(reader).values(*_READ))
    layers = {_layer(row): row["circle__name"] or "" for row in rows}
    asked = for_reader(asked, reader)
    wanted = asked.filter
    counts, author = _counts(reader, edition_id, wanted, rows, section_id)
    known = {(LAYER, key): name for key, name in layers.items()} | (
        {(BY, wanted.by): author} if author else {}
    )
    unknown, names = unknown_terms(wanted, reader, known)
    if unknown:
        asked = asked.without(*unknown)
        counts, _ = _counts(reader, edition_id, asked.filter, rows, section_id)
    return Counted(
        asked=replace(asked, names=names),
        by_block=counts,
        heats=_heats(rows, asked.filter, failed_checks_by_block(edition_id) if failed is None else failed),
        layers=layers,
    )


def _layer(row: Row) -> str:
    return PRIVATE if row["private_to_id"] else row["circle__slug"]


def _counts(
    reader: Any, edition_id: int | None, wanted: Filter, rows: Iterable[Row], section_id: int | None
) -> tuple[dict[Place, Counts], str]:
    """By block and kind; and what the member is called whose notes are asked for, if any stand there."""
    author = ""
    if wanted.is_tallied:
        column = "unanswered" if wanted.unanswered else "count"
        found = [row | {"count": row[column]} for row in rows if _is_wanted(row, wanted)]
    else:
        found = list(_counted_anew(reader, edition_id, wanted, section_id))
        author = next((row["author"] for row in found), "") if wanted.by else ""
    counts: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in found:
        if row["count"] and section_id in (None, row["section_id"]):
            place = row["section_id"], row["block"]
            counts[place][PRIVATE if row["private_to_id"] else row["kind"]] += row["count"]
    return dict(counts), author


def _is_wanted(row: Row, wanted: Filter) -> bool:
    in_layer = not wanted.layers or _layer(row) in wanted.layers
    return in_layer and (not wanted.kinds or row["kind"] in wanted.kinds)


def _counted_anew(
    reader: Any, edition_id: int | None, wanted: Filter, section_id: int | None
) -> Iterable[Row]:
    """Rows of what tallies do not know, counted as they would count it: once a block for each note."""
    where = {"section": section_id} if section_id else {"section__edition": edition_id}
    places = Placement.objects.filter(**where).visible_to(reader).with_words().matching(wanted, reader)
    of_kind: dict[str, Any] = {
        "private_to_id": F(f"{THREAD}__private_to_id"),
        "kind": F(f"{THREAD}__opening__kind"),
    }
    if wanted.by:
        of_kind["author"] = name_at(f"{THREAD}__opening__author")
    rows = places.order_by().values("section_id", "block", **of_kind)
    return rows.annotate(count=Count("passage__annotation", distinct=True))


def _heats(rows: Iterable[Row], wanted: Filter, failed: Mapping[Place, int]) -> dict[Place, Heat]:
    """How contested the blocks are in the layers asked for. What is written in private is no debate."""
    notes: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    voices: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    unanswered: dict[Place, int] = defaultdict(int)
    for row in rows:
        if row["private_to_id"] or (wanted.layers and row["circle__slug"] not in wanted.layers):
            continue
        place, kind = (row["section_id"], row["block"]), row["kind"]
        notes[place][kind] += row["count"]
        voices[place][kind] += row["voices"]
        if kind == Kind.COUNTER_EVIDENCE:
            unanswered[place] += row["unanswered"]
    stances = {
        place: Stances(
            against=voices[place][Kind.CRITIQUE] + voices[place][Kind.COUNTER_EVIDENCE],
            supporting=voices[place][Kind.SUPPORT],
            unanswered=unanswered[place],
            failed_checks=failed.get(place, 0),
        )
        for place in {*notes, *failed}
    }
    found = {place: heat_of(each, notes.get(place, {})) for place, each in stances.items()}
    return {place: heat for place, heat in found.items() if heat.step}
