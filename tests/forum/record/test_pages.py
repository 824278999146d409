"""The record is read, filtered, taken along and checked by anyone; closed circles stay closed in it."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.urls import reverse

from forum.lots.drawing import add_nonce, carry_out, open_draw
from forum.lots.models import Draw
from forum.record.models import Entry
from forum.record.writing import append, head


@pytest.fixture
def draw(amara, bashir, chiara, commons) -> Draw:
    members = [amara.pk, bashir.pk]
    draw = open_draw(
        case="17",
        members=members,
        n=1,
        needs={"fold": 1},
        commitment=b"\1" * 32,
        nonces=[b"\2" * 32],
        circle=commons,
        waits=timedelta(days=1),
    )
    add_nonce(draw=draw, nonce=b"\3" * 32)
    carry_out(draw=draw)
    draw.refresh_from_db()
    return draw


@pytest.fixture
def closed_draw(amara, kitchen) -> Draw:
    draw = open_draw(
        case="18", members=[amara.pk], n=1, needs={"fold": 1}, commitment=b"\1" * 32, circle=kitchen
    )
    carry_out(draw=draw)
    return draw


def test_every_entry_is_listed_newest_first_with_a_sentence_and_its_hash(client, draw):
    html = client.get(reverse("record")).content.decode()
    for entry in Entry.objects.all():
        assert entry.hash in html
        assert entry.get_absolute_url() in html
    assert "The pool for the draw of case 17 was frozen" in html
    assert html.index(Entry.objects.get(type="draw").hash) < html.index(Entry.objects.get(number=0).hash)


def test_it_is_narrowed_down_by_circle_type_and_day(client, draw, time_machine):
    time_machine.move_to("2027-03-01T12:00:00Z")
    later = append("decision", {"proposal": 1})

    def shown(query: str) -> set[int]:
        page = client.get(f"{reverse('record')}?{query}").context["page"]
        return {told.entry.number for told in page.entries.rows}

    assert shown("type=draw") == {draw.drawn_id}
    assert shown("circle=commons") == {draw.opened_id, draw.nonce_entry_id, draw.drawn_id}
    assert shown("from=2027-03-01") == {later.number}
    assert later.number not in shown("until=2027-02-28")
    assert shown("from=nonsense&until=0000-00-00&before=x") == {0, *shown("circle=commons"), later.number}
    assert shown("from=2027-03-01&until=2027-03-01&type=open") == set()


def test_a_long_record_is_read_in_pages(client, db):
    for number in range(25):
        append("decision", {"proposal": number})
    first = client.get(reverse("record")).context["page"]
    second = client.get(f"{reverse('record')}?{first.further}").context["page"]
    numbers = [told.entry.number for page in (first, second) for told in page.entries.rows]
    assert numbers == list(range(25, -1, -1))
    assert second.further == ""


def test_a_closed_circle_is_named_to_its_members_alone(client, as_member, amara, bashir, closed_draw):
    pages = [reverse("record"), closed_draw.opened.get_absolute_url()]
    for url in pages:
        assert "Kitchen table" not in client.get(url).content.decode()
        assert closed_draw.get_absolute_url() not in client.get(url).content.decode()
    assert client.get(f"{reverse('record')}?circle=kitchen").status_code == 404
    as_member(bashir)
    for url in pages:
        assert "Kitchen table" not in client.get(url).content.decode()
    assert client.get(closed_draw.get_absolute_url()).status_code == 404
    as_member(amara)
    for url in pages:
        assert "Kitchen table" in client.get(url).content.decode()
    assert client.get(closed_draw.get_absolute_url()).status_code == 200


def test_nothing_in_the_lines_says_that_a_circle_is_closed(client, closed_draw):
    text = client.get(reverse("record_lines")).getvalue().decode()
    assert "itchen" not in text
    assert '"circle"' not in text


def test_an_entrys_page_walks_through_its_hash(client, draw):
    html = client.get(draw.drawn.get_absolute_url()).content.decode()
    assert draw.nonce_entry.hash in html  # the one before
    assert draw.drawn.hash in html
    assert client.get(reverse("entry", args=[10**9])).status_code == 404


def test_an_entry_of_an_unknown_type_is_shown_all_the_same(client, db):
    entry = append("something", {"x": 1})
    assert client.get(entry.get_absolute_url()).status_code == 200
    assert client.get(reverse("record")).status_code == 200


def test_the_lines_are_those_of_the_specification(client, draw):
    lines = [
        json.loads(line) for line in client.get(reverse("record_lines")).getvalue().decode().splitlines()
    ]
    assert [list(line) for line in lines] == [["n", "hash", "body"]] * len(lines)
    assert [line["n"] for line in lines] == list(range(len(lines)))
    opened = next(line["body"] for line in lines if line["body"]["type"] == "open")
    assert set(opened) == {"type", "at", "case", "n", "needs", "commitment", "nonces", "leaves", "due"}
    assert lines[-1]["hash"] == head()
    rest = client.get(f"{reverse('record_lines')}?from=2").getvalue().decode().splitlines()
    assert [json.loads(line)["n"] for line in rest] == list(range(2, len(lines)))


def test_who_has_the_lines_is_told_that_they_are_unchanged(client, draw):
    etag = client.get(reverse("record_lines"))["ETag"]
    assert client.get(reverse("record_lines"), headers={"If-None-Match": etag}).status_code == 304
    append("decision", {"proposal": 1})
    assert client.get(reverse("record_lines"), headers={"If-None-Match": etag}).status_code == 200


def test_the_head_is_told_by_itself(client, draw):
    assert client.get(reverse("record_head")).json() == {"n": draw.drawn_id, "hash": head()}


def test_what_is_served_checks_what_is_served(client, draw, tmp_path):
    (tmp_path / "record.jsonl").write_bytes(client.get(reverse("record_lines")).getvalue())
    (tmp_path / "verify.py").write_bytes(client.get(reverse("record_checker")).getvalue())
    command = [sys.executable, "-I", "verify.py", "record.jsonl", "--head", head()]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0


def test_the_program_on_a_draws_page_recomputes_it(client, draw, tmp_path):
    from django.template.loader import render_to_string

    program = render_to_string("forum/lots/_program.txt", {"case": "17"})
    page = client.get(draw.get_absolute_url()).content.decode()
    assert "hashlib.sha256" in page
    (tmp_path / "record.jsonl").write_bytes(client.get(reverse("record_lines")).getvalue())
    (tmp_path / "check.py").write_text(program)
    ran = subprocess.run(
        [sys.executable, "-I", "check.py"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert ran.stdout.split() == draw.drawn.read("order")


def test_members_find_their_own_mark_and_nobody_elses_salt(as_member, amara, bashir, chiara, draw):
    own, other = (draw.leaves.get(member=one) for one in (amara, bashir))
    html = as_member(amara).get(draw.get_absolute_url()).content.decode()
    assert own.salt in html
    assert other.salt not in html
    assert f"place {own.place + 1} of the order" in html
    assert "You were not in the pool" in as_member(chiara).get(draw.get_absolute_url()).content.decode()


def test_a_draw_that_was_not_carried_out_yet_shows_what_it_will_be_made_of(client, amara, commons):
    draw = open_draw(case="1", members=[amara.pk], n=1, needs={}, commitment=b"\1" * 32, circle=commons)
    html = client.get(draw.get_absolute_url()).content.decode()
    assert draw.opened.hash in html
    assert "has not been drawn yet" in html


@pytest.mark.parametrize("name", ["record", "entry", "draw"])
def test_pages_take_few_statements_however_much_there_is(
    name, client, as_member, amara, draw, django_assert_max_num_queries
):
    for number in range(18):
        append("decision", {"proposal": number}, circle=draw.circle)
    url = {
        "record": reverse("record"),
        "entry": draw.opened.get_absolute_url(),
        "draw": draw.get_absolute_url(),
    }[name]
    with django_assert_max_num_queries(6):
        client.get(url)
    as_member(amara).get(url)
    with django_assert_max_num_queries(10):
        client.get(url)
