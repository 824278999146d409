"""Minutes stand when nobody objects for 72 hours; an objection holds until the words are others, or it is gone."""

import pytest
from django.core.exceptions import PermissionDenied

from forum.meetings.minutes.clock import stand_all
from forum.meetings.minutes.consenting import object_to, offer, take_back
from forum.meetings.minutes.models import Minutes, Objection
from forum.meetings.minutes.refusals import NotNow
from forum.record.checking import checks
from forum.record.explaining import explained
from forum.record.models import Entry
from tests.conftest import make_member
from tests.forum.meetings.minutes.conftest import BEGIN, DAY, HOUR, MINUTE, close, minutes_of, says

END = BEGIN + HOUR + 3 * DAY


@pytest.fixture
def offered(amara, meeting) -> Minutes:
    """Minutes of a meeting that closed an hour after it began."""
    says(meeting, amara, "We bake.\n")
    close(meeting)
    return minutes_of(meeting)


def objects(minutes: Minutes, member, reason: str = "We do not.", *, at=BEGIN + DAY) -> Objection:
    return object_to(member=member, minutes=minutes, reason=reason, at=at)


def test_they_stand_72_hours_after_the_meeting_closed(offered, meeting):
    assert offered.ends_at == END
    assert stand_all(END - MINUTE) == 0
    assert stand_all(END) == 1
    assert stand_all(END) == 0
    assert minutes_of(meeting).stands_at == END


def test_anybody_puts_them_before_the_circle(amara, bashir, meeting):
    says(meeting, amara, "We bake.\n")
    minutes = offer(member=bashir, meeting=meeting, at=BEGIN)
    assert (minutes.offered_by, minutes.ends_at) == (bashir, BEGIN + 3 * DAY)
    assert offer(member=amara, meeting=meeting, at=BEGIN + DAY).ends_at == BEGIN + 3 * DAY
    close(meeting, at=BEGIN + DAY)
    assert minutes_of(meeting).ends_at == BEGIN + 3 * DAY


def test_nothing_is_offered_before_there_is_a_word(amara, meeting):
    with pytest.raises(NotNow):
        offer(member=amara, meeting=meeting)
    close(meeting)
    assert minutes_of(meeting).ends_at is None
    says(meeting, amara, "We bake.\n", at=BEGIN + 2 * DAY)
    assert minutes_of(meeting).ends_at == BEGIN + 5 * DAY


def test_who_is_not_in_the_circle_neither_offers_nor_objects(offered, meeting):
    esi = make_member("esi")
    with pytest.raises(PermissionDenied):
        offer(member=esi, meeting=meeting)
    with pytest.raises(PermissionDenied):
        objects(offered, esi)


def test_they_do_not_stand_while_somebody_objects(bashir, offered):
    objects(offered, bashir)
    assert stand_all(END + 30 * DAY) == 0


def test_other_words_answer_and_the_time_begins_anew(amara, bashir, offered, meeting):
    objection = objects(offered, bashir)
    says(meeting, amara, "We do not bake.\n", at=BEGIN + 2 * DAY)
    objection.refresh_from_db()
    assert (objection.ended_by, objection.ended_at) == ("answered", BEGIN + 2 * DAY)
    assert minutes_of(meeting).ends_at == BEGIN + 5 * DAY
    assert stand_all(END) == 0
    assert stand_all(BEGIN + 5 * DAY) == 1


def test_words_that_stand_already_answer_nothing(amara, bashir, offered, meeting):
    objection = objects(offered, bashir)
    says(meeting, amara, "We bake.\n", at=BEGIN + 2 * DAY)
    objection.refresh_from_db()
    assert objection.ended_at is None


def test_what_was_objected_to_stays_readable(amara, bashir, offered, meeting):
    objects(offered, bashir, at=BEGIN + 11 * MINUTE)
    says(meeting, amara, "We do not bake.\n", at=BEGIN + 12 * MINUTE)
    assert offered.versions.kept().get(number=1).source == "We bake.\n"


def test_an_objection_is_taken_back_and_others_have_a_day(bashir, chiara, offered, meeting):
    objection = objects(offered, bashir)
    take_back(member=bashir, objection=objection, at=END + 9 * DAY)
    assert minutes_of(meeting).ends_at == END + 10 * DAY
    objects(offered, chiara, at=END + 9 * DAY + HOUR)
    assert stand_all(END + 10 * DAY) == 0


def test_taking_one_of_two_back_leaves_the_other(bashir, chiara, offered, meeting):
    objection = objects(offered, bashir)
    objects(offered, chiara)
    take_back(member=bashir, objection=objection, at=BEGIN + DAY)
    assert minutes_of(meeting).ends_at == END
    assert stand_all(END) == 0


def test_nobody_takes_anothers_objection_back(bashir, chiara, offered):
    objection = objects(offered, bashir)
    with pytest.raises(PermissionDenied):
        take_back(member=chiara, objection=objection)
    take_back(member=bashir, objection=objection, at=BEGIN + DAY)
    with pytest.raises(NotNow):
        take_back(member=bashir, objection=objection, at=BEGIN + DAY)


def test_who_objects_already_says_it_in_other_words(bashir, offered):
    objects(offered, bashir)
    objects(offered, bashir, "Not we.")
    assert [one.reason for one in Objection.objects.open()] == ["Not we."]


def test_after_the_time_nothing_is_taken_though_no_worker_came_by(amara, bashir, offered, meeting):
    with pytest.raises(NotNow):
        objects(offered, bashir, at=END)
    with pytest.raises(NotNow):
        says(meeting, amara, "Other words.", at=END)


def test_what_is_not_offered_is_changed_rather_than_objected_to(amara, bashir, meeting):
    says(meeting, amara, "We bake.\n")
    with pytest.raises(NotNow):
        objects(minutes_of(meeting), bashir)


def test_two_wordings_keep_minutes_from_standing(amara, bashir, offered, meeting):
    says(meeting, amara, "We bake bread.\n", base=1, at=BEGIN + DAY)
    says(meeting, bashir, "We bake cake.\n", base=1, at=BEGIN + DAY)
    assert stand_all(BEGIN + 30 * DAY) == 0
    says(meeting, bashir, "We bake both.\n", at=BEGIN + 30 * DAY)
    assert stand_all(BEGIN + 33 * DAY) == 1


def test_the_record_commits_to_their_words_and_the_check_finds_a_change(amara, offered, meeting):
    stand_all(END)
    entry = Entry.objects.get(type="minutes")
    assert entry.circle == meeting.circle
    body = entry.read_all()
    assert (body["case"], body["version"], body["objections"]) == (meeting.case, 1, 0)
    assert "bake" not in entry.body
    assert [words for check in checks().values() for words in check()] == []
    Minutes.objects.update(source="We never bake.\n")
    assert list(checks()["minutes"]()) == [f"minutes of {meeting.case}: their words are not those that stood"]
    seen = explained(Entry.objects.told_to(amara).filter(type="minutes"), amara)[0]
    assert "in version 1" in seen.sentence
    assert seen.beside.lines == ["Of bread"]
    assert seen.beside.href == f"/meetings/{meeting.pk}/minutes/"
