"""What a simulation has to get right, to be believed: worlds by the real rules, and sums that are exact."""

from datetime import UTC, datetime
from math import comb

import pytest

from forum.circles.models import Circle
from forum.moderation.capture.playing import ERROR, Rules, harm_left, wrongful_hide
from forum.moderation.capture.trying import SETTINGS, try_all
from forum.moderation.capture.worlds import HASTY, PATIENT, SCATTERED, build

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ALONE = {member: [("lineage", member)] for member in range(40)}


def at_least(k: int, n: int, p: float) -> float:
    return sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


@pytest.mark.parametrize(
    ("attack", "in_pool", "opens_alone"), [(HASTY, 0, False), (PATIENT, 12, False), (SCATTERED, 12, True)]
)
def test_the_gate_keeps_out_whom_it_is_made_to_keep_out(db, attack, in_pool, opens_alone):
    world = build(40, attack, now=NOW, seed=1)
    assert len(world.sybils) == 12
    assert len(world.sybils.intersection(world.honest_authors_pool)) == in_pool
    assert world.can_open_alone is opens_alone
    assert world.honest_author not in world.honest_authors_pool
    assert world.sybil_author not in world.sybil_authors_pool


def test_without_sybils_what_goes_wrong_is_what_honest_errors_make():
    everyone_comes = Rules(no_show=0)
    found = wrongful_hide(range(40), frozenset(), ALONE, everyone_comes, draws=3, seed=1)
    assert found.first == pytest.approx(at_least(5, 7, ERROR))
    assert found.after_appeal == pytest.approx(found.first * at_least(8, 15, ERROR))
    left = harm_left(range(40), frozenset(), ALONE, everyone_comes, draws=3, seed=1)
    assert left == pytest.approx(at_least(4, 7, ERROR))


def test_a_panel_of_sybils_alone_does_what_it_likes():
    everyone = frozenset(range(40))
    found = wrongful_hide(range(40), everyone, ALONE, Rules(), draws=2, seed=1)
    assert found.first == found.after_appeal == pytest.approx(1)
    assert harm_left(range(40), everyone, ALONE, Rules(), draws=2, seed=1) == pytest.approx(1)


def test_the_same_seed_gives_the_same_figures():
    few = frozenset(range(12))
    once, again = (wrongful_hide(range(40), few, ALONE, Rules(), draws=5, seed=3) for _each in range(2))
    assert once == again


def test_trying_leaves_nothing_behind_and_says_which_rules_hold(commons):
    found = {(each.members, each.setting): each for each in try_all(draws=10, seed=1, now=NOW)}
    assert not Circle.objects.filter(slug="capture-simulation")
    no_gate, hasty, patient, _silent, two_seats = SETTINGS[:5]
    assert not found[40, no_gate].holds
    assert found[40, hasty].holds
    assert found[40, patient].first < found[40, no_gate].first
    assert found[40, patient].left < found[40, two_seats].left
