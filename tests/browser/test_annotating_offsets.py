"""That the browser and the server mean the same words by the same numbers."""

import random

import pytest
from playwright.sync_api import Page

BLOCKS = [
    "Nobody walks alone here.",
    "A 𝒞ircle of 👩‍🌾 and 👨‍🌾 speaks in turn; the cafe\u0301 is naïve 🌍.",
    "  Two spaces stand before this, and after it  ",
    "“Let us begin,” they say, “with the one who has not spoken.”",
]
TEXT = "\n".join(BLOCKS)
HTML = [
    "Nobody <em>walks <strong>alone</strong></em> here.",
    "A <a href='#x'>𝒞ircle</a> of <em>👩‍🌾</em> and 👨‍🌾 speaks in turn; the cafe\u0301 is naïve 🌍.",
    "  Two <em>spaces</em> stand before this, and after it  ",
    "“Let us <em></em>begin,” they say, “with the one who has not spoken.”",
]

SET_UP = """async (blocks) => {
  const { SectionText, liveRange } = await import("/static/essays/js/offsets.js");
  const room = ([start, end, html], at) => `<div class="block" data-block="${at + 1}"><a class="number">${at + 1}</a>
    <p class="block-text" data-start="${start}" data-end="${end}">${html}</p>
    <div class="block-margin"><a>1 critique</a><ol class="notes"><li>A note 🌍 in the margin</li></ol></div></div>`;
  document.body.innerHTML = `<p id="before">Before</p><section>${blocks.map(room).join("")}</section><p>After</p>`;
  window.text = new SectionText(document.querySelector("section"));
  window.words = (at) => document.querySelectorAll(".block-text")[at];
  window.rangesOf = (start, end) => text.rangesOf(start, end).map(liveRange);
  window.between = (startNode, start, endNode, end) => {
    const range = document.createRange();
    range.setStart(startNode, start);
    range.setEnd(endNode, end);
    return range;
  };
}"""


@pytest.fixture
def text(page: Page) -> Page:
    """A page with a section of four blocks, whose SectionText is `text`."""
    page.goto("/healthz")
    starts = [0]
    for block in BLOCKS:
        starts.append(starts[-1] + len(block) + 1)
    rows = [
        [start, start + len(words), html] for start, words, html in zip(starts, BLOCKS, HTML, strict=False)
    ]
    page.evaluate(SET_UP, rows)
    return page


def place(text: Page, expression: str) -> str | None:
    """The words, as the server counts, of the place that a DOM range stands for."""
    found = text.evaluate(f"text.placeOf({expression})")
    return found and TEXT[found["start"] : found["end"]]


@pytest.mark.parametrize("seed", range(4))
def test_offsets_survive_the_way_into_the_page_and_back(text, seed):
    chance = random.Random(seed)
    pairs = [sorted(chance.sample(range(len(TEXT) + 1), 2)) for _ in range(100)]

    found = text.evaluate(
        """(pairs) => pairs.map(([start, end]) => {
          const ranges = rangesOf(start, end);
          if (!ranges.length) return ["", null];
          const [first, last] = [ranges[0], ranges.at(-1)];
          const whole = between(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
          return [ranges.map(String).join("\\n"), text.placeOf(whole)];
        })""",
        pairs,
    )

    for (start, end), (words, back) in zip(pairs, found, strict=True):
        meant = TEXT[start:end]
        assert words == meant.removeprefix("\n").removesuffix("\n")
        assert (TEXT[back["start"] : back["end"]] if back else "") == meant.strip()


def test_a_passage_over_two_blocks_is_a_range_in_each(text):
    start, end = TEXT.index("here."), TEXT.index("ircle")

    assert text.evaluate("([start, end]) => rangesOf(start, end).map(String)", [start, end]) == [
        "here.",
        "A 𝒞",
    ]


def test_a_block_chosen_by_three_clicks_does_not_reach_into_the_next(text):
    assert place(text, "between(words(0), 0, words(1), 0)") == BLOCKS[0]


def test_numbers_and_notes_at_the_ends_of_a_selection_are_left_out(text):
    number = "words(1).previousElementSibling.firstChild"
    note = "words(1).nextElementSibling.querySelector('li').firstChild"

    assert place(text, f"between({number}, 0, {note}, 5)") == BLOCKS[1]


def test_all_selected_is_the_whole_section(text):
    whole = "between(document.body, 0, document.body, document.body.childNodes.length)"

    assert place(text, whole) == TEXT


def test_white_space_at_the_ends_is_no_part_of_a_passage(text):
    assert place(text, "between(words(2), 0, words(2), words(2).childNodes.length)") == BLOCKS[2].strip()


def test_a_selection_of_no_words_is_no_place(text):
    assert place(text, "between(words(2).firstChild, 0, words(2).firstChild, 2)") is None
    assert (
        place(text, "between(document.querySelector('#before'), 0, document.querySelector('#before'), 1)")
        is None
    )
    note = "words(0).nextElementSibling.querySelector('li').firstChild"
    assert place(text, f"between({note}, 0, {note}, 6)") is None


@pytest.mark.parametrize(
    ("chosen", "meant"),
    [
        ("alks alo", "walks alone"),
        ("Nobody walks", "Nobody walks"),
        ("ircle of 👩‍🌾", "𝒞ircle of 👩‍🌾"),
        ("peaks in tur", "speaks in turn"),
        ("e cafe\u0301 is na", "the cafe\u0301 is naïve"),
        ("us begin,” th", "us begin,” they"),
        ("here.\nA", "here.\nA"),
    ],
)
def test_a_passage_that_begins_or_ends_inside_a_word_takes_the_whole_of_it(text, chosen, meant):
    start = TEXT.index(chosen)

    place = text.evaluate(
        """async ([start, end]) => {
          const { inWholeWords } = await import("/static/essays/js/words.js");
          return inWholeWords(text, { start, end }, "en");
        }""",
        [start, start + len(chosen)],
    )

    assert TEXT[place["start"] : place["end"]] == meant


def test_sentences_are_found_in_each_block_without_the_space_between_them(text):
    found = text.evaluate(
        """async () => (await import("/static/essays/js/sentences.js")).sentencesOf(text, "en")"""
    )

    sentences = [TEXT[sentence["start"] : sentence["end"]] for sentence in found]
    assert sentences[0] == BLOCKS[0]
    assert "".join("".join(sentences).split()) == "".join(TEXT.split())
    assert all("\n" not in sentence and sentence == sentence.rstrip() for sentence in sentences)
