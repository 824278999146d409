"""What follows from where people stand."""

from hypothesis import given
from hypothesis import strategies as st

from forum.decisions.consent import (
    Matter,
    Next,
    Says,
    Standpoint,
    counted,
    enough_spoke,
    stands,
    what_follows,
)

CONSENT, ASIDE, CONCERN, BLOCK = Says
FIVE = frozenset({1, 2, 3, 4, 5})
FOUR = frozenset({1, 2, 3, 4})
PLAIN = Matter(proposer=1, wording=1)
WEIGHTY = Matter(proposer=1, wording=1, is_weighty=True)


def said(*says: Says, wording: int = 1) -> list[Standpoint]:
    """Positions of members 1, 2, 3 …"""
    return [Standpoint(member, one, wording) for member, one in enumerate(says, start=1)]


def outcome(matter: Matter, standpoints, electors=FIVE, active=FIVE) -> Next:
    return what_follows(matter, standpoints, electors=electors, active=active)


def test_what_nobody_blocks_is_adopted_if_another_than_its_proposer_consents():
    assert outcome(PLAIN, said(CONSENT, CONSENT)) is Next.ADOPTED
    assert outcome(PLAIN, said(CONCERN, CONSENT, CONCERN, ASIDE)) is Next.ADOPTED


def test_silence_is_no_consent():
    assert outcome(PLAIN, []) is Next.FALLEN
    assert outcome(PLAIN, said(CONSENT)) is Next.FALLEN
    assert outcome(PLAIN, said(CONSENT, ASIDE, CONCERN)) is Next.FALLEN


def test_whoever_is_alone_consents_alone():
    assert outcome(PLAIN, said(CONSENT), electors={1}, active={1}) is Next.ADOPTED


def test_a_block_stands_when_a_second_member_finds_it_principled():
    alone = Standpoint(2, BLOCK, 1)
    assert not stands(alone, FIVE)
    assert not stands(Standpoint(2, BLOCK, 1, frozenset({2})), FIVE)  # not by whoever said it
    assert not stands(Standpoint(2, BLOCK, 1, frozenset({9})), FIVE)  # nor by whoever has no say, or has left
    assert stands(Standpoint(2, BLOCK, 1, frozenset({3})), FIVE)


def test_among_four_no_second_is_needed():
    assert stands(Standpoint(2, BLOCK, 1), FOUR)
    assert not stands(Standpoint(2, CONCERN, 1), FOUR)


def test_a_block_that_stands_is_answered_by_amending_twice_and_then_by_a_vote():
    blocked = [*said(CONSENT), Standpoint(2, BLOCK, 1, frozenset({3}))]
    for rounds, follows in enumerate([Next.AMENDING, Next.AMENDING, Next.VOTE]):
        assert outcome(Matter(1, 1, rounds=rounds), blocked) is follows
    assert outcome(Matter(1, 1, may_amend=False), blocked) is Next.VOTE


def test_a_block_holds_when_words_change_and_consent_has_to_be_said_again():
    earlier = [*said(CONSENT, CONSENT, CONSENT, wording=1), Standpoint(4, BLOCK, 1, frozenset({5}))]
    amended = Matter(1, wording=2, rounds=2)
    assert [one.member for one in counted(earlier, wording=2, electors=FIVE)] == [4]
    assert outcome(amended, earlier) is Next.VOTE
    assert outcome(amended, earlier[:3]) is Next.FALLEN
    assert outcome(amended, [*earlier[:2], Standpoint(3, CONSENT, 2)]) is Next.ADOPTED


def test_whoever_has_left_holds_nothing_up():
    left = [*said(CONSENT, CONSENT), Standpoint(9, BLOCK, 1, frozenset({3}))]
    assert outcome(PLAIN, left) is Next.ADOPTED


def test_what_is_weighty_needs_half_of_the_active():
    assert outcome(WEIGHTY, said(CONSENT, CONSENT)) is Next.FALLEN  # two of five
    assert outcome(WEIGHTY, said(CONSENT, CONSENT, ASIDE)) is Next.ADOPTED
    assert outcome(WEIGHTY, said(CONSENT, CONSENT), active={1, 2, 3, 4}) is Next.ADOPTED


def test_what_is_weighty_is_voted_on_when_more_than_a_fifth_block_without_a_second():
    one_of_five = [*said(CONSENT, CONSENT, CONSENT, CONSENT), Standpoint(5, BLOCK, 1)]
    assert outcome(WEIGHTY, one_of_five) is Next.ADOPTED
    assert outcome(WEIGHTY, one_of_five[1:]) is Next.VOTE  # one of four
    assert outcome(PLAIN, one_of_five[1:]) is Next.ADOPTED


def test_whether_somebody_leaves_is_voted_on_whatever_was_said():
    assert outcome(Matter(1, 1, is_weighty=True, is_voted=True), said(*[CONSENT] * 5)) is Next.VOTE


def test_whoever_speaks_is_active_by_that():
    assert not enough_spoke(set(), set())
    assert enough_spoke({1}, {1, 2})
    assert not enough_spoke({1}, {1, 2, 3})
    assert not enough_spoke({9}, {1, 2})  # one of three by now


members = st.integers(1, 9)
standpoint = st.builds(
    Standpoint, members, st.sampled_from(Says), st.integers(1, 3), st.frozensets(members, max_size=3)
)
standpoints = st.lists(standpoint, unique_by=lambda one: one.member, max_size=9)
matters = st.builds(
    Matter, members, st.integers(1, 3), st.booleans(), st.booleans(), st.integers(0, 2), st.booleans()
)
crowds = st.frozensets(members, min_size=1)


@given(matters, standpoints, crowds, crowds, st.randoms())
def test_the_order_in_which_people_spoke_makes_no_difference(matter, found, electors, active, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert outcome(matter, found, electors, active) is outcome(matter, shuffled, electors, active)


@given(matters, standpoints, crowds, crowds)
def test_nothing_is_adopted_over_a_block_that_stands_nor_without_consent(matter, found, electors, active):
    if outcome(matter, found, electors, active) is not Next.ADOPTED:
        return
    said_now = counted(found, wording=matter.wording, electors=electors)
    assert not any(stands(one, electors) for one in said_now)
    assert any(one.says is CONSENT for one in said_now)


@given(matters, standpoints, crowds, crowds)
def test_amending_ends(matter, found, electors, active):
    if outcome(matter, found, electors, active) is Next.AMENDING:
        assert matter.rounds < 2
        assert matter.may_amend


@given(matters, standpoints, crowds, crowds, standpoint)
def test_what_is_said_by_whoever_has_no_say_changes_nothing(matter, found, electors, active, stranger):
    if stranger.member in electors or any(one.member == stranger.member for one in found):
        return
    assert outcome(matter, found, electors, active) is outcome(matter, [*found, stranger], electors, active)


@given(matters, standpoints, crowds, crowds)
def test_one_more_second_never_helps_a_proposal_through(matter, found, electors, active):
    seconded = [Standpoint(one.member, one.says, one.wording, one.seconds | {min(electors)}) for one in found]
    if outcome(matter, seconded, electors, active) is Next.ADOPTED:
        assert outcome(matter, found, electors, active) is Next.ADOPTED
