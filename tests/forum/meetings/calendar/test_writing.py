"""What is said of a meeting to calendars, read by another implementation."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.meetings.calendar.writing import Invited, Mailbox, as_calendar, as_message, as_publication
from tests.forum.meetings.calendar.conftest import event
from tests.forum.meetings.calendar.reading import events, read, said

HEAD = "ab" * 32
HOUSE = Mailbox("margin@example.org", "Wide Margin")
NOW = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def calendar(*some) -> bytes:
    return as_calendar(some, name="Kitchen table", description=f"Head of the record: {HEAD}", head=HEAD)


def message(one, **to) -> tuple[str, bytes]:
    usual = {"address": "amara@example.org", "name": "Amara", "says": "NEEDS-ACTION"}
    return as_message(one, to=Invited(**usual | {"by": HOUSE} | to), at=NOW)


def test_an_event_says_what_calendars_ask():
    [told] = events(calendar(event(sequence=3, place="The long table", description="Bring a chair.")))
    assert said(told, "uid") == "one@margin.example"
    assert said(told, "sequence") == "3"
    assert said(told, "status") == "CONFIRMED"
    assert said(told, "summary") == "Supper"
    assert said(told, "location") == "The long table"
    assert said(told, "url") == "https://margin.example/meetings/1/"
    assert said(told, "description") == "Bring a chair."
    assert told.dtstamp.value == told.last_modified.value == datetime(2026, 1, 1, tzinfo=UTC)
    assert told.dtend.value - told.dtstart.value == timedelta(minutes=90)


def test_a_cancelled_one_says_so_and_takes_nobodys_time():
    [told] = events(calendar(event(is_cancelled=True, sequence=4)))
    assert (said(told, "status"), said(told, "sequence")) == ("CANCELLED", "4")
    assert said(told, "transp") == "TRANSPARENT"


def test_only_who_comes_is_busy_meanwhile():
    busy, free = events(calendar(event(uid="1"), event(uid="2", takes_time=False)))
    assert (said(busy, "transp"), said(free, "transp")) == ("OPAQUE", "TRANSPARENT")


def test_the_call_is_where_one_goes_if_there_is_no_other_place():
    call = {"link": "https://call.example/a;b,c"}
    body = calendar(event(uid="1", **call), event(uid="2", place="The long table", **call))
    there, here = events(body)
    assert said(there, "location") == "https://call.example/a;b,c"
    assert said(here, "location") == "The long table"
    assert body.count(b"\r\nCONFERENCE;VALUE=URI:https://call.example/a;b,c\r\n") == 2


def test_the_calendar_says_what_it_is_when_to_ask_again_and_the_head_of_the_record():
    told = read(calendar())
    assert said(told, "name") == said(told, "x-wr-calname") == "Kitchen table"
    assert said(told, "refresh-interval") == said(told, "x-published-ttl") == "PT1H"
    assert said(told, "x-wide-margin-record-head") == HEAD
    assert HEAD in said(told, "description")
    assert (said(told, "version"), said(told, "calscale")) == ("2.0", "GREGORIAN")
    assert said(told, "method") == ""  # it is no message (RFC 5546)


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t;,:\\\"^'\r"), max_size=200
)


@given(title=words, place=words, description=words)
def test_whatever_is_typed_comes_out_as_it_was(title, place, description):
    [told] = events(calendar(event(title=title, place=place, description=description)))

    def plain(typed: str) -> str:
        return typed.replace("\r\n", "\n").replace("\r", "\n")

    assert said(told, "summary") == plain(title)
    assert said(told, "location") == plain(place)
    assert said(told, "description") == plain(description)


@pytest.mark.parametrize(
    "typed", ["x\r\nBEGIN:VALARM\r\nEND:VALARM", "x\nSTATUS:CANCELLED", "x\x00y\x07", "é" * 500, "\\n\\;"]
)
@pytest.mark.parametrize("field", ["title", "place", "description", "link", "url"])
def test_nothing_that_is_typed_becomes_a_line_of_its_own(field, typed):
    body = calendar(event(**{field: typed}))
    [told] = events(body)
    assert said(told, "status") == "CONFIRMED"
    assert b"\r\nBEGIN:VALARM" not in body
    assert b"\x00" not in body


def test_a_mail_asks_or_calls_off_with_the_uid_and_number_of_the_event():
    method, body = message(event(sequence=2))
    [told] = events(body)
    assert method == said(read(body), "method") == "REQUEST"
    assert (said(told, "uid"), said(told, "sequence")) == ("one@margin.example", "2")
    assert told.dtstamp.value == NOW

    method, body = message(event(sequence=3, is_cancelled=True))
    assert method == said(read(body), "method") == "CANCEL"
    assert said(events(body)[0], "status") == "CANCELLED"


def test_it_comes_from_the_house_and_names_nobody_but_its_reader():
    _method, body = message(event(), name='Amara "the cook"; Okafor, A.', says="ACCEPTED")
    [told] = events(body)
    assert said(told, "organizer") == "mailto:margin@example.org"
    [attendee] = told.attendee_list
    assert attendee.value == "mailto:amara@example.org"
    assert attendee.params["PARTSTAT"] == ["ACCEPTED"]
    assert attendee.params["RSVP"] == ["FALSE"]
    assert attendee.params["CN"] == ["Amara ’the cook’; Okafor, A."]


def test_several_are_published_each_with_its_own_status_and_nobody_is_asked():
    method, body = as_publication(
        [event(uid="1"), event(uid="2", sequence=3, is_cancelled=True)], by=HOUSE, at=NOW
    )
    assert (method, said(read(body), "method")) == ("PUBLISH", "PUBLISH")
    stands, falls = events(body)
    assert (said(stands, "status"), said(falls, "status")) == ("CONFIRMED", "CANCELLED")
    assert said(falls, "sequence") == "3"
    for told in (stands, falls):
        assert said(told, "organizer") == "mailto:margin@example.org"
        assert "attendee" not in told.contents
        assert told.dtstamp.value == NOW
