"""Paths sort as the tree is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.debate.nesting import nest
from forum.debate.paths import MOST_BRANCHES, is_under, parent_of, step


class Node:
    """A post of a tree grown by the same rule as the real one: under its parent, in the order it came."""

    def __init__(self, path: str = ""):
        self.path = path
        self.below: list[Node] = []

    def answer(self) -> "Node":
        node = Node(self.path + step(len(self.below)))
        self.below.append(node)
        return node

    def depth_first(self):
        yield self
        for node in self.below:
            yield from node.depth_first()


@st.composite
def trees(draw) -> Node:
    nodes = [Node()]
    for choice in draw(st.lists(st.integers(min_value=0, max_value=10_000), max_size=60)):
        nodes.append(nodes[choice % len(nodes)].answer())
    return nodes[0]


@given(trees())
def test_sorting_by_path_is_reading_depth_first(tree):
    in_tree_order = [node.path for node in tree.depth_first()]

    assert sorted(in_tree_order) == in_tree_order


@given(st.integers(0, MOST_BRANCHES - 1), st.integers(0, MOST_BRANCHES - 1))
def test_later_replies_have_greater_steps(one, other):
    assert (step(one) < step(other)) == (one < other)


@pytest.mark.parametrize("number", [-1, MOST_BRANCHES])
def test_a_step_that_would_break_the_order_is_not_given_out(number):
    with pytest.raises(ValueError, match="no step"):
        step(number)


def test_a_path_begins_with_the_paths_it_stands_under():
    assert is_under("00010000", "0001")
    assert not is_under("0001", "0001")
    assert not is_under("0002", "0001")
    assert parent_of("00010002") == "0001"


@given(trees(), st.data())
def test_lists_within_lists_open_and_close_in_step_wherever_a_page_begins_and_ends(tree, data):
    paths = [node.path for node in tree.depth_first()][1:]
    begin = data.draw(st.integers(0, len(paths)))
    page = paths[begin : begin + data.draw(st.integers(0, 20))]

    level = 0
    for path, its_nest in zip(page, nest(page), strict=True):
        level += its_nest.opens
        assert level == sum(is_under(path, other) for other in page)
        assert its_nest.ends or not its_nest.closes
        level -= len(its_nest.closes)
    assert level == 0
