"""How times are written."""

from datetime import UTC, datetime

from django.utils import translation
from django.utils.formats import date_format


def test_a_time_is_of_twenty_four_hours_and_ends_with_no_full_stop():
    with translation.override("en-gb"):
        said = [
            date_format(datetime(2026, 12, 6, hour, 21, tzinfo=UTC), "DATETIME_FORMAT") for hour in (9, 21)
        ]
        assert said == ["6 Dec 2026, 09:21", "6 Dec 2026, 21:21"]
        assert date_format(datetime(2026, 12, 6, 12, 0, tzinfo=UTC), "TIME_FORMAT") == "12:00"
