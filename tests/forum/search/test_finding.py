"""What is found of what was asked, on either engine the same."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from forum.circles.actions import open_circle
from forum.debate.actions import EvidenceGiven, open_thread, reply
from forum.members.actions import change_profile
from forum.search.pages import MOST, SIZE, search_page
from forum.sources.actions import edit_source, find_or_add
from forum.sources.merging import merge
from tests.forum.search.test_asking import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(amara, commons):
    """Opens a thread in the Commons."""

    def say(title: str, words: str = "I think so.", member=amara, circle=commons, **more):
        return open_thread(member=member, circle=circle, title=title, source=words, **more)

    return say


def test_all_the_words_must_occur_in_title_or_text(say, find):
    say("Bread", "We share an oven.")
    say("Bread", "We share a table.")
    assert find("oven bread ") == ["Bread"]


def test_the_last_word_may_be_the_beginning_of_one(say, find):
    say("Ovens")
    assert find("ove") == ["Ovens"]
    assert find("ove ") == []
    assert find("ove bread") == []


def test_case_and_accents_make_no_difference(say, find):
    say("Ein Café in der Großen Straße")
    assert find("CAFE grossen STRASSE ") == ["Ein Café in der Großen Straße"]


def test_a_phrase_stands_together_and_not_across_title_and_text(say, find):
    say("Bread", "and roses")
    say("Bread and roses")
    assert find('"bread and roses"') == ["Bread and roses"]
    assert len(find("bread and roses ")) == 2


def test_any_part_of_a_text_without_spaces_is_found(say, find):
    say("読書会のお知らせ")
    for part in ("読書会", "読書", "会", "せ", "お知らせ"):
        assert find(part) == ["読書会のお知らせ"], part
    assert find("読会") == []


def test_words_of_many_scripts_are_found(say, find):
    for title in ("كتاب", "שלום", "हिन्दी", "Ёлка", "ไทย"):
        say(title)
    assert find("كِتَابٌ ") == ["كتاب"]
    assert find("שָׁלוֹם ") == ["שלום"]
    assert find("हिन्दी ") == ["हिन्दी"]
    assert find("елка ") == ["Ёлка"]
    assert find("ไทย ") == ["ไทย"]


def test_a_title_counts_more_than_the_text(say, find):
    say("The kitchen", "Ovens are hot.")
    say("Ovens", "Kitchens are warm.")
    say("The cellar", "Ovens are not kept here.")
    assert find("ovens ")[0] == "Ovens"


def test_the_newest_come_first_where_that_is_asked_for(say, find):
    now = timezone.now()
    say("Ovens of old", at=now - timedelta(days=9))
    say("Ovens, ovens, ovens", at=now - timedelta(days=90))
    say("Ovens of today", at=now)
    assert find("ovens ", newest_first=True) == ["Ovens of today", "Ovens of old", "Ovens, ovens, ovens"]


def test_filters_narrow_it_down(say, find, amara, bashir, kitchen):
    say("Ovens, doubted", kind="critique", member=bashir)
    say("Ovens, asked about", kind="question")
    say("Ovens of ours", circle=kitchen)
    assert find("ovens kind:critique") == ["Ovens, doubted"]
    assert find("ovens by:amara") == ["Ovens, asked about"]
    assert set(find("ovens kind:critique kind:question")) == {"Ovens, doubted", "Ovens, asked about"}
    assert find("ovens kind:critique by:amara") == []
    assert find("in:kitchen ovens", amara) == ["Ovens of ours"]
    assert find("what:posts by:bashir") == ["Ovens, doubted"]


def test_days_are_the_readers_own(say, find):
    say("Late", at=timezone.datetime(2026, 4, 30, 23, 30, tzinfo=timezone.get_fixed_timezone(0)))
    assert find("late before:2026-05-01 ") == ["Late"]
    with timezone.override("Europe/Rome"):
        assert find("late before:2026-05-01 ") == []
        assert find("late after:2026-05 ") == ["Late"]


@pytest.mark.parametrize("said", ["before:0001-01-01", "after:0001", "after:9999-12-31", "before:9999"])
def test_the_first_and_last_of_days_do_no_harm(say, find, said):
    say("Late")
    with timezone.override("Pacific/Auckland"):
        find(f"late {said} ")
    with timezone.override("America/Lima"):
        find(f"late {said} ")


def test_filters_alone_show_the_newest(say, find, bashir):
    for title in ("One", "Two"):
        say(title, member=bashir)
    assert find("by:bashir what:posts") == ["Two", "One"]


def test_a_reply_is_found_under_the_name_of_its_thread(say, find, bashir):
    thread = say("The minutes")
    reply(member=bashir, answers=thread.opening, source="I lost my spectacles.")
    assert find("spectacles") == ["The minutes"]


def test_evidence_is_found_with_its_post(say, find, amara):
    ledger = find_or_add(member=amara, author="Okafor", title="The Ledger", year="1931")
    say("The bath", evidence=[EvidenceGiven(ledger, "p. 3", "Nobody kept a key.", "against")])
    assert find("what:posts nobody key okafor") == ["The bath"]


def test_people_are_found_by_name_handle_and_what_they_say(find, amara):
    change_profile(member=amara, display_name="Dr. Amara", about="Bakes at night.", time_zone="UTC")
    assert find("dr amara ") == find("what:people amara") == find("bakes night ") == ["Dr. Amara"]
    change_profile(member=amara, display_name="Amara", about="", time_zone="UTC")
    assert find("bakes night ") == []


def test_circles_are_found_by_name_and_purpose(find, amara):
    open_circle(member=amara, slug="ovens", name="Oven builders", purpose="Clay and patience.")
    assert find("builders") == find("patience") == ["Oven builders"]


def test_sources_are_found_by_author_title_and_number(find, amara, bashir):
    ledger = find_or_add(member=amara, author="Okafor, Ngozi", title="The Ledger", address="10.1000/182")
    assert find("ngozi ledger ", amara) == find('"10 1000 182"', amara) == ["The Ledger"]
    edit_source(member=amara, source=ledger, item=ledger.csl | {"title": "The Diary"})
    assert find("what:sources ledger", amara) == []
    assert find("what:sources diary", amara) == ["The Diary"]
    assert find("what:sources diary", bashir) == []


def test_of_one_work_one_entry_is_found(find, amara):
    low, loud = (find_or_add(member=amara, author="", title=f"A song, sung {how}") for how in ("low", "loud"))
    merge(member=amara, source=low, into=loud)
    assert find("what:sources song", amara) == ["A song, sung loud"]


def test_no_more_than_the_first_pages_are_shown(say, visitor):
    for n in range(SIZE + 1):
        say(f"Ovens {n}")
    first, second = (search_page(visitor, "ovens ", number=n) for n in (1, 2))
    assert (len(first.hits), first.before, first.after) == (SIZE, 0, 2)
    assert (len(second.hits), second.before, second.after) == (1, 1, 0)
    assert search_page(visitor, "ovens ", number=99).number == 2
    assert not second.is_cut_off
    assert MOST % SIZE == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=HOSTILE)
def test_no_text_is_an_error(find, said):
    find(said)
