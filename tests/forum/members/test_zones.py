"""Time zones as people choose them."""

import zoneinfo

import pytest

from forum.members import zones


def test_every_zone_that_can_be_chosen_can_be_kept():
    for name in zones.names():
        assert zones.zone_of(name).key == name
        assert len(name) <= 40


def test_zones_are_grouped_by_region_with_utc_first():
    (first, _), *groups = zones.choices()
    assert first == "UTC"
    assert ("Europe/Rome", "Rome") in dict(groups)["Europe"]
    assert ("America/Argentina/Buenos_Aires", "Argentina, Buenos Aires") in dict(groups)["America"]


@pytest.mark.parametrize("name", ["", "Nowhere", "../../etc/passwd", "/etc/localtime", "a\x00b"])
def test_what_is_no_zone_is_utc(name):
    assert zones.zone_of(name) == zoneinfo.ZoneInfo("UTC")
    assert zones.known(name) == "UTC"
