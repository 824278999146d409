"""What a mark says is read, whatever was shown in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from forum.debate.marks.watermark import Mark

posts = st.sets(st.integers(1, 60), max_size=40)
marks = st.builds(
    lambda up_to, beyond: Mark(up_to).with_shown(beyond),
    st.integers(0, 40),
    st.frozensets(st.integers(1, 60)),
)
EVERY = range(1, 70)


def read(mark: Mark) -> set[int]:
    return {post for post in EVERY if mark.has_read(post)}


def test_it_remembers_what_was_shown_above_the_watermark_one_by_one():
    assert Mark(10).with_shown([9, 11, 14]) == Mark(10, frozenset({11, 14}))


def test_the_watermark_moves_over_what_is_read_and_stops_at_what_is_not():
    assert Mark(10, frozenset({12, 15, 20})).moved_over([12, 15, 17, 20]) == Mark(15, frozenset({20}))


@given(marks, posts)
def test_showing_posts_reads_them_and_nothing_else(mark, shown):
    assert read(mark.with_shown(shown)) == read(mark) | shown


@given(marks, st.lists(posts, max_size=5), st.randoms())
def test_the_order_of_pages_makes_no_difference(mark, pages, random):
    one, other = mark, mark
    for page in pages:
        one = one.with_shown(page)
    random.shuffle(pages)
    for page in pages:
        other = other.with_shown(page)
    assert one == other


@given(marks, marks)
def test_two_marks_joined_say_what_either_says(one, other):
    assert read(one.joined_with(other)) == read(one) | read(other)
    assert one.joined_with(other) == other.joined_with(one)


@given(marks, st.integers(0, 60))
def test_raising_reads_all_below_and_forgets_nothing(mark, number):
    assert read(mark.raised_to(number)) == read(mark) | set(range(1, number + 1))


@given(posts, posts, st.integers(0, 20), st.integers(1, 40))
def test_moving_over_says_the_same_of_every_post_there_is(present, shown, up_to, length):
    """`present` may be cut off anywhere: what comes after is not passed over."""
    mark = Mark(up_to).with_shown(shown & present)
    above = sorted(post for post in present if post > up_to)

    shorter = mark.moved_over(above[:length])

    assert {post for post in present if shorter.has_read(post)} == {
        post for post in present if mark.has_read(post)
    }
    assert len(shorter.beyond) <= len(mark.beyond)
    assert shorter.up_to >= mark.up_to


@given(marks, st.integers(0, 10))
def test_what_is_forgotten_is_new_again_and_never_the_other_way(mark, most):
    bounded = mark.bounded(most)

    assert read(bounded) <= read(mark)
    assert len(bounded.beyond) <= most
    assert bounded.up_to == mark.up_to
    assert all(post in bounded.beyond for post in sorted(mark.beyond)[-most:] if most)


@given(marks, posts, st.integers(0, 60))
def test_nothing_that_was_read_becomes_new_while_there_is_room(mark, shown, number):
    for later in (mark.with_shown(shown), mark.raised_to(number), mark.joined_with(Mark(number))):
        assert read(later) >= read(mark)
