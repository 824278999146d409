"""The soft veil: notes beside what one has not read yet wait, and one click lifts it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from essays.reading.marking import mark_read
from essays.reading.models import Lift
from essays.reading.planning import make_plan
from essays.reading.replanning import end_plan
from tests.essays.reading.conftest import wanted_for

URL = "/essays/the-long-path/e-house/"
WORDS = "A draught comes through the wall."


@pytest.fixture
def noted(amara, plan, sections, note_on):
    """Amara's note beside section e."""
    return note_on(amara, sections["e"], source=WORDS)


def page_of(client, url=URL) -> str:
    return client.get(url).content.decode()


def test_the_notes_of_a_section_one_has_not_read_are_not_sent_but_counted(as_member, bashir, noted):
    html = page_of(as_member(bashir))
    assert WORDS not in html
    assert f"note-{noted.pk}" not in html
    assert "Beside this section wait 1 critique." in html


def test_one_click_shows_them_in_that_section_alone(as_member, amara, bashir, noted, sections, note_on):
    note_on(amara, sections["f"], source="And another.")
    his = as_member(bashir)
    answer = his.post("/essays/the-long-path/veil/", {"section": sections["e"].pk, "do": "here"})
    assert answer.url == URL
    assert WORDS in page_of(his)
    assert "And another." not in page_of(his, "/essays/the-long-path/f-house/")


def test_a_link_shows_all_for_good_and_the_plan_takes_that_back(as_member, bashir, plan, noted, sections):
    his = as_member(bashir)
    his.post("/essays/the-long-path/veil/", {"section": sections["b"].pk, "do": "always"})
    assert WORDS in page_of(his)
    assert "Let notes wait again" in page_of(his, plan.get_absolute_url())
    his.post("/essays/the-long-path/veil/", {"do": "again"})
    assert WORDS not in page_of(his)
    assert not Lift.objects.exists()


@pytest.mark.parametrize(("upto", "is_veiled"), [(None, True), ("d", True), ("e", False), ("h", False)])
def test_it_lies_on_what_is_ahead_of_ones_own_mark(as_member, bashir, path, noted, sections, upto, is_veiled):
    mark_read(member=bashir, essay=path, section=sections[upto] if upto else None)
    assert (WORDS in page_of(as_member(bashir))) is not is_veiled


def test_ones_own_notes_and_one_that_is_asked_for_are_shown(
    as_member, bashir, amara, noted, sections, note_on
):
    note_on(bashir, sections["e"], source="I felt it, too.")
    other = note_on(amara, sections["e"], kind="support", source="It is warm.")
    html = page_of(as_member(bashir))
    assert "I felt it, too." in html
    assert "wait 1 critique, 1 in support" in html
    asked = page_of(as_member(bashir), f"{URL}?note={noted.pk}")
    assert WORDS in asked
    assert "It is warm." not in asked
    assert other.pk != noted.pk


def test_scripts_are_sent_for_nothing_more_than_the_page_shows(as_member, bashir, noted, sections, note_on):
    mine = note_on(bashir, sections["e"], source="I felt it, too.")
    his = as_member(bashir)
    html = page_of(his)
    assert f'data-margin-url="{URL}margin.json?by=bashir"' in html
    assert f'href="{URL}margin.json?by=bashir"' in html
    places = json.loads(his.get(f"{URL}margin.json?by=bashir").content)
    assert str(mine.pk) in json.dumps(places)
    assert f"{noted.pk}" not in [str(row[2]) for row in places.get("places", [])]


def test_no_block_tells_how_contested_it_is(as_member, bashir, noted):
    html = page_of(as_member(bashir))
    text = html[html.index("<article") : html.index("</article")]
    assert "heat-" not in text
    assert "1 critique" not in text


def test_who_reads_in_no_plan_sees_everything(client, as_member, chiara, bashir, plan, noted):
    assert WORDS in page_of(client)
    assert WORDS in page_of(as_member(chiara))
    end_plan(member=bashir, plan=plan)
    assert WORDS in page_of(as_member(bashir))


def test_a_plan_of_the_commons_veils_only_for_those_who_say_that_they_read_along(
    as_member, amara, chiara, commons, path, first_day, sections, note_on
):
    make_plan(member=amara, circle=commons, essay=path, wanted=wanted_for(path, first=first_day))
    note_on(amara, sections["e"], source=WORDS)
    assert WORDS in page_of(as_member(chiara))
    mark_read(member=chiara, essay=path, section=sections["a"])
    assert WORDS not in page_of(as_member(chiara))


def test_it_costs_no_query(as_member, bashir, chiara, plan, noted):
    def queries(member):
        client = as_member(member)
        page_of(client)
        with CaptureQueriesContext(connection) as asked:
            page_of(client)
        return len(asked)

    assert queries(bashir) <= queries(chiara)


def test_the_whole_text_and_a_block_one_opens_are_not_veiled(as_member, bashir, noted):
    his = as_member(bashir)
    assert "1 critique" in page_of(his, "/essays/the-long-path/whole/")
    assert his.get(URL).status_code == 200
