"""How far one is, which nobody else sees; and where most are, which has no names."""

import json
import re

import pytest

from essays.reading.marking import mark_read
from essays.reading.models import Mark
from essays.reading.progress import FEWEST, most_are_at
from essays.reading.runs import sections_of
from forum.circles.actions import join
from forum.circles.leaving import leave
from forum.profiles.exporting import export
from tests.conftest import make_member


@pytest.fixture
def readers(table):
    """Seven more in the circle."""
    found = [make_member(f"reader-{n}") for n in range(7)]
    for member in found:
        join(member=member, circle=table)
    return found


def mark(member, sections, label):
    section = sections[label] if label else None
    mark_read(member=member, essay=next(iter(sections.values())).edition.essay, section=section)


def test_one_marks_how_far_one_is_from_the_section_and_from_the_plan(as_member, bashir, plan, sections):
    his = as_member(bashir)
    answer = his.post("/essays/the-long-path/read-to-here/", {"section": sections["b"].pk})
    assert answer.url == "/essays/the-long-path/b-house/"
    assert "You have read to here." in his.get(answer.url).content.decode()
    his.post(
        "/essays/the-long-path/read-to-here/", {"section": sections["e"].pk, "back": plan.get_absolute_url()}
    )
    assert Mark.objects.get().section == sections["e"]
    assert his.get(plan.get_absolute_url()).context["page"].read_up_to == 5
    his.post("/essays/the-long-path/read-to-here/", {"section": ""})
    assert Mark.objects.get().section is None


def test_a_section_of_another_text_and_a_way_off_the_site_are_refused(as_member, bashir, plan, sections):
    his = as_member(bashir)
    url = "/essays/the-long-path/read-to-here/"
    assert his.post(url, {"section": "999999"}).status_code == 404
    for back in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "evil"):
        answer = his.post(url, {"section": sections["a"].pk, "back": back})
        assert answer.url == "/essays/the-long-path/a-house/"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("aaaa", None),  # four are too few
        ("aaaee", "a"),
        ("aaeee", "e"),
        ("abcdefg", "d"),
        ("gggg" + "aaaa", "a"),  # half is not most
        ("ggggg" + "aaa", "g"),
    ],
)
def test_where_most_are_is_the_furthest_that_more_than_half_have_read(
    plan, sections, readers, bashir, at, said
):
    for member, label in zip([*readers, bashir], at, strict=False):
        mark(member, sections, label)
    found = most_are_at(plan, sections_of(plan.essay))
    assert (found.label if found else None) == said


def test_those_who_have_read_nothing_yet_count_too(plan, sections, readers):
    for member, label in zip(readers, ["e", "e", None, None, None], strict=False):
        mark(member, sections, label)
    assert most_are_at(plan, sections_of(plan.essay)) is None


def test_who_has_left_the_circle_does_not_count(plan, sections, readers, table):
    for member in readers[:FEWEST]:
        mark(member, sections, "d")
    leave(member=readers[0], circle=table)
    assert most_are_at(plan, sections_of(plan.essay)) is None


def test_most_is_told_on_the_plan_without_names(client, plan, sections, readers):
    for member in readers[:FEWEST]:
        mark(member, sections, "d")
    html = client.get(plan.get_absolute_url()).content.decode()
    assert "Most have read to the end of “d) House d”." in html
    assert not any(member.name in html for member in readers)


def test_nobody_else_finds_out_how_far_one_is(client, as_member, amara, bashir, under_way, sections, note_on):
    """Every page that is about the circle, the text, the plan or the member is the same to others with and without a
    mark, but for times and tokens."""
    note_on(amara, sections["e"])
    urls = [
        under_way.get_absolute_url(), "/circles/table/plans/", "/circles/table/", f"/plans/{under_way.pk}/so-far/",
        "/circles/table/members/", "/circles/table/flatness/", f"/members/{bashir.handle}/",
        "/essays/the-long-path/", "/essays/the-long-path/e-house/", "/essays/the-long-path/whole/", "/",
    ]  # fmt: skip

    def seen(client):
        pages = [client.get(url).content.decode() for url in urls]
        return [re.sub(r'(nonce|value|name="token")="[^"]*"|\w{32,}', "", page) for page in pages]

    hers = as_member(amara)
    before = seen(hers)
    mark(bashir, sections, "e")
    assert seen(hers) == before


def test_ones_own_data_have_it(bashir, plan, sections):
    mark(bashir, sections, "e")
    said = json.loads("".join(export(bashir, site="https://example.org")))
    assert said["reading"][0]["read_to_the_end_of"] == "e) House e"
    others = json.loads("".join(export(plan.made_by, site="https://example.org")))
    assert others["reading"] == []
