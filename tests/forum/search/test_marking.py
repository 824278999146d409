"""What was found is marked where it stands, as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from forum.search.asking import read
from forum.search.marking import best_place, marked


def shown(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


def mark(text: str, said: str) -> str:
    return shown(marked(text, read(said).terms))


def test_words_are_marked_whatever_their_case_and_accents():
    assert mark("Café, CAFE, cafeteria", "cafe ") == "[Café], [CAFE], cafeteria"


def test_the_beginning_of_a_word_marks_all_of_it():
    assert mark("The ovens are hot.", "ove") == "The [ovens] are hot."


def test_phrases_are_marked_as_one():
    assert (
        mark("Bread — and roses; roses and bread.", '"bread and roses"')
        == "[Bread — and roses]; roses and bread."
    )


def test_ligatures_and_letters_that_become_two_keep_their_places():
    assert mark("Die Straße ﬁndet man", "strasse findet") == "Die [Straße] [ﬁndet] man"


def test_any_part_of_a_run_without_spaces_is_marked():
    assert mark("今日は読書会です", "読書") == "今日は[読書]会です"


def test_the_place_is_shown_where_most_of_the_words_are_near():
    text = "bread. " + "x " * 400 + "Then the bread went into the oven. " + "y " * 400
    assert "the [bread] went into the [oven]" in shown(
        best_place(text, read("bread oven ").terms, 240).pieces
    )


def test_the_line_of_the_place_is_told():
    found = best_place("one\ntwo\nthree breads", read("bread").terms, 240)
    assert found.line == 2
    assert shown(found.pieces) == "three [breads]"


def test_without_a_word_the_beginning_is_shown():
    assert shown(best_place("word " * 100, (), 20).pieces) == "word word word word…"


@given(st.text(max_size=200), st.text(max_size=40))
def test_marking_loses_nothing(text, said):
    import unicodedata

    pieces = marked(text, read(said).terms)
    assert "".join(piece.text for piece in pieces) == unicodedata.normalize("NFC", text)


@given(st.text(max_size=200), st.text(max_size=40), st.integers(10, 80))
def test_an_excerpt_of_anything_is_bounded(text, said, length):
    found = best_place(text, read(said).terms, length)
    assert sum(len(piece.text) for piece in found.pieces) <= length + 100 + 2
