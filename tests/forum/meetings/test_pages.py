"""The pages about meetings."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.debate.actions import open_thread
from forum.meetings import beside, suggesting, upcoming
from forum.meetings.actions import answer, cancel_meeting, close_meeting, open_meeting
from forum.meetings.agenda import add_item
from forum.meetings.finding_a_date import propose_dates, say_when
from forum.meetings.models import Answer, Meeting, ProposedDate
from forum.meetings.rota.drawing import draw_roles
from forum.meetings.rota.handing_on import ask_to_swap, hand_over
from forum.meetings.rota.models import OptOut, Turn
from forum.meetings.rota.turns import turn_of
from forum.meetings.suggesting import Suggestion
from tests.conftest import make_member
from tests.forum.meetings.conftest import DAY, HOUR, call
from tests.met import upcoming_for

LINK = "https://call.example.org/bread"


def words_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode())


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return sum(not query["sql"].startswith("UPDATE") for query in queries)


def said(soon, **more) -> dict:
    return {
        "title": "Section d", "day": f"{soon:%Y-%m-%d}", "hour": "19:30", "time_zone": "Europe/Rome", "length": 90,
    } | more  # fmt: skip


# --- Calling ---------------------------------------------------------------------------------------


def test_a_meeting_is_called_with_a_name_and_a_date(as_member, chiara, table, soon):
    client = as_member(chiara)
    assert 'value="Europe/Rome" selected' in words_of(client, "/circles/table/meetings/new/")
    answered = client.post("/circles/table/meetings/new/", said(soon))
    meeting = Meeting.objects.get()
    assert answered.url == meeting.get_absolute_url()
    page = words_of(client, answered.url)
    for shown in (
        "Section d",
        "19:30–21:00",
        "on the clocks of Rome",
        "Nobody has said yet.",
        "drawn by lot",
    ):
        assert shown in page
    assert "Section d" in words_of(client, "/circles/table/meetings/")


def test_the_same_form_sent_twice_calls_one(as_member, amara, table, soon):
    client = as_member(amara)
    page = client.get("/circles/table/meetings/new/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    for _ in range(2):
        client.post("/circles/table/meetings/new/", said(soon, token=token))
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"title": ""}, "Give the meeting a name."),
        ({"hour": ""}, "Say at what time, too."),
        ({"day": "", "hour": "19:30"}, "Say on which day, too."),
        ({"day": "2020-01-01"}, "This has passed already."),
        ({"day": "2199-01-01"}, "Is the year right?"),
        ({"day": "9999-12-31", "time_zone": "America/New_York", "hour": "23:00"}, "No calendar has this day"),
        ({"day": "0001-01-01", "hour": "00:00"}, "No calendar has this day"),
        ({"day": "tomorrow"}, "year, month and day"),
        ({"length": 5}, "10"),
        ({"link": "javascript:alert(1)"}, "This is no address of a page"),
        ({"time_zone": "Mars/Olympus"}, "Mars/Olympus"),
    ],
)
def test_what_cannot_be_is_said_where_it_was_typed_and_nothing_is_lost(
    as_member, amara, table, soon, more, refused
):
    answered = as_member(amara).post("/circles/table/meetings/new/", said(soon, about="Bread & salt.") | more)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert refused in page
    assert "Bread &amp; salt." in page
    assert not Meeting.objects.exists()


def test_with_several_dates_one_is_looked_for(as_member, amara, table, soon):
    more = {"day_2": f"{soon + DAY:%Y-%m-%d}", "hour_2": "18:00"}
    answered = as_member(amara).post("/circles/table/meetings/new/", said(soon, **more))
    assert Meeting.objects.get().starts_at is None
    assert ProposedDate.objects.count() == 2
    assert "Which dates suit you?" in words_of(as_member(amara), answered.url)


def test_a_change_that_changes_nothing_is_none_and_another_date_is_told(
    as_member, bashir, amara, table, soon
):
    meeting = call(amara, table, soon)
    local = soon.astimezone(ZoneInfo("Europe/Rome"))
    form = said(local, hour=f"{local:%H:%M}")
    client = as_member(bashir)
    assert client.post(f"/meetings/{meeting.pk}/change/", form).status_code == 302
    meeting.refresh_from_db()
    assert meeting.sequence == 0
    assert (
        "It has a date" in client.post(f"/meetings/{meeting.pk}/change/", form | {"day": "", "hour": ""}).text
    )
    client.post(f"/meetings/{meeting.pk}/change/", form | {"place": "The mill"})
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.place) == (1, "The mill")


def test_a_cancelled_meeting_stays_readable_with_why(as_member, client, amara, bashir, table, soon):
    meeting = call(amara, table, soon)
    path = f"/meetings/{meeting.pk}/"
    assert as_member(bashir).post(f"{path}cancel/", {"why": ""}).status_code == 422
    client.post(f"{path}cancel/", {"why": "The oven is broken."})
    client.logout()
    page = words_of(client, path)
    assert "The oven is broken." in page
    assert "Bashir" in page
    assert "Cancelled" in words_of(client, "/circles/table/meetings/")
    client.force_login(bashir)
    assert client.post(f"{path}answer/", {"says": "yes"}, follow=True).status_code == 200
    assert not Answer.objects.exists()


# --- Reading ---------------------------------------------------------------------------------------


def test_the_link_and_who_comes_are_shown_to_those_in_the_circle_alone(
    as_member, client, amara, bashir, table, soon
):
    meeting = call(amara, table, soon, link=LINK, place="The mill")
    answer(member=bashir, meeting=meeting, says="yes")
    path = meeting.get_absolute_url()
    pages = [path, "/circles/table/meetings/", "/search/?q=section"]
    fatou = make_member("fatou")
    for reader in (None, fatou):
        client.logout()
        if reader:
            client.force_login(reader)
        for page in pages:
            words = words_of(client, page)
            assert LINK not in words
            assert "Bashir" not in words
        assert "The mill" in words_of(client, path)
    client.force_login(amara)
    words = words_of(client, path)
    assert LINK in words
    assert "Bashir" in words


def test_the_time_is_on_the_readers_clocks_with_the_planned_one_beside(
    as_member, client, amara, bashir, table, soon
):
    at = soon.replace(hour=18)
    meeting = call(amara, table, at)
    offset = 2 if at.astimezone(ZoneInfo("Europe/Rome")).dst() else 1
    theirs = f"{18 + offset}:00–{19 + offset}:30"
    page = words_of(as_member(bashir), meeting.get_absolute_url())
    assert "23:00–00:30" in page  # in Karachi
    assert f"planned for {theirs} in Rome" in page
    client.logout()
    page = words_of(client, meeting.get_absolute_url())
    assert theirs in page
    assert "planned for" not in page


def test_the_list_has_what_is_open_to_come_looked_for_and_over(client, amara, table, soon):
    now, to_come, over, gone = (
        call(amara, table, soon, title=title) for title in ("Now", "Ahead", "Past", "Gone")
    )
    call(amara, table, None, title="Sometime")
    open_meeting(member=amara, meeting=now, at=soon)
    open_meeting(member=amara, meeting=over, at=soon)
    close_meeting(member=amara, meeting=over)
    cancel_meeting(member=amara, meeting=gone, why="Snow.")
    never = call(amara, table, soon, title="Forgotten")
    Meeting.objects.filter(pk=never.pk).update(starts_at=timezone.now() - DAY)
    late = call(amara, table, soon, title="Late")
    Meeting.objects.filter(pk=late.pk).update(starts_at=timezone.now() - HOUR)
    page = words_of(client, "/circles/table/meetings/")
    order = [
        page.index(f">{title}</a>") for title in ("Now", "Late", "Ahead", "Sometime", "Past", "Forgotten")
    ]
    assert order == sorted(order)
    assert page.index(">Gone<") > page.index(">Sometime<")
    assert to_come.title in page


def test_the_link_of_a_call_goes_with_the_meeting_and_so_does_what_one_said(client, as_member, amara, table):
    meeting = call(amara, table, timezone.now() + HOUR / 2, link="https://call.example.org/table")
    answer(member=amara, meeting=meeting, says="yes")
    as_member(amara)
    here = meeting.get_absolute_url()
    assert "Join the call" in words_of(client, here)
    assert "You come" in words_of(client, "/circles/table/meetings/")
    open_meeting(member=amara, meeting=meeting)
    close_meeting(member=amara, meeting=meeting)
    assert "Join the call" not in words_of(client, here)
    assert "You come" not in words_of(client, "/circles/table/meetings/")


def test_whoever_is_early_is_told_when_it_can_be_opened(as_member, client, amara, table, soon):
    meeting = call(amara, table, soon)
    as_member(amara)
    later = "From an hour before, anybody in the circle can open it here."
    assert later in words_of(client, meeting.get_absolute_url())
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() + HOUR / 2)
    page = words_of(client, meeting.get_absolute_url())
    assert later not in page
    assert "Open the meeting" in page
    client.logout()
    assert later not in words_of(client, meeting.get_absolute_url())


def test_closing_says_what_it_does_before_it_is_done(as_member, client, amara, table, soon):
    meeting = call(amara, table, soon)
    open_meeting(member=amara, meeting=meeting, at=soon)
    as_member(amara)
    page = words_of(client, meeting.get_absolute_url())
    assert page.index("it cannot be opened again") < page.index("Close the meeting")


def test_however_many_are_planned_one_that_looks_for_a_date_is_listed(
    client, amara, table, soon, monkeypatch
):
    monkeypatch.setattr("forum.meetings.pages.lists.MOST_AHEAD", 3)
    for week in range(4):
        call(amara, table, soon + week * DAY, title=f"Planned {week}")
    call(amara, table, None, title="Sometime")
    page = words_of(client, "/circles/table/meetings/")
    assert "Sometime" in page
    assert "Planned 1<" in page
    assert "Planned 2<" not in page


def test_what_is_over_comes_in_pages(client, amara, table, soon):
    call(amara, table, soon)
    Meeting.objects.all().delete()
    Meeting.objects.bulk_create(
        Meeting(
            circle=table, title=f"Past {number}", starts_at=soon - timedelta(days=30 + number), time_zone="UTC",
            called_by=amara,
        )
        for number in range(23)
    )  # fmt: skip
    page = words_of(client, "/circles/table/meetings/")
    assert "Past 19<" in page
    assert "Past 20<" not in page
    further = re.search(r'href="(\?before=[^"]+)"', page)[1]
    assert "Past 20<" in words_of(client, f"/circles/table/meetings/{further}")


def test_no_page_costs_more_when_more_is_there(as_member, client, amara, bashir, table, soon):
    meeting, looking = call(amara, table, soon), call(amara, table, None)
    paths = [meeting.get_absolute_url(), looking.get_absolute_url(), "/circles/table/meetings/"]

    def furnish(*members):
        thread = open_thread(member=amara, circle=table, title="Bread", source="Rye.")
        add_item(member=amara, meeting=meeting, title="Bread", thread=thread, length=10)
        propose_dates(member=amara, meeting=looking, moments=[soon + looking.dates.count() * HOUR])
        for member in members:
            answer(member=member, meeting=meeting, says="yes")
            say_when(member=member, meeting=looking, says={date.pk: "yes" for date in looking.dates.all()})
        call(amara, table, soon + DAY)

    furnish(bashir)
    client.force_login(amara)
    before = [queries_of(client, path) for path in paths]
    draw_roles(meeting.pk, now=soon - HOUR)
    client.get(paths[0])  # what she was told of her role is read with it
    with_roles = queries_of(client, paths[0])
    for _ in range(3):
        furnish(amara, bashir)
    after = [queries_of(client, path) for path in paths]
    assert after[1:] == before[1:]
    assert after[0] == with_roles
    assert max(after) <= 16
    client.logout()
    assert queries_of(client, paths[0]) <= 7


# --- Answering, dates and the agenda ---------------------------------------------------------------


def test_one_answers_in_one_click_and_is_led_back(as_member, amara, table, soon):
    meeting = call(amara, table, soon)
    client = as_member(amara)
    assert (
        client.post(f"/meetings/{meeting.pk}/answer/", {"says": "maybe"}).url
        == f"/meetings/{meeting.pk}/#who"
    )
    assert client.post(f"/meetings/{meeting.pk}/answer/", {"says": "yes", "from": "front"}).url == "/"
    client.post(f"/meetings/{meeting.pk}/answer/", {"says": "perhaps"})
    assert Answer.objects.get().says == "yes"


def test_the_grid_counts_and_marks_what_suits_most(as_member, amara, bashir, chiara, table, soon):
    meeting = call(amara, table, None)
    propose_dates(member=amara, meeting=meeting, moments=[soon, soon + DAY])
    first, second = meeting.dates.all()
    for member, says in ((bashir, ("no", "yes")), (chiara, ("maybe", "yes"))):
        as_member(member).post(
            f"/meetings/{meeting.pk}/dates/", {f"date-{first.pk}": says[0], f"date-{second.pk}": says[1]}
        )
    page = words_of(as_member(amara), meeting.get_absolute_url())
    assert page.count("suits most") == 1
    assert page.index("suits most") > page.index(f"date-{second.pk}")
    assert "Chiara" in page
    as_member(chiara).post(f"/meetings/{meeting.pk}/dates/fix/", {"date": second.pk})
    meeting.refresh_from_db()
    assert meeting.starts_at == second.starts_at
    assert as_member(chiara).post(f"/meetings/{meeting.pk}/dates/fix/", {"date": "no"}).status_code == 302


def test_a_further_date_is_proposed_and_taken_back(as_member, bashir, amara, table, soon):
    meeting = call(amara, table, None)
    client, path = as_member(bashir), f"/meetings/{meeting.pk}/dates/"
    form = {"day": f"{soon:%Y-%m-%d}", "hour": "19:00", "time_zone": "Asia/Karachi"}
    assert client.post(f"{path}new/", form | {"hour": ""}).status_code == 422
    client.post(f"{path}new/", form)
    assert ProposedDate.objects.get().starts_at.hour == 14
    client.post(f"{path}take-back/", {"date": ProposedDate.objects.get().pk})
    assert not ProposedDate.objects.exists()


def test_the_agenda_adds_up_and_says_when_each_item_begins(as_member, amara, table, soon):
    meeting = call(amara, table, soon.replace(hour=18), length=30)
    client, path = as_member(amara), f"/meetings/{meeting.pk}/"
    for title, length in (("Round", 10), ("Bread", 25), ("Salt", "")):
        client.post(f"{path}agenda/new/", {"title": title, "length": length, "note": "Bring\r\nrye."})
    page = words_of(client, path)
    assert "35 of 30 minutes" in page
    assert "5 too many" in page
    for at in ("18:00", "18:10", "18:35"):
        assert f'class="at">{at}' in page
    salt = meeting.agenda.get(title="Salt")
    client.post(f"/agenda/{salt.pk}/move/", {"to": "up"})
    client.post(f"/agenda/{salt.pk}/move/", {"to": "sideways"})
    assert [item.title for item in meeting.agenda.all()] == ["Round", "Salt", "Bread"]
    client.post(f"/agenda/{salt.pk}/", {"title": "Pepper", "length": 3})
    client.post(f"/agenda/{meeting.agenda.first().pk}/take-off/")
    assert [item.title for item in meeting.agenda.all()] == ["Pepper", "Bread"]


def test_a_pasted_address_becomes_what_stands_there(as_member, amara, table, kitchen, soon, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    meeting = call(amara, table, soon)
    thread = open_thread(member=amara, circle=table, title="Rye or wheat?", source="Rye.")
    closed = open_thread(member=amara, circle=kitchen, title="Soup", source="Salt.")
    client, path = as_member(amara), f"/meetings/{meeting.pk}/agenda/new/"
    client.post(path, {"address": f"http://testserver{thread.get_absolute_url()}"})
    item = meeting.agenda.get()
    assert (item.title, item.thread) == ("Rye or wheat?", thread)
    assert f'href="{thread.get_absolute_url()}">Rye or wheat?' in words_of(client, meeting.get_absolute_url())
    for address in (closed.get_absolute_url(), "/threads/999999/", "https://elsewhere.example/", "/sources/"):
        answered = client.post(path, {"address": address})
        assert answered.status_code == 422, address
        assert "there is no thread or note" in answered.text
    assert client.post(path, {}).status_code == 422
    client.post(f"/agenda/{item.pk}/", {"title": "Wheat!", "address": thread.get_absolute_url()})
    item.refresh_from_db()
    assert (item.title, item.thread) == ("Wheat!", thread)


# --- What other rooms show -------------------------------------------------------------------------


def test_a_thread_whose_circle_has_become_a_closed_one_is_led_to_no_more(
    as_member, client, amara, bashir, table, soon
):
    mill = open_circle(member=amara, slug="mill", name="Mill")
    thread = open_thread(member=amara, circle=mill, title="Rye or wheat", source="Rye.")
    meeting = call(amara, table, soon)
    add_item(member=amara, meeting=meeting, title="Flour", thread=thread)
    path = thread.get_absolute_url()
    assert path in words_of(as_member(bashir), meeting.get_absolute_url())
    Circle.objects.filter(pk=mill.pk).update(access=Circle.Access.CLOSED, joining="invitation")
    page = words_of(as_member(bashir), meeting.get_absolute_url())
    assert "Flour" in page
    assert path not in page
    assert "Rye or wheat" not in page
    assert path in words_of(as_member(amara), meeting.get_absolute_url())


def test_rooms_suggest_show_and_tell(as_member, amara, table, soon, monkeypatch):
    meeting = call(amara, table, soon)
    thread = open_thread(member=amara, circle=table, title="Rye or wheat?", source="Rye.")
    told = Suggestion("Rye or wheat?", thread, thread.get_absolute_url(), "Rye.", "Nobody has answered")
    monkeypatch.setattr(suggesting, "_lookups", [lambda meeting, reader: [told, told]])
    monkeypatch.setattr(beside, "_rooms", {})
    beside.register("nothing", lambda meeting, reader: None, "no-such-template.html")
    monkeypatch.setattr(upcoming, "_lookups", [])
    upcoming.register(lambda meetings, member: {meeting.pk: [upcoming.Line("Read section d", "/essays/")]})
    client, path = as_member(amara), meeting.get_absolute_url()
    page = words_of(client, path)
    assert page.count("Nobody has answered") == 1
    assert '<details class="suggestions" open>' in page
    assert "Read section d" in words_of(client, "/")
    client.post(f"{path}agenda/new/", {"title": told.title, "address": thread.get_absolute_url()})
    assert "Nobody has answered" not in words_of(client, path)


# --- The front door --------------------------------------------------------------------------------


def test_the_front_door_has_the_next_meeting_ones_answer_and_ones_roles(
    as_member, amara, bashir, table, soon
):
    call(bashir, table, soon + 5 * DAY, title="Later")
    call(bashir, table, None, title="Sometime")
    meeting = call(bashir, table, soon, title="Sooner")
    client = as_member(amara)
    page = words_of(client, "/")
    assert "Next meeting" in page
    assert page.index("Sooner") < page.index("Later")
    assert "Say whether you come to “Later”" in page
    assert "Say when you could come to “Sometime”" in page
    answer(member=amara, meeting=meeting, says="yes")
    draw_roles(meeting.pk, now=soon - HOUR)
    Turn.objects.filter(meeting=meeting, role="facilitator").update(member=amara)
    page = words_of(client, "/")
    assert "You facilitate" in page
    assert 'value="yes" aria-pressed="true"' in page


def test_a_title_with_quotation_marks_stands_between_others(amara, bashir, table, soon):
    call(amara, table, soon, title="Nearer")
    call(amara, table, soon + HOUR, title="Path: “Houses” and “Bends”")
    [waits] = upcoming_for(bashir).waiting
    assert "“Path: ‘Houses’ and ‘Bends’” in Table" in str(waits.words)


def test_whoever_is_in_no_circle_that_meets_sees_nothing_of_it_and_pays_one_query(
    as_member, amara, table, soon
):
    fatou = make_member("fatou")
    client = as_member(fatou)
    client.get("/")
    before = queries_of(client, "/")
    call(amara, table, soon)
    assert queries_of(client, "/") == before
    assert "Next meeting" not in words_of(client, "/")
    client.force_login(amara)
    client.get("/")
    assert queries_of(client, "/") <= before + 3  # the meeting, and one for each room that knows of it


# --- Roles -----------------------------------------------------------------------------------------


@pytest.fixture
def drawn(amara, table, soon):
    meeting = call(amara, table, soon)
    draw_roles(meeting.pk, now=soon - HOUR)
    return meeting


def test_how_roles_were_drawn_is_shown_with_names_to_those_who_are_in_it(as_member, client, amara, drawn):
    page = words_of(as_member(amara), f"/meetings/{drawn.pk}/roles/")
    assert "(you)" in page
    assert "def assigned(" in page
    client.logout()
    page = words_of(client, f"/meetings/{drawn.pk}/roles/")
    assert page.count("Dmitri") <= 1  # where he has a role
    draw = words_of(client, f"/record/draws/{drawn.case}/")
    assert "who has which role" in draw
    assert "whoever the case is about" not in draw
    assert drawn.title in words_of(client, drawn.rota.entry.get_absolute_url())


def test_a_role_is_handed_on_by_clicks(as_member, drawn, amara):
    turn = turn_of(drawn, "facilitator")
    holder, path = turn.member, f"/turns/{turn.pk}/hand-on/"
    free = [one for one in drawn.circle.memberships.all() if not one.member.turns.exists()]
    client = as_member(holder)
    assert "To whoever takes it" in words_of(client, path)
    client.post(path, {"to": free[0].member.handle})
    assert "You asked" in words_of(client, drawn.get_absolute_url())
    client.force_login(free[0].member)
    assert "asks you to be Facilitator" in words_of(client, "/")
    assert "No, thank you" in words_of(client, drawn.get_absolute_url())
    client.post(f"/meetings/{drawn.pk}/roles/take/", {"role": "facilitator"})
    assert turn_of(drawn, "facilitator").member == free[0].member
    client.force_login(free[1].member)
    assert client.post(f"/turns/{turn_of(drawn, 'facilitator').pk}/hand-on/", {"to": ""}).status_code == 403


def test_a_swap_is_asked_for_and_said_yes_to(as_member, drawn):
    mine, theirs = turn_of(drawn, "facilitator"), turn_of(drawn, "time-keeper")
    client = as_member(mine.member)
    client.post(f"/turns/{mine.pk}/hand-on/", {"swap": theirs.pk})
    client.force_login(theirs.member)
    assert "would swap roles with you" in words_of(client, "/")
    client.post(f"/meetings/{drawn.pk}/roles/take/", {"role": "facilitator"})
    assert turn_of(drawn, "time-keeper").member == mine.member


def test_offers_are_taken_back_and_declined(as_member, drawn):
    mine, theirs = turn_of(drawn, "facilitator"), turn_of(drawn, "time-keeper")
    ask_to_swap(member=mine.member, turn=mine, other=theirs)
    as_member(theirs.member).post(f"/turns/{mine.pk}/decline/")
    mine.refresh_from_db()
    assert mine.offered_at is None
    hand_over(member=mine.member, turn=mine, to=None)
    as_member(mine.member).post(f"/turns/{mine.pk}/keep/")
    mine.refresh_from_db()
    assert mine.offered_at is None


def test_one_opts_out_of_roles_by_ticking_them_off(as_member, amara, table):
    client = as_member(amara)
    assert words_of(client, "/circles/table/roles/").count(" checked") == 3
    client.post("/circles/table/roles/", {"roles": ["time-keeper"]})
    assert OptOut.objects.filter(until=None).count() == 2
    assert words_of(client, "/circles/table/roles/").count(" checked") == 1
    client.post("/circles/table/roles/", {"roles": ["time-keeper", "facilitator"]})
    assert OptOut.objects.get(until=None).role == "minute-taker"


# --- Search and the circle's page ------------------------------------------------------------------


def test_meetings_are_found_and_the_circle_leads_to_them(client, as_member, amara, table, soon):
    meeting = call(amara, table, soon, about="We knead sourdough.", link=LINK)
    assert meeting.get_absolute_url() in words_of(client, "/search/?q=sourdough")
    assert meeting.get_absolute_url() not in words_of(client, "/search/?q=call.example.org")
    assert 'href="/circles/table/meetings/"' in words_of(client, "/circles/table/")
    assert 'href="/circles/table/meetings/"' in words_of(as_member(amara), "/circles/table/")
