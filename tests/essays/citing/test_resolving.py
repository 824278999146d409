"""Which work each citation of a text means: texts of our own, in the manners in which people cite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.library.citations import parse_citation
from essays.library.resolving import Cited, Reason, Resolved, resolve


def led(*printed: str | tuple[str, str], listed: tuple[str, ...] = ()) -> list[Resolved]:
    """What these citations mean, one after the other; with the words that come before, where they are given."""
    pairs = [one if isinstance(one, tuple) else (one, "") for one in printed]
    cited = [Cited(parse_citation(raw), before) for raw, before in pairs]
    return resolve(cited, listed=[parse_citation(entry) for entry in listed])


def told(resolved: list[Resolved]) -> list[str]:
    """Author, work and place of each in a line; doubtful ones with a question mark."""
    return [
        ", ".join(filter(None, (one.author, one.work, one.locator))) + ("" if one.is_sure else "?")
        for one in resolved
    ]


ROPES, LAMPS = "Jonas Brandt, Of Ropes and Rafts, p. 12", "Jonas Brandt, Lamps at Noon, p. 40"


@pytest.mark.parametrize(
    "ibid", ["ibid", "Ibid., p. 14", "(ibidem)", "ebd.", "Ebenda, S. 14", "loc. cit.", "idem"]
)
def test_ibid_in_any_language_is_the_work_before(ibid):
    _, one = led(ROPES, ibid)
    assert (one.author, one.work, one.reason) == ("Jonas Brandt", "Of Ropes and Rafts", Reason.IBID)
    assert (one.leans_on, one.is_sure) == (0, True)


def test_ibid_without_a_page_is_the_place_before_and_no_page_is_invented():
    first, second = led(ROPES, "ibid")
    assert (second.locator, second.same_place_as) == ("", first.locator)


def test_ibid_with_a_title_is_that_work_and_not_the_one_before():
    *_, last = led(ROPES, "Kell, The Bank, p. 3", "Brandt. Of Ropes.. ibid p 15")
    assert told([last]) == ["Jonas Brandt, Of Ropes and Rafts, p. 15"]
    assert last.leans_on == 0


def test_ibid_is_doubtful_where_another_author_is_named_before_it():
    *_, one = led("Kell, The Bank, p. 3", ROPES, ("ibid p. 4", "And Kell himself goes on:"))
    assert (one.author, one.is_sure) == ("Jonas Brandt", False)
    *_, one = led("Kell, The Bank, p. 3", ROPES, ("ibid p. 4", "And Brandt himself goes on:"))
    assert one.is_sure


def test_a_body_may_be_called_by_the_last_of_its_name_which_is_no_work_of_its_own():
    printed = "Reading Circle of the Commons, ‘Help or hindrance?’, p. 3"
    *_, one = led(printed, "The Commons, p. 5")
    assert told([one]) == ["Reading Circle of the Commons, Help or hindrance?, p. 5?"]
    *_, one = led(printed, "The Committee, p. 5")
    assert told([one]) == ["The Committee, p. 5"]
    *_, one = led("Jonas of Brandt, Of Ropes and Rafts, p. 12", "Of Brandt, p. 3")
    assert one.work != "Of Ropes and Rafts", "a person is not called so"


def test_ibid_means_the_first_of_what_is_cited_together_and_the_others_may_be_called_too():
    *_, ibid, other = led(f"{ROPES}; see also Kell, The Bank, p. 3", "ibid p. 14", "Kell, op. cit., p. 4")
    assert told([ibid, other]) == ["Jonas Brandt, Of Ropes and Rafts, p. 14", "Kell, The Bank, p. 4"]


def test_a_name_and_a_title_without_a_point_between_them_are_told_by_what_was_cited():
    *_, one = led("Paul Kell. Lamps in Winter. Page 74", "Brandt 3", "Kell Lamps page 211")
    assert told([one]) == ["Paul Kell, Lamps in Winter, p. 211"]
    [one] = led(("Kell The Lamps in Winter. p.78", "And Kell wrote:"))
    assert told([one]) == ["Kell, The Lamps in Winter, p. 78"]


def test_a_volume_counted_after_a_title_is_no_part_of_it():
    works = led("Kell, The Bank, vol. I, ch. 10", "The Bank I, p. 301", "Kell, ‘Rules’, MECW 20, p. 14")
    assert told(works)[1:] == ["Kell, The Bank, p. 301", "Kell, Collected Works, vol. 20, p. 14"]


def test_ders_before_a_title_is_the_same_author():
    *_, one = led("Karl Krämer, Das Seil, S. 3", "Ders., Das Boot, Frankfurt am Main 1969, S. 77")
    assert told([one]) == ["Karl Krämer, Das Boot, p. 77"]


def test_letters_tell_two_works_of_one_year():
    listed = (
        "Finch, O. and Kell, J. (1999a) Oars.",
        "Finch, O., Kell, J. and Sandell, M. (1999b) More Oars.",
    )
    works = led("Finch and Kell 1999a, p. 4", "Finch et al. 1999b, p. 9", listed=listed)
    assert [(one.work, one.year) for one in works] == [("Oars", "1999"), ("More Oars", "1999")]


def test_initials_are_spelled_out_by_the_words_before():
    [one] = led(("Kell, WITBC, p. 98", "In his “What Is To Be Carried?” Kell says:"))
    assert told([one]) == ["Kell, What Is To Be Carried?, p. 98"]


def test_ibid_with_nothing_before_it_means_nothing():
    [one] = led("ibid")
    assert (one.author, one.work, one.is_sure, one.reason) == ("", "", False, Reason.UNKNOWN)


@pytest.mark.parametrize(
    "printed", ["Brandt, op. cit., p. 15", "Brandt, a.a.O., S. 15", "Brandt 15", "Brandt p. 15"]
)
def test_an_author_with_one_work_needs_no_title(printed):
    *_, one = led(ROPES, "Kell, The Bank, p. 3", printed)
    assert told([one]) == ["Jonas Brandt, Of Ropes and Rafts, p. 15"]


def test_of_several_works_the_last_is_meant_and_it_is_doubtful():
    *_, one = led(ROPES, LAMPS, "Kell, The Bank, p. 3", "Brandt 41")
    assert told([one]) == ["Jonas Brandt, Lamps at Noon, p. 41?"]
    assert one.reason == Reason.SEVERAL


def test_of_several_works_a_page_between_cited_ones_tells():
    *_, one = led(ROPES, "Brandt, Of Ropes and Rafts, p. 30", LAMPS, "Kell, The Bank, p. 3", "Brandt 21")
    assert told([one]) == ["Jonas Brandt, Of Ropes and Rafts, p. 21?"]


@pytest.mark.parametrize(
    "printed", ["Brandt, Ropes, p. 15", "Of Ropes…, p. 15", "RR p. 15", "Brandt, RR, p. 15"]
)
def test_a_title_may_be_shortened(printed):
    *_, one = led(ROPES, "Kell, The Bank, p. 3", printed)
    assert (one.author, one.work, one.locator) == ("Jonas Brandt", "Of Ropes and Rafts", "p. 15")


def test_a_title_may_be_shortened_before_it_is_given_in_full():
    one, _ = led(
        "Order on Lamps. Orders. page 6", "Call to All. In ‘First Orders of the Bank. Otto Kell. Page 9"
    )
    assert told([one]) == ["Otto Kell, First Orders of the Bank, p. 6?"]
    assert one.speech == "Order on Lamps"


def test_a_subtitle_makes_no_other_work():
    works = led(
        "Brandt. What Is to Be Carried? Questions of Stone. Page 5", "Brandt. What is to be carried, p 9"
    )
    assert {one.work for one in works} == {"What Is to Be Carried? Questions of Stone"}


def test_collected_works_are_one_work_whatever_they_are_called_and_volumes_are_places():
    works = led(
        "Kell CW volume 27.", "Kell. Complete works Volume 26. Page 414.", "Kell. Works Volume 31 page 497."
    )
    assert told(works) == [
        "Kell, Collected Works, vol. 27",
        "Kell, Collected Works, vol. 26, p. 414",
        "Kell, Collected Works, vol. 31, p. 497",
    ]
    assert {one.author for one in led("Sandell, CW 3, p. 4", "Kell, CW, vol. 4, p. 4")} == {"Sandell", "Kell"}


def test_a_piece_is_told_from_the_works_that_hold_it():
    [one] = led("Kell, Two Boats. Selected Works vol. 1 p. 4")
    assert told([one]) == ["Kell, Selected Works, vol. 1, p. 4"]
    assert one.speech == "Two Boats"
    [one] = led("Kell, Two Boats, in Selected Works vol. 1, p. 4")
    assert (told([one]), one.speech) == (["Kell, Selected Works, vol. 1, p. 4"], "Two Boats")


def test_a_name_misspelt_against_the_right_one_is_that_author_and_doubtful():
    *_, one = led("Robert Halloran, Keys, p. 1", "Hallorans page 114")
    assert told([one]) == ["Robert Halloran, Keys, p. 114?"]
    assert one.reason == Reason.ALIKE


def test_a_name_misspelt_with_the_right_title_is_no_doubt():
    *_, one = led("Robert Halloran, Old Keys, p. 1", "Hallaran, Old Keys, p. 2")
    assert told([one]) == ["Robert Halloran, Old Keys, p. 2"]


def test_a_name_misspelt_the_same_way_twice_is_one_author():
    assert told(led("Bakunnin, Of States, p. 3", "Bakunnin p. 9"))[1] == "Bakunnin, Of States, p. 9"


def test_names_that_differ_with_titles_that_differ_are_two_authors():
    assert told(led("Johnson, A Life, p. 3", "Johnston, A Death, p. 4", "Johnston p. 5")) == [
        "Johnson, A Life, p. 3",
        "Johnston, A Death, p. 4",
        "Johnston, A Death, p. 5",
    ]


def test_an_author_is_named_as_fully_as_anywhere_and_others_of_that_name_stay_others():
    assert {
        one.author
        for one in led("Mira Sandell, Rope, p. 1", "M. Sandell, Sails, p. 2", "Sandell, Sails, p. 3")
    } == {"Mira Sandell"}
    assert {one.author for one in led("Mira Sandell, Rope, p. 1", "O. Sandell, Sails, p. 2")} == {
        "Mira Sandell",
        "O. Sandell",
    }


def test_what_is_quoted_at_second_hand_is_in_the_book_at_hand():
    first, second, third = led(
        "Kell. Speech to the Bank 1906. Quoted in ’The Life of Otto Kell. Mira Sandell. page 78.",
        "Finch, quoted in Sandell, p. 80",
        "ibid p. 81",
    )
    assert (first.speaker, first.speech) == ("Kell", "Speech to the Bank, 1906")
    assert told([first, second, third]) == [
        "Mira Sandell, The Life of Otto Kell, p. 78",
        "Mira Sandell, The Life of Otto Kell, p. 80",
        "Mira Sandell, The Life of Otto Kell, p. 81",
    ]
    assert (second.speaker, third.speaker) == ("Finch", "")


def test_idem_before_a_title_is_the_same_author():
    *_, one = led(ROPES, "Idem, Lamps at Noon, p. 5")
    assert told([one]) == ["Jonas Brandt, Lamps at Noon, p. 5"]


def test_author_and_date_find_the_list_of_works():
    listed = (
        "Finch, O. P. 1968. The Making of the Bank. Harmondsworth: Penguin.",
        "Finch, O. P. (1971) Customs. London.",
    )
    works = led(
        "Finch 1968: 45",
        "Finch (1971), p. 3",
        "ibid.: 4",
        ("1968: 11", "As Finch argues, nobody led them:"),
        listed=listed,
    )
    assert [(one.work, one.locator) for one in works] == [
        ("The Making of the Bank", "p. 45"),
        ("Customs", "p. 3"),
        ("Customs", "p. 4"),
        ("The Making of the Bank", "p. 11"),
    ]


@pytest.mark.parametrize(
    ("raw", "before", "expected"),
    [
        ("p. 77", "In Our Common Tasks, Brandt wrote:", "Brandt, Our Common Tasks, p. 77?"),
        ("p. 9", "As Kell put it in his History of the Bank:", "Kell, History of the Bank, p. 9?"),
        ("page 12", "Mira Sandell, in ‘The Long Walk’, says:", "Mira Sandell, The Long Walk, p. 12?"),
        ("The Diaries, p. 4", "As Orla Finch wrote:", "Orla Finch, The Diaries, p. 4?"),
        ("Orla Finch Speaks. Page 5", "Orla Finch, whom nobody heard, said so:", "Orla Finch, Orla Finch Speaks, p. 5"),
    ],
)  # fmt: skip
def test_the_words_before_a_quotation_may_name_what_it_cites(raw, before, expected):
    assert told(led((raw, before))) == [expected]


@pytest.mark.parametrize(
    "raw",
    [
        "Bulletin of the Left Bank.",
        "Letter to Sandell, 12 April 1871",
        "Kell, Letter to Sandell, 1867, archive, folder 12",
    ],
)
def test_what_has_no_page_gets_none(raw):
    [one] = led(raw)
    assert "p." not in one.locator


raws = st.lists(
    st.sampled_from([
        "ibid", "ibid p. 3", "Brandt 12", ROPES, LAMPS, "Kell, op. cit., p. 4", "p. 9", "Of Ropes, p. 3", "1968: 3",
        "Finch, quoted in Kell, p. 8", "idem", "CW 4, p. 5", "Halloran and Finch, Keys, p. 1", "…", "Hallorans p. 3",
    ])
    | st.text(max_size=60),
    max_size=12,
)  # fmt: skip


@given(raws)
def test_any_text_is_resolved_and_leans_only_backwards(printed):
    resolved = led(*printed)
    assert len(resolved) == len(printed)
    for number, one in enumerate(resolved):
        assert one.leans_on is None or 0 <= one.leans_on < number
        assert one.is_sure is False or one.work or one.author


@given(raws, raws)
def test_what_comes_later_changes_nothing_that_is_printed(printed, further):
    before, after = led(*printed), led(*printed, *further)
    assert [one.locator for one in before] == [one.locator for one in after][: len(before)]
    assert [one.leans_on for one in before] == [one.leans_on for one in after][: len(before)]
