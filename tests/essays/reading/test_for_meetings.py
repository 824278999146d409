"""What the forum's meetings are told of what is read for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from essays.reading.meeting import block_of, lines_for, suggestions_for
from essays.reading.planning import make_plan
from essays.reading.replanning import end_plan
from forum.debate.actions import reply
from forum.meetings.actions import call_meeting, cancel_meeting
from forum.meetings.models import AgendaItem, Meeting
from tests.essays.reading.conftest import wanted_for


@pytest.fixture
def coming(under_way) -> Meeting:
    """The meeting for which section e is read."""
    return under_way.stages.select_related("meeting__circle").get(position=3).meeting


def pins(plan):
    return AgendaItem.objects.filter(meeting__stage__plan=plan)


def test_the_front_door_says_what_to_read_and_how_long_that_takes(bashir, under_way):
    meetings = [stage.meeting for stage in under_way.stages.select_related("meeting")]
    said = lines_for(meetings, bashir)
    lines = [(str(line.words), line.href) for meeting in meetings for line in said[meeting.pk]]
    assert lines == [
        ("Read sections a and b, 4 minutes", "/essays/the-long-path/a-house/"),
        ("Read sections c and d, 3 minutes", "/essays/the-long-path/c-house/"),
        ("Read section e, 4 minutes", "/essays/the-long-path/e-house/"),
        ("Read sections f to h, 4 minutes", "/essays/the-long-path/f-house/"),
    ]


def test_it_takes_one_query_for_all_meetings_of_several_plans_of_a_text(
    amara, kitchen, path, under_way, first_day, django_assert_num_queries
):
    other = make_plan(
        member=amara, circle=kitchen, essay=path, wanted=wanted_for(path, first=first_day, sizes=[5, 3])
    )
    meetings = list(Meeting.objects.all())
    with django_assert_num_queries(1):
        said = lines_for(meetings, amara)
    mine = [str(line.words) for stage in other.stages.all() for line in said[stage.meeting_id]]
    assert mine == ["Read sections a to e, 11 minutes", "Read sections f to h, 4 minutes"]
    assert [len(said[stage.meeting_id]) for stage in under_way.stages.all()] == [1, 1, 1, 1]


def test_a_meeting_without_a_plan_and_one_of_an_ended_plan_have_no_lines(bashir, table, under_way, coming):
    other = call_meeting(
        member=bashir, circle=table, title="Soup", starts_at=timezone.now() + timedelta(days=3), length=60,
        time_zone="UTC",
    )  # fmt: skip
    assert list(lines_for([other, coming], bashir)) == [coming.pk]
    assert block_of(other, bashir) is None
    assert list(suggestions_for(other, bashir)) == []
    end_plan(member=bashir, plan=under_way)
    assert lines_for([coming], bashir) == {}


def test_the_meetings_page_shows_what_is_read_for_it(client, coming, under_way):
    html = client.get(coming.get_absolute_url()).content.decode()
    assert "What we read for it" in html
    assert "Section e, 4 minutes" in html
    assert under_way.get_absolute_url() in html


def test_the_liveliest_and_the_unanswered_are_suggested_and_pinned_ones_no_more(
    as_member, amara, bashir, coming, sections, note_on
):
    quiet = note_on(bashir, sections["e"], kind="support", source="Yes.")
    lively = note_on(bashir, sections["e"], source="No.")
    reply(member=amara, answers=lively.opening, source="Why?")
    waiting = note_on(amara, sections["e"], kind="question", source="Who?")
    note_on(amara, sections["f"], kind="question", source="Not for this evening.")
    note_on(bashir, sections["e"], kind="question", source="Mine.", private=True)
    found = {one.thread.pk: str(one.reason) for one in suggestions_for(coming, bashir)}
    assert found == {lively.thread_id: "much answered", waiting.thread_id: "nobody has answered it"}
    assert quiet.thread_id not in found
    as_member(bashir).post(f"/annotations/{lively.pk}/pin/", {"meeting": coming.pk, "do": "pin"})
    assert [one.thread for one in suggestions_for(coming, bashir)] == [waiting.thread]


def test_what_not_all_who_come_may_read_is_not_suggested(
    amara, commons, kitchen, path, coming, sections, note_on
):
    note_on(amara, sections["e"], kind="question", source="Among us.", circle=kitchen)
    assert list(suggestions_for(coming, amara)) == []


def test_any_member_pins_a_note_for_the_next_meeting_and_any_other_takes_it_off(
    as_member, amara, bashir, under_way, coming, sections, note_on
):
    note = note_on(amara, sections["e"])
    his = as_member(bashir)
    assert "Pin for the next meeting" in his.get(f"/annotations/{note.pk}/").content.decode()
    for _ in range(2):
        his.post(f"/annotations/{note.pk}/pin/", {"meeting": coming.pk, "do": "pin"})
    item = pins(under_way).get()
    assert (item.meeting, item.thread, item.added_by) == (coming, note.thread, bashir)
    assert item.title == "“the e house stands where the path bends”"
    assert "pinned by Bashir" in his.get(under_way.get_absolute_url()).content.decode()
    hers = as_member(amara)
    assert "Pinned for the next meeting of Table" in hers.get(f"/annotations/{note.pk}/").content.decode()
    hers.post(f"/annotations/{note.pk}/pin/", {"meeting": coming.pk, "do": "unpin"})
    assert not pins(under_way).exists()


def test_who_is_not_in_the_circle_is_offered_no_pin_and_cannot(
    as_member, client, chiara, coming, sections, note_on, bashir
):
    note = note_on(bashir, sections["e"])
    hers = as_member(chiara)
    assert "Pin for" not in hers.get(f"/annotations/{note.pk}/").content.decode()
    assert hers.post(f"/annotations/{note.pk}/pin/", {"meeting": coming.pk}).status_code == 403


def test_private_notes_and_those_of_a_closed_circle_come_on_no_open_agenda(
    as_member, amara, kitchen, under_way, coming, sections, note_on
):
    hers = as_member(amara)
    for said in ({"private": True}, {"circle": kitchen}):
        note = note_on(amara, sections["e"], **said)
        assert "Pin for" not in hers.get(f"/annotations/{note.pk}/").content.decode()
        hers.post(f"/annotations/{note.pk}/pin/", {"meeting": coming.pk})
    assert not pins(under_way).exists()


def test_a_meeting_in_a_closed_circle_is_not_there_for_who_would_pin(
    as_member, amara, bashir, kitchen, path, first_day, sections, note_on
):
    plan = make_plan(member=amara, circle=kitchen, essay=path, wanted=wanted_for(path, first=first_day))
    note = note_on(bashir, sections["e"])
    meeting = plan.stages.first().meeting
    assert as_member(bashir).post(f"/annotations/{note.pk}/pin/", {"meeting": meeting.pk}).status_code == 404


def test_a_cancelled_meeting_is_not_the_next(as_member, bashir, amara, under_way, coming, sections, note_on):
    cancel_meeting(member=amara, meeting=coming, why="Snow.")
    note = note_on(bashir, sections["e"])
    html = as_member(bashir).get(f"/annotations/{note.pk}/").content.decode()
    following = under_way.stages.get(position=4).meeting
    assert f'name="meeting" value="{following.pk}"' in html
