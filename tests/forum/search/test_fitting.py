"""What fits better, told from the words of a document alone."""

from hypothesis import given
from hypothesis import strategies as st

from forum.search.asking import read
from forum.search.fitting import fitting
from forum.search.folding import kept

WORDS = st.lists(st.sampled_from(["oven", "bread", "ovens", "a", "table"]), max_size=40).map(" ".join)


def fit(said: str, text: str, title: str = "") -> float:
    return fitting(read(said).terms)(kept(title), kept(text))


def far_apart(*words: str) -> str:
    return " and so we went on and on about it ".join(words)


@given(text=WORDS, title=WORDS, other=WORDS)
def test_what_is_in_the_title_comes_before_what_is_in_the_text_only(text, title, other):
    assert fit("kiln ", text=other, title=f"{title} kiln") > fit("kiln ", text=f"kiln {text} kiln kiln")


def test_all_the_words_in_the_title_come_before_a_phrase_in_the_text():
    assert fit("oven bread ", "", title=far_apart("Bread", "the oven")) > fit("oven bread ", "Oven bread.")


def test_a_title_that_says_nothing_else_comes_first():
    assert fit("oven ", "", title="Oven") > fit("oven ", "", title="Who has the key to the oven?")


def test_words_as_they_were_said_come_before_the_same_words_otherwise():
    in_a_row, turned = fit("oven bread ", "Oven bread is best."), fit("oven bread ", "Bread oven is best.")
    scattered = fit("oven bread ", "Oven is best bread.")
    assert in_a_row > turned > scattered


def test_words_near_one_another_come_before_words_far_apart():
    near = far_apart("So", "the oven for bread", "is")
    assert fit("oven bread ", near) > fit("oven bread ", far_apart("So for", "the oven", "bread is"))


def test_the_nearest_of_many_places_counts():
    once_near = fit("oven bread ", far_apart("bread", "oven", "bread and oven"))
    assert once_near > fit("oven bread ", far_apart("bread and", "oven", "bread", "oven"))


def test_a_text_that_says_it_more_often_comes_first():
    assert fit("oven ", "The oven, oh the oven.") > fit("oven ", "The oven, oh the table.")


def test_a_short_text_that_says_it_comes_before_a_long_one():
    assert fit("oven ", "The oven.") > fit("oven ", far_apart("The oven.", "Well.", "Well."))


def test_a_long_text_that_is_about_it_comes_before_one_that_mentions_it():
    assert fit("oven ", "oven and bread " * 200) > fit("oven ", "oven " + "salt and bread " * 200)


def test_one_word_more_than_the_other_is_not_enough():
    both = fit("oven bread ", far_apart("oven", "bread", "salt", "salt", "salt"))
    assert both > fit("oven bread ", far_apart("oven", "oven", "oven", "salt", "salt"))


def test_only_the_last_word_may_go_on():
    assert fit("oven", "Ovens.") > 0
    assert fit("oven ", "Ovens.") == fit("oven bread ", "Ovens.") == 0


def test_parts_of_a_text_without_spaces_count():
    assert fit("読書", "読書会のお知らせ") > 0
    assert fit("読書", "", title="読書会") > fit("読書", "読書会")


@given(said=st.text(max_size=60), text=st.text(max_size=200), title=st.text(max_size=60))
def test_any_text_fits_any_query_somehow(said, text, title):
    if read(said).terms:
        assert 0 <= fit(said, text, title) < 5
