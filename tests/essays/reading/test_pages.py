"""What the pages of a plan show, and how few queries that takes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from essays.reading.asking import ask
from essays.reading.replanning import end_plan
from essays.reading.words import day_in_words
from forum.debate.actions import reply
from forum.meetings.actions import cancel_meeting
from forum.meetings.models import Meeting


def stage_of(plan, position):
    return plan.stages.select_related("plan__circle", "meeting").get(position=position)


def test_it_says_where_the_circle_is_and_what_is_read_next(client, under_way):
    page = client.get(under_way.get_absolute_url())
    html = page.content.decode()
    assert [line.state for line in page.context["page"].stages] == ["past", "past", "next", "ahead"]
    assert "Read section e, 4 minutes." in html
    assert 'href="/essays/the-long-path/e-house/"' in html
    assert "/so-far/" in html


def test_the_picture_of_what_there_is_to_read_is_a_table_too(client, under_way):
    html = client.get(under_way.get_absolute_url()).content.decode()
    table = html[html.index("The picture as a table") : html.index("</table>")]
    assert "<caption>How much there is to read for each meeting</caption>" in table
    assert table.count('scope="col"') == 3
    for number, sections, minutes in ((1, 2, 4), (2, 2, 3), (3, 1, 4), (4, 3, 4)):
        row = table[table.index(f'<th scope="row">{number}') :]
        assert row[: row.index("</tr>")].endswith(f"<td>{sections}</td><td>{minutes}</td>")


def test_the_circles_page_leads_to_its_plan(client, as_member, amara, under_way):
    for page in (client.get("/circles/table/"), as_member(amara).get("/circles/table/")):
        assert "/circles/table/plans/" in page.content.decode()
    assert under_way.get_absolute_url() in client.get("/circles/table/plans/").content.decode()


def test_the_circles_page_says_what_is_read_by_a_plan_and_when_next(client, as_member, amara, under_way):
    def said() -> list[str]:
        readings = client.get("/circles/table/").context["page"].readings
        return [reading.note for reading in readings if reading.href == under_way.get_absolute_url()]

    as_member(amara)
    coming = stage_of(under_way, 3).meeting
    assert said() == [
        f"by a plan; next: {day_in_words(timezone.localtime(coming.starts_at, ZoneInfo(amara.time_zone)))}"
    ]
    Meeting.objects.filter(stage__plan=under_way).update(starts_at=timezone.now() - timedelta(days=9))
    assert said() == ["by a plan, all of whose meetings are past"]
    end_plan(member=amara, plan=under_way)
    assert said() == []


def test_a_day_is_said_as_meetings_say_it_with_another_year():
    this_year = timezone.now().replace(month=5, day=4, hour=19, minute=0)
    assert day_in_words(this_year).endswith("4 May, 19:00")
    assert day_in_words(this_year.replace(year=2031)) == "Sunday, 4 May 2031, 19:00"


def test_what_was_to_be_read_for_a_cancelled_meeting_is_not_forgotten(client, as_member, amara, under_way):
    waits = "What was to be read for it waits."
    as_member(amara)
    assert waits not in client.get(under_way.get_absolute_url()).content.decode()
    cancel_meeting(member=amara, meeting=stage_of(under_way, 4).meeting, why="Snow.")
    assert waits in client.get(under_way.get_absolute_url()).content.decode()
    client.logout()
    assert waits not in client.get(under_way.get_absolute_url()).content.decode()


def test_whoever_moves_a_section_comes_back_to_where_they_were(as_member, amara, path):
    page = as_member(amara).get("/circles/table/plans/new/").content.decode()
    assert 'id="proposed-2"' in page
    assert 'value="give:2" formaction="/circles/table/plans/new/#proposed-2"' in page


def test_a_number_that_cannot_be_is_answered_with_those_that_can(as_member, amara, under_way):
    hers = as_member(amara)
    for said in ("0", "99", "some", ""):
        page = hers.get(f"/plans/{under_way.pk}/ahead/?meetings={said}").content.decode()
        if said:
            assert "Say a whole number from 1 to 60." in page, said
    page = hers.post("/circles/table/plans/new/", {"meetings": "0", "at": ""}).content.decode()
    assert "Say a whole number from 1 to 60." in page
    assert "Say at what time you meet." in page


def test_late_comers_are_told_what_was_contested_so_far_and_nothing_of_what_comes(
    client, amara, bashir, under_way, sections, note_on
):
    lively = note_on(bashir, sections["b"], source="The b house is a ruin.")
    reply(member=amara, answers=lively.opening, source="It is not.")
    note_on(amara, sections["b"], kind="support", source="It stands.")
    note_on(bashir, sections["c"], kind="question", source="Who lives there?")
    note_on(bashir, sections["g"], source="The g house is far.")
    html = client.get(f"/plans/{under_way.pk}/so-far/").content.decode()
    assert "We have met 2 times" in html
    for words in ("The b house is a ruin.", "Who lives there?", "the b house stands"):
        assert words in html
    assert "The g house is far." not in html
    assert stage_of(under_way, 1).meeting.get_absolute_url() in html
    assert stage_of(under_way, 3).meeting.get_absolute_url() in html


def test_private_notes_are_in_no_recap_not_even_ones_own(as_member, bashir, under_way, sections, note_on):
    note_on(bashir, sections["b"], kind="question", source="Only mine.", private=True)
    assert "Only mine." not in as_member(bashir).get(f"/plans/{under_way.pk}/so-far/").content.decode()


def test_pages_cost_the_same_however_much_there_is(
    as_member, amara, bashir, under_way, sections, note_on, django_assert_num_queries
):
    """Two of each are who is asking."""
    his = as_member(bashir)
    his.get("/rules/")  # by which his visit has begun
    counts = {
        under_way.get_absolute_url(): 10,
        f"/plans/{under_way.pk}/so-far/": 10,
        "/circles/table/plans/": 5,
        f"/plans/{under_way.pk}/ahead/": 6,
    }
    for labels in ("b", "abcd"):
        for label in labels:
            reply(member=amara, answers=note_on(bashir, sections[label]).opening, source="So?")
            note_on(bashir, sections[label])
            ask(member=bashir, stage=stage_of(under_way, 3), source=f"Why {label}?")
        for url, statements in counts.items():
            with django_assert_num_queries(statements, info=url):
                assert his.get(url).status_code == 200


def test_an_ended_plan_stays_to_be_read_and_offers_nothing_more(as_member, bashir, under_way):
    end_plan(member=bashir, plan=under_way)
    his = as_member(bashir)
    html = his.get(under_way.get_absolute_url()).content.decode()
    assert "This plan was ended by Bashir" in html
    assert "/ahead/" not in html
    assert his.get(f"/plans/{under_way.pk}/ahead/").status_code == 302


def test_a_plan_without_a_meeting_to_come_has_nothing_next(client, plan):
    for stage in plan.stages.select_related("meeting"):
        stage.meeting.starts_at = timezone.now() - timezone.timedelta(days=40 - stage.position)
        stage.meeting.save()
    assert client.get(plan.get_absolute_url()).context["page"].next is None
    assert client.get(f"/plans/{plan.pk}/so-far/").status_code == 200
