"""Where a passage goes when its text is edited, one edit at a time."""

import pytest

from essays.margin.anchoring import Alignment, Passage, Placement, carry, reanchor

OLD = "\n\n".join(
    [
        "# Who moved first",
        "The strike began in the mills, where nobody had been asked. By the evening it had reached the bridges. "
        "No committee had called it, and none could have stopped it.",
        "The party learned of it from the newspapers. Its leaders met twice in that week and decided nothing. "
        "“We were late,” one of them wrote, “and we were proud of it.”",
        "# What followed",
        "In the autumn the councils were open to all, and everyone spoke. In the spring they were open to some. "
        "After two years the minutes record only one voice.",
    ]
)

STRIKE = "The strike began in the mills, where nobody had been asked."
LEADERS = "Its leaders met twice in that week and decided nothing."


def passage(text: str, words: str) -> Passage:
    start = text.index(words)
    end = start + len(words)
    return Passage(start, end, words, text[max(0, start - 32) : start], text[end : end + 32])


def placed(new: str, words: str, old: str = OLD) -> Placement:
    (placement,) = reanchor(old, new, [passage(old, words)])
    return placement


def words_at(new: str, placement: Placement) -> str:
    assert placement.start is not None
    return new[placement.start : placement.end]


def test_in_an_unchanged_text_everything_is_exact():
    assert placed(OLD, LEADERS) == Placement(
        OLD.index(LEADERS), OLD.index(LEADERS) + len(LEADERS), "exact", 1.0
    )


@pytest.mark.parametrize(
    ("before", "after", "words", "then"),
    [
        ("newspapers", "newspaprs", "newspapers", "newspaprs"),
        ("twice", "thrice", LEADERS, "Its leaders met thrice in that week and decided nothing."),
        ("twice in", "twice, without those who were still out at the bridges, in", LEADERS,
         "Its leaders met twice, without those who were still out at the bridges, in that week and decided nothing."),
        ("The strike began", "A strike began", STRIKE, "A strike began in the mills, where nobody had been asked."),
        ("in the mills", "in the yards", "began in the mills", "began in the yards"),
        ("“We were late,”", '"We were late,"', "“We were late,” one", '"We were late," one'),
        ("in that week", "in\nthat  week", LEADERS, "Its leaders met twice in\nthat  week and decided nothing."),
    ],
    ids=["typo", "word", "clause", "first word", "last word", "quotation marks", "spaces"],
)  # fmt: skip
def test_a_passage_that_is_edited_keeps_its_place_and_grows_with_it(before, after, words, then):
    new = OLD.replace(before, after)
    placement = placed(new, words)
    assert placement.state == "edited"
    assert words_at(new, placement) == then
    assert 0 < placement.score < 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bridges. No", "bridges.\n\nNo"),
        ("it.\n\nThe", "it. The"),
        (STRIKE, "It is said that nobody knows who began it. " + STRIKE),
        (STRIKE + " ", ""),
    ],
    ids=["paragraph split", "paragraphs merged", "sentence put in before", "sentence left out before"],
)
def test_edits_elsewhere_leave_a_passage_exact(before, after):
    new = OLD.replace(before, after)
    placement = placed(new, LEADERS)
    assert (placement.state, placement.score, words_at(new, placement)) == ("exact", 1.0, LEADERS)


def test_a_deleted_sentence_is_gone_and_so_are_its_words():
    new = OLD.replace(LEADERS + " ", "")
    for words in (LEADERS, "met twice", "decided nothing", "in that"):
        assert placed(new, words) == Placement(None, None, "gone", 0.0)


def test_a_deleted_sentence_is_not_taken_for_a_similar_one_that_stays():
    old = OLD.replace(LEADERS, f"{LEADERS} Its leaders met twice in that month and decided little.")
    new = old.replace(LEADERS + " ", "")
    assert placed(new, LEADERS, old).state == "gone"


def test_of_two_equal_sentences_the_one_that_stays_keeps_its_notes():
    old = OLD.replace("# What followed\n\n", f"# What followed\n\n{LEADERS} ")
    first, second = old.index(LEADERS), old.rindex(LEADERS)
    new = old[:first] + old[first + len(LEADERS) + 1 :]
    gone, stays = reanchor(
        old, new, [Passage(place, place + len(LEADERS), LEADERS) for place in (first, second)]
    )
    assert gone.state == "gone"
    assert (stays.state, stays.start) == ("exact", new.index(LEADERS))


@pytest.mark.parametrize("place", ["# What followed", "In the spring"])
def test_a_copy_elsewhere_does_not_draw_notes_away(place):
    new = OLD.replace(place, f"{LEADERS} {place}")
    placement = placed(new, LEADERS)
    assert (placement.state, placement.start) == ("exact", new.index(LEADERS))


def test_a_moved_paragraph_takes_its_notes_along():
    paragraphs = OLD.split("\n\n")
    new = "\n\n".join([paragraphs[0], paragraphs[2], paragraphs[3], paragraphs[4], paragraphs[1]])
    placement = placed(new, "By the evening it had reached the bridges.")
    assert words_at(new, placement) == "By the evening it had reached the bridges."
    few = placed(new, "the mills")
    assert {placement.state, few.state} == {"moved"}
    assert words_at(new, few) == "the mills"


def test_a_moved_paragraph_that_was_edited_is_moved_with_a_lower_score():
    first, second = OLD.split("\n\n")[1:3]
    edited = first.replace("evening", "night")
    new = OLD.replace(first + "\n\n", "") + "\n\n" + edited
    placement = placed(new, "By the evening it had reached the bridges.")
    assert words_at(new, placement) == "By the night it had reached the bridges."
    assert placement.state == "moved"
    assert placement.score < 1
    assert placed(new, second[:40]).state == "exact"


def test_common_words_are_not_looked_for_elsewhere():
    new = OLD.replace(OLD.split("\n\n")[2], "Nothing is known of anyone else.")
    for words in ("The party", "it from the", "in that week and", "We were"):
        assert placed(new, words).state == "gone"


def test_a_rewritten_sentence_is_gone():
    new = OLD.replace(LEADERS, "For days the men at the top sat together without a single resolution.")
    assert placed(new, LEADERS).state == "gone"
    assert placed(new, "week and decided").state == "gone"


def test_a_passage_over_several_paragraphs_keeps_both_ends():
    start, end = OLD.index("No committee"), OLD.index("leaders met")
    new = OLD.replace("stopped", "prevented").replace("newspapers", "morning papers")
    (placement,) = reanchor(OLD, new, [Passage(start, end, OLD[start:end])])
    assert placement.state == "edited"
    assert words_at(new, placement).startswith("No committee had called it")
    assert words_at(new, placement).endswith("from the morning papers. Its ")


def test_part_of_a_word_stays_part_of_it():
    new = "So it was. " + OLD
    placement = placed(new, "trike beg")
    assert (placement.state, words_at(new, placement)) == ("exact", "trike beg")


def test_offsets_count_code_points():
    old = "𝔄 𝔅 🙂 " + OLD
    new = "🙂🙂 " + old
    placement = placed(new, "🙂 # Who", old)
    assert (placement.state, words_at(new, placement)) == ("exact", "🙂 # Who")


def test_where_offsets_and_words_disagree_the_words_near_them_count():
    wrong = OLD.index(STRIKE) + 3
    (placement,) = reanchor(OLD, OLD, [Passage(wrong, wrong + len(STRIKE), STRIKE)])
    assert placement.start == OLD.index(STRIKE)


def test_words_that_differ_only_in_spacing_are_trusted():
    start = OLD.index(STRIKE)
    (placement,) = reanchor(OLD, OLD, [Passage(start, start + len(STRIKE), STRIKE.replace(" ", "\n"))])
    assert (placement.start, placement.state) == (start, "exact")


def test_words_that_never_stood_there_are_gone():
    assert reanchor(OLD, OLD, [Passage(0, 5, "no such words")])[0].state == "gone"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (0, len(OLD) + 1)])
def test_impossible_offsets_are_refused(start, end):
    with pytest.raises(ValueError, match="is no part of a text"):
        reanchor(OLD, OLD, [Passage(start, end, "")])


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", OLD), ("a b", ""), ("   ", "  "), ("a", "b")])
def test_texts_of_nothing_are_no_trouble(old, new):
    found = reanchor(old, new, [Passage(0, len(old), old)])
    assert [placement.state for placement in found] == ["exact" if old == new != "" else "gone"]


def test_paragraphs_are_carried():
    first, second = OLD.split("\n\n")[1:3]
    new = OLD.replace(first + "\n\n", "").replace("newspapers", "papers")
    spans = [(OLD.index(text), OLD.index(text) + len(text)) for text in (first, second)]
    gone, there = carry(OLD, new, spans)
    assert gone is None
    assert new[slice(*there)] == second.replace("newspapers", "papers")


def test_an_alignment_serves_many_passages():
    alignment = Alignment(OLD, "So. " + OLD)
    assert alignment.place(passage(OLD, LEADERS)).start == OLD.index(LEADERS) + 4
    assert alignment.carry(0, 5) == (4, 9)


def test_progress_is_told():
    told = []
    reanchor(OLD, OLD + ".", [passage(OLD, STRIKE)] * 250, progress=lambda done, of: told.append((done, of)))
    assert told == [(100, 250), (200, 250), (250, 250)]


TEN = ("amber", "birch", "canal", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty")


def ten(kept: set[int]) -> tuple[str, str]:
    """A text with a sentence of ten words, and the same with only those kept and others put instead of the rest."""
    others = ("quota", "rhyme", "syrup", "token", "ulcer", "vowel", "wagon", "xenon", "yacht", "zebra")
    now = [word if number in kept else others[number] for number, word in enumerate(TEN)]
    old = OLD.replace(LEADERS, " ".join(TEN).capitalize() + ".")
    return old, OLD.replace(LEADERS, " ".join(now).capitalize() + ".")


@pytest.mark.parametrize(("kept", "state"), [(range(5), "edited"), (range(4), "gone")])
def test_half_of_the_words_of_a_passage_must_be_there(kept, state):
    old, new = ten(set(kept))
    assert placed(new, " ".join(TEN)[1:], old).state == state


@pytest.mark.parametrize(("kept", "state"), [((2, 3, 5, 7, 9), "exact"), ((2, 3, 6), "gone")])
def test_a_few_words_stay_only_where_nearly_half_of_their_sentence_does(kept, state):
    old, new = ten(set(kept))
    assert placed(new, "canal delta", old).state == state


def test_words_in_a_row_that_is_no_chance_need_no_sentence_around_them():
    old, new = ten({1, 2, 3, 4})
    assert placed(new, "birch canal delta ember", old).state == "exact"


@pytest.mark.parametrize("heading", ["# What followed", "What followed"])
def test_a_heading_stays_where_all_around_it_was_rewritten(heading):
    old = OLD.replace("# What followed", heading)
    paragraphs = old.split("\n\n")
    paragraphs[2] = (
        "Nothing is known of anyone else, and whoever says so was there himself or has read too much."
    )
    paragraphs[4] = (
        "Nobody can tell today why so many people left their houses on that day without a coat or hat."
    )
    new = "\n\n".join(paragraphs)
    assert words_at(new, placed(new, heading, old)) == heading
    assert words_at(new, placed(new, "followed", old)) == "followed"
    assert placed(new, "Its leaders", old).state == "gone"


def test_an_address_that_went_to_the_foot_of_the_page_does_not_take_the_words_along():
    address = "https://www.example.org/tag/why-messages-are-no-good-way-of-sending-codes-to-anyone/"
    begun, ended = "Messages [have holes]", ", as we shall discuss, so lean on a program when you can."
    old = f"{OLD}\n\n{begun}({address}){ended}\n\nMore is said elsewhere."
    new = f"{OLD}\n\n{begun}{ended}\n\nMore is said elsewhere.\n\n[have holes]: {address}"
    placement = placed(new, f"have holes]({address}), as we shall discuss, so lean", old)
    assert words_at(new, placement).endswith(", as we shall discuss, so lean")
    assert address not in words_at(new, placement)
