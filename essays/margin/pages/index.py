"""Every place in a section's margin, for the script that paints them; it is asked for most often, and cheapest."""

import hashlib
from typing import Any

from essays.library.models import Section
from essays.margin.filtering import EVERYTHING, Filter
from essays.margin.pages.places import standing_beside
from essays.margin.versions import versions_for
from forum.debate.models import Kind

INDEX_SHAPE = 1  # of what margin_index returns; another shape is another version


def validator_of(reader: Any, section: Section, wanted: Filter = EVERYTHING) -> str:
    """An ETag of `margin_index`, from how often each layer that the reader sees has changed: no note is read. One
    query."""
    since = [reader.pk, reader.new_since.isoformat()] if wanted.new else []
    seen = [INDEX_SHAPE, section.pk, wanted.query, since, versions_for(reader, section.pk)]
    return f'"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'


def margin_index(reader: Any, section: Section, wanted: Filter = EVERYTHING) -> dict[str, list]:
    """Every place in the section's margin that is asked for, small enough to send whole: `[start, end, annotation,
    kind]`, sorted by start; the last is an index into `kinds`. One query."""
    standing = standing_beside(reader, section, wanted).in_reading_order()
    rows = standing.values_list(
        "start", "end", "passage__annotation_id", "passage__annotation__thread__opening__kind"
    )
    index = {kind: number for number, kind in enumerate(Kind.values)}
    return {"kinds": Kind.values, "places": [(start, end, pk, index[kind]) for start, end, pk, kind in rows]}
