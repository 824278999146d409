"""The rules as they are printed."""

import pytest

from forum.circles.numbers import NUMBERS
from forum.limits import Limit
from forum.limits.naming import NAMES
from forum.limits.rates import Rate
from forum.permissions import Act
from forum.permissions.naming import GROUPS
from forum.rules.pages import often

NAMED = [act for group in GROUPS for act in group.names]


def test_every_act_has_a_name_of_its_own_under_one_heading():
    assert sorted(act.name for act in NAMED) == sorted(act.name for act in Act)
    names = [str(name) for group in GROUPS for name in group.names.values()]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("act", Act)
def test_every_act_says_who_may_do_it(act):
    assert str(act.value.sentence).endswith(".")


def test_every_limit_has_a_name_and_a_reason():
    assert set(NAMES) == set(Limit)
    assert all(str(words) for pair in NAMES.values() for words in pair)


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate(burst=40, every=15), "40 times at once, then once every 15 seconds"),
        (Rate(burst=1, every=60), "1 time at once, then once every minute"),
        (Rate(burst=10, every=360), "10 times at once, then once every 6 minutes"),
        (Rate(burst=60, every=90), "60 times at once, then once every 90 seconds"),
    ],
)
def test_how_often_is_said_in_words(rate, words):
    assert often(rate) == words


def test_everyone_reads_all_rules_and_no_row_of_the_database_is_asked(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/rules/")

    read = page.content.decode()
    for act in Act:
        assert str(act.value.sentence) in read
    for number in NUMBERS.values():
        assert str(number.why) in read
    for group in GROUPS:
        for name in group.names.values():
            assert f"<dt>{name}</dt>" in read


def test_every_page_leads_to_the_rules(client, db):
    assert 'href="/rules/"' in client.get("/circles/").content.decode()
