"""Time zones, as people choose them."""

import zoneinfo
from functools import cache

REGIONS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip
UTC = "UTC"


@cache
def names() -> frozenset[str]:
    """The zones of this machine that are called after a place, and UTC."""
    return frozenset(
        {UTC} | {name for name in zoneinfo.available_timezones() if name.split("/")[0] in REGIONS}
    )


@cache
def choices() -> tuple[tuple[str, object], ...]:
    """Grouped by region for a select: ("Europe", (("Europe/Rome", "Rome"), …)), with UTC first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names() - {UTC}):
        region, _, place = name.partition("/")
        groups.setdefault(region, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return ((UTC, UTC), *((region, tuple(places)) for region, places in groups.items()))


def known(name: str) -> str:
    """`name` if it can be chosen here, else UTC."""
    return name if name in names() else UTC


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    """The time zone of that IANA name, UTC where this machine knows none such."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(UTC)
