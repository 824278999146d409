"""The draw is fair, anyone gets the same, and an independent implementation agrees."""

import hashlib
from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from forum.lots.sortition import link, order_of, seed_of, swaps_of

leaves = st.lists(st.binary(min_size=32, max_size=32), unique=True, max_size=40)
seeds = st.binary(min_size=32, max_size=32)


def drawn_by_hand(pool: list[str], seed: str) -> list[str]:
    """The specification in another style: hex strings, one long message a hash, and a list that is taken from."""

    def number(counter: int) -> int:
        message = "0000000000000007" + b"draw-v1".hex() + "0000000000000020" + seed
        message += "0000000000000008" + f"{counter:016x}"
        return int(hashlib.sha256(bytes.fromhex(message)).hexdigest(), 16)

    left, backwards, counter = sorted(pool), [], 0
    while len(left) > 1:
        size, whole = len(left), 2**256
        x, counter = number(counter), counter + 1
        while x >= whole - whole % size:
            x, counter = number(counter), counter + 1
        chosen = x % size
        backwards.append(left[chosen])
        left[chosen] = left[-1]
        left.pop()
    return left + backwards[::-1]


@given(leaves, seeds)
def test_every_draw_is_a_permutation(pool, seed):
    assert sorted(order_of(pool, seed)) == sorted(pool)


@given(leaves, seeds, st.randoms())
def test_the_order_in_which_leaves_come_in_makes_no_difference(pool, seed, random):
    shuffled = list(pool)
    random.shuffle(shuffled)
    assert order_of(shuffled, seed) == order_of(pool, seed)


@given(leaves, seeds)
def test_an_independent_implementation_draws_the_same(pool, seed):
    assert [one.hex() for one in order_of(pool, seed)] == drawn_by_hand(
        [one.hex() for one in pool], seed.hex()
    )


def test_fixed_draws_stay_what_they_are():
    pool = [hashlib.sha256(bytes([n])).digest() for n in range(10)]
    seed = seed_of(b"\1" * 32, b"\2" * 32, b"\3" * 32)
    message = b"".join(
        len(part).to_bytes(8, "big") + part for part in (b"seed-v1", b"\1" * 32, b"\2" * 32, b"\3" * 32, b"")
    )
    assert seed == hashlib.sha256(message).digest()
    assert [pool.index(one) for one in order_of(pool, seed)] == FIXED
    assert (
        link(b"\0" * 32)
        == hashlib.sha256(b"\0" * 7 + b"\7link-v1" + b"\0" * 7 + b"\x20" + b"\0" * 32).digest()
    )


FIXED = [4, 6, 2, 5, 8, 1, 9, 3, 7, 0]  # as `drawn_by_hand` gives them


def test_everyone_has_the_same_chance_of_a_seat():
    members, seats, draws = 11, 3, 20_000
    pool = [hashlib.sha256(bytes([n])).digest() for n in range(members)]
    random = Random(11)
    seated = Counter[bytes]()
    for _ in range(draws):
        seated.update(order_of(pool, random.randbytes(32))[:seats])
    chance = seats / members
    sigma = (draws * chance * (1 - chance)) ** 0.5
    assert max(abs(seated[one] - draws * chance) for one in pool) < 4 * sigma


def test_no_place_comes_up_more_often_because_numbers_run_out():
    """With only eight numbers to draw from and five places, three of the numbers are drawn again; without that, the
    first three places would come up twice as often as the others."""
    random = Random(7)
    firsts = Counter[int]()
    again = 0
    for _ in range(4_000):
        first = next(swaps_of(5, random.randbytes(32), everything=8))
        assert first.x < 5
        again += first.counter
        firsts[first.other] += 1
    assert again > 1_000
    sigma = (4_000 * 0.2 * 0.8) ** 0.5
    assert max(abs(firsts[place] - 800) for place in range(5)) < 4 * sigma


@given(st.integers(2, 60), seeds)
def test_the_counter_goes_up_with_every_try(size, seed):
    counters = [swap.counter for swap in swaps_of(size, seed, everything=64)]
    assert counters == sorted(set(counters))
    assert len(counters) == size - 1
