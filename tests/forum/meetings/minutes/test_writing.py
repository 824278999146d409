"""Writing together: nobody's words replace another's, every go is kept with whoever wrote in it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum.meetings.minutes.clock import thin
from forum.meetings.minutes.models import MinutesVersion
from forum.meetings.minutes.pages.history import history_page
from forum.meetings.minutes.refusals import NotNow
from forum.meetings.minutes.rules import LONGEST, MOST_LINES
from forum.text import TextRefused
from tests.conftest import make_member
from tests.forum.meetings.minutes.conftest import BEGIN, DAY, MINUTE, minutes_of, says


def test_words_are_stored_with_safe_html(amara, meeting):
    written = says(meeting, amara, "We **met**. <script>x</script>")
    assert not written.is_merged
    assert "<strong>met</strong>" in written.minutes.html
    assert "<script>" not in written.minutes.html


def test_two_who_began_at_the_same_words_both_stand(amara, bashir, meeting):
    says(meeting, amara, "Bread.\n")
    says(meeting, amara, "Bread.\n- rye\n", base=1)
    written = says(meeting, bashir, "Bread.\n- wheat\n", base=1)
    assert written.is_merged
    assert written.conflicts == 0
    assert minutes_of(meeting).source == "Bread.\n- rye\n- wheat\n"


def test_a_sentence_that_both_changed_stands_in_both_wordings(amara, bashir, meeting):
    says(meeting, amara, "We meet on Mondays.\n")
    says(meeting, amara, "We meet on Fridays.\n", base=1)
    written = says(meeting, bashir, "We meet on Sundays.\n", base=1)
    assert (written.conflicts, written.minutes.unsettled) == (1, 1)
    for words in ("We meet on Fridays.", "We meet on Sundays.", "⟪⟪ Two wordings."):
        assert words in written.minutes.source
        assert words in written.minutes.html
    assert says(meeting, bashir, "We meet at the weekend.\n").minutes.unsettled == 0


def test_who_types_on_before_an_answer_is_there_goes_on_from_their_own_words(amara, bashir, meeting):
    """The window still says version 1, and what it sent before has been put together with another's words."""
    says(meeting, amara, "Bread.\n")
    says(meeting, bashir, "Bread.\n- wheat\n", base=1)
    says(meeting, amara, "Bread.\nWe b", base=1, window="hers")
    written = says(meeting, amara, "Bread.\nWe bake.\n", base=1, window="hers")
    assert (written.conflicts, written.minutes.source) == (0, "Bread.\n- wheat\nWe bake.\n")


def test_a_saving_that_is_sent_again_changes_nothing(amara, bashir, meeting):
    says(meeting, amara, "Bread.\n")
    says(meeting, bashir, "Bread.\n- wheat\n", base=1)
    once = says(meeting, amara, "Bread.\n- rye\n", base=1, window="hers").minutes
    again = says(meeting, amara, "Bread.\n- rye\n", base=1, window="hers").minutes
    assert (again.number, again.source) == (once.number, once.source)


def test_two_windows_of_one_member_take_nothing_from_each_other(amara, meeting):
    says(meeting, amara, "Bread.\n")
    says(meeting, amara, "Bread.\n- rye\n", base=1, window="one")
    written = says(meeting, amara, "Bread.\n- wheat\n", base=1, window="other")
    assert written.minutes.source == "Bread.\n- rye\n- wheat\n"


def test_the_same_words_make_no_version(amara, meeting):
    says(meeting, amara, "Bread.")
    assert says(meeting, amara, "Bread.").minutes.number == 1


@pytest.mark.parametrize("base", [0, 99])
def test_a_version_that_there_is_not_loses_nothing(amara, bashir, meeting, base):
    says(meeting, amara, "Bread.\n")
    assert says(meeting, bashir, "Soup.\n", base=base).minutes.source == "Bread.\nSoup.\n"


def test_what_is_written_in_one_go_is_one_version_of_all_who_wrote(amara, bashir, meeting):
    for number, member in enumerate((amara, bashir, amara)):
        says(meeting, member, f"{'Bread. ' * (number + 1)}\n", at=BEGIN + number * MINUTE)
    says(meeting, bashir, "Soup.\n", at=BEGIN + 30 * MINUTE)
    rows = history_page(minutes_of(meeting)).versions.rows
    assert [(line.version.number, line.writers) for line in rows] == [(4, [bashir]), (3, [amara, bashir])]


def test_a_long_go_is_several_versions(amara, meeting):
    for number in range(15):
        says(meeting, amara, f"{'a ' * (number + 1)}\n", at=BEGIN + number * MINUTE)
    assert [one.number for one in MinutesVersion.objects.kept().order_by("number")] == [11, 15]


def test_steps_are_let_go_and_writing_goes_on_all_the_same(amara, bashir, meeting):
    for number, source in enumerate(("Bread.\n", "Bread.\n- rye\n", "Bread.\n- rye\n- oats\n")):
        says(meeting, amara, source, at=BEGIN + number * MINUTE)
    thin(BEGIN + 2 * DAY)
    assert list(MinutesVersion.objects.filter(is_thinned=True).values_list("number", "source")) == [
        (1, ""),
        (2, ""),
    ]
    written = says(meeting, bashir, "Bread.\n- rye\n- wheat\n", base=2)
    for line in ("Bread.", "- rye", "- oats", "- wheat"):
        assert line in written.minutes.source
    assert MinutesVersion.objects.get(number=3).source == "Bread.\n- rye\n- oats\n"


def test_steps_of_today_stay(amara, meeting):
    says(meeting, amara, "a\n", at=timezone.now())
    says(meeting, amara, "b\n", at=timezone.now())
    assert thin(timezone.now() + timedelta(hours=23)) == 0


@pytest.mark.parametrize("source", ["x" * (LONGEST + 1), "ä" * (LONGEST // 2 + 1), "\n" * MOST_LINES])
def test_too_much_is_refused_before_anything_is_done_with_it(
    amara, meeting, source, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4), pytest.raises(TextRefused):
        says(meeting, amara, source, base=0)


def test_what_would_be_too_much_together_is_refused_and_nothing_changed(amara, bashir, meeting):
    half = f"{'b' * 30_000}\n"
    says(meeting, amara, "We met.\n")
    says(meeting, amara, f"We met.\n{half}", base=1)
    with pytest.raises(TextRefused):
        says(meeting, bashir, f"We met.\n{half.replace('b', 'c')}", base=1)
    assert minutes_of(meeting).number == 2


def test_who_is_not_in_the_circle_writes_nothing(table, meeting):
    with pytest.raises(PermissionDenied):
        says(meeting, make_member("esi"), "Bread.", base=0)


def test_a_meeting_that_was_cancelled_has_no_minutes(amara, meeting):
    meeting.cancelled_at, meeting.cancelled_by = BEGIN, amara
    meeting.save()
    with pytest.raises(NotNow):
        says(meeting, amara, "Bread.", base=0)
