"""The pure parts of the margin's script: what lies under a point, and where notes go."""

import random

import pytest
from playwright.sync_api import Page

COVERING = """async ([places, offsets]) => {
  const { PlaceIndex } = await import("/static/essays/js/index.js");
  const index = new PlaceIndex();
  const half = places.length >> 1;
  for (const some of [places.slice(half), places.slice(0, half)]) {
    index.add(some.map(([start, end, note]) => ({ start, end, note })));
  }
  return offsets.map((offset) => index.covering(offset).map(({ note }) => note));
}"""

STACK = """async ([blocks, gap, stray]) => {
  const { stack } = await import("/static/essays/js/layout.js");
  return stack(blocks, gap, stray);
}"""


LEVELS = """async ([blocks, gaps, reaches]) => {
  const { levelsOf } = await import("/static/essays/js/crowding.js");
  return levelsOf(blocks, gaps, reaches);
}"""
GAPS, REACHES = [10, 2, 2], [280, 800]
FULL, LINES, COUNT = range(3)


@pytest.fixture
def script(page: Page) -> Page:
    """A bare page of ours, from which modules can be imported."""
    page.goto("/healthz")
    return page


@pytest.mark.parametrize("seed", range(5))
def test_the_index_finds_exactly_the_notes_that_cover_a_point(script, seed):
    chance = random.Random(seed)
    starts = [chance.randrange(400) for _ in range(200)]
    places = [(start, start + chance.choice([1, 3, 40, 400]), note) for note, start in enumerate(starts)]
    offsets = range(0, 820, 7)

    found = script.evaluate(COVERING, [places, list(offsets)])

    covering = [{note for start, end, note in places if start <= offset < end} for offset in offsets]
    assert [set(notes) for notes in found] == covering
    assert all(len(set(notes)) == len(notes) for notes in found)


def test_notes_under_a_point_come_in_reading_order(script):
    [found] = script.evaluate(COVERING, [[(5, 9, 1), (0, 9, 2), (5, 7, 3), (8, 9, 4)], [6]])

    assert found == [2, 3, 1]


def test_an_empty_margin_has_nothing_under_any_point(script):
    assert script.evaluate(COVERING, [[], [0, 5]]) == [[], []]


def item(wanted: int, height: int) -> dict[str, int]:
    return {"wanted": wanted, "height": height}


def test_notes_with_room_stand_where_their_passages_are(script):
    blocks = [[item(0, 50), item(200, 50)], [item(310, 50)]]

    placed = script.evaluate(STACK, [blocks, 10, 100])

    assert placed == [{"tops": [0, 200], "extra": 0}, {"tops": [310], "extra": 0}]


def test_a_note_moves_down_rather_than_cover_the_one_before(script):
    blocks = [[item(0, 80), item(20, 80)], [item(110, 50)]]

    placed = script.evaluate(STACK, [blocks, 10, 100])

    assert placed == [{"tops": [0, 90], "extra": 0}, {"tops": [180], "extra": 0}]


def test_notes_run_on_past_blocks_that_have_none(script):
    blocks = [[item(0, 400), item(10, 400)], [], [], [item(900, 50)]]

    placed = script.evaluate(STACK, [blocks, 10, 100])

    assert [block["extra"] for block in placed] == [0, 0, 0, 0]


def test_a_block_begins_lower_when_its_notes_would_stray_too_far_from_it(script):
    blocks = [[item(0, 400)], [item(110, 50)], [item(500, 50)]]

    placed = script.evaluate(STACK, [blocks, 10, 100])

    assert placed == [{"tops": [0], "extra": 0}, {"tops": [410], "extra": 200}, {"tops": [700], "extra": 0}]


@pytest.mark.parametrize("seed", range(3))
def test_notes_never_overlap_nor_stand_above_their_passages(script, seed):
    chance = random.Random(seed)
    blocks, top = [], 0
    for _ in range(60):
        height = chance.randrange(30, 400)
        wanted = sorted(top + chance.randrange(height) for _ in range(chance.randrange(4)))
        top += height
        blocks.append([item(y, chance.randrange(20, 200)) for y in wanted])

    placed = script.evaluate(STACK, [blocks, 10, 160])

    shift, free = 0, -1
    for block, there in zip(blocks, placed, strict=True):
        shift += there["extra"]
        for one, at in zip(block, there["tops"], strict=True):
            assert at >= free
            assert at >= one["wanted"] + shift
            free = at + one["height"] + 10
        if block:
            assert there["tops"][0] <= block[0]["wanted"] + shift + 160


def crowd(top: int, notes: int, most: int = COUNT) -> dict:
    """A block at `top` with that many notes of 100 pixels at its first line, each 28 in a line, or all in one."""
    heights = [[0, 0, 28], *([100, 28, 0] for _ in range(notes))]
    return {"wanted": [top] * (notes + 1), "heights": heights, "most": most}


def test_notes_with_room_are_shown_in_full(script):
    blocks = [crowd(0, 3), crowd(400, 0), crowd(800, 2)]

    assert script.evaluate(LEVELS, [blocks, GAPS, REACHES]) == [FULL, FULL, FULL]


def test_only_blocks_whose_notes_push_one_another_too_far_show_them_in_lines(script):
    blocks = [crowd(0, 2), crowd(1000, 3), crowd(1100, 3), crowd(5000, 1)]

    assert script.evaluate(LEVELS, [blocks, GAPS, REACHES]) == [FULL, LINES, LINES, FULL]


def test_lines_that_would_stray_about_a_window_are_counted(script):
    blocks = [crowd(40 * nth, 4) for nth in range(30)]

    levels = script.evaluate(LEVELS, [blocks, GAPS, REACHES])

    assert set(levels) == {COUNT}


def test_a_block_that_was_opened_stays_in_lines(script):
    blocks = [crowd(0, 60, most=LINES), crowd(100, 4), crowd(140, 4)]

    assert script.evaluate(LEVELS, [blocks, GAPS, REACHES]) == [LINES, COUNT, COUNT]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_crowds_comes_to_an_end_and_nothing_strays_that_could_be_counted(script, seed):
    chance = random.Random(seed)
    blocks, top = [], 0
    for _ in range(200):
        blocks.append(crowd(top, chance.choice([0, 0, 1, 3, 20]), most=chance.choice([LINES, COUNT])))
        top += chance.randrange(30, 500)

    levels = script.evaluate(LEVELS, [blocks, GAPS, REACHES])

    free, run = -1, []
    for block, level in zip(blocks, levels, strict=True):
        for wanted, heights in zip(block["wanted"], block["heights"], strict=True):
            run = [(block, level)] if wanted >= free else [*run, (block, level)]
            if heights[level] and level < COUNT and free - wanted > REACHES[level]:
                assert all(shown == most["most"] for most, shown in run)
            if heights[level]:
                free = max(free, wanted) + heights[level] + GAPS[level]
