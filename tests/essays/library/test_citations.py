import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.library.citations import cited_together, parse_citation, read_citation, reads_like_a_citation


@pytest.mark.parametrize(
    ("raw", "author", "work", "locator", "year"),
    [
        (
            "Brandt. The History of the Long Pier. Page 122",
            "Brandt",
            "The History of the Long Pier",
            "p. 122",
            None,
        ),
        ("Orla Finch. From Rope to Raft, page 68.", "Orla Finch", "From Rope to Raft", "p. 68", None),
        ("Finch. ‘A Valleys Memory’ page 311.", "Finch", "A Valleys Memory", "p. 311", None),
        ("Finch. A Valleys Memory’. page 323.", "Finch", "A Valleys Memory", "p. 323", None),
        ("Finch. ’A Valleys Memory. Page 319.", "Finch", "A Valleys Memory", "p. 319", None),
        ("QT.Marling. ‘The Flood 1917‘. Page 24.", "QT. Marling", "The Flood 1917", "p. 24", None),
        ("Marling. R. Keys and Locks. Page 17.", "Marling, R.", "Keys and Locks", "p. 17", None),
        ("Kell CW volume 27.", "Kell", "CW", "vol. 27", None),
        ("Kell. Complete works Volume 26. Page 414.", "Kell", "Complete works", "vol. 26, p. 414", None),
        ("Brandt 121.", "Brandt", None, "p. 121", None),
        ("Brandt to Sandell 1843.", "Brandt", "Brandt to Sandell", None, "1843"),
        ("Brandt. Pier. page 1128/1129", "Brandt", "Pier", "p. 1128/1129", None),
        ("Serle. ‘Rope and Raft. Pathfinder. Page 58.", "Serle", "Rope and Raft", "p. 58", None),
        (
            "Serle. Diary of a Rower’. Pub.‘Oars and Ropes’ page 260.",
            "Serle",
            "Diary of a Rower",
            "p. 260",
            None,
        ),
        ("Brandt. Pamphlet. ’Our Common Tasks’. Page 77.", "Brandt", "Our Common Tasks", "p. 77", None),
        (
            "E. Halloran. ‘The New Ropework’ page 91. Emphasis added. QT",
            "E. Halloran",
            "The New Ropework",
            "p. 91",
            None,
        ),
        ("Mira Sandell Speaks. Pathfinder. Page 572.", None, "Mira Sandell Speaks", "p. 572", None),
        ("Brandt Remembers‘.", None, "Brandt Remembers", None, None),
        ("Bulletin of the Left Bank.", None, "Bulletin of the Left Bank", None, None),
        ("Decree on Piers. December 27 1917. Decrees. page 62.", None, "Decree on Piers", "p. 62", "1917"),
        ("Smith 2004: 17", "Smith", None, "p. 17", "2004"),
        ("Smith, *Title* (London, 1999), pp. 3-5", "Smith", "Title", "pp. 3–5", "1999"),
        ("Smith & Jones, 2004, p. 17", "Smith & Jones", None, "p. 17", "2004"),
        ("Luxley, R. (1918) The Long Flood, p. 12", "Luxley, R.", "The Long Flood", "p. 12", "1918"),
        (
            "cf. Smith, Bread, Rope and Land, London: Verso, 1999",
            "Smith",
            "Bread, Rope and Land",
            None,
            "1999",
        ),
        ("Krämer, Das Holzbuch, Bd. 1, S. 12", "Krämer", "Das Holzbuch", "vol. 1, p. 12", None),
        (
            "E. Brandt, The Long Hall, Leeds: Heron Press, 1971, pp. 12-14",
            "E. Brandt",
            "The Long Hall",
            "pp. 12–14",
            "1971",
        ),
        ("J. Kell, Ropers’ Councils, Hull, 1948, p. 44", "J. Kell", "Ropers’ Councils", "p. 44", "1948"),
        ("Kell, The Popular Press, p. 9", "Kell", "The Popular Press", "p. 9", None),
        (
            "Sandell, On the Eve of 1917, Allison & Busby, p.33",
            "Sandell",
            "On the Eve of 1917",
            "p. 33",
            None,
        ),
        (
            "Krämer, Robert: Das Seil, Kiel 1911, S. 29 ff.",
            "Krämer, Robert",
            "Das Seil",
            "p. 29ff",
            "1911",
        ),
        ("Otto Krämer: Das Seil, S. 33 f.", "Otto Krämer", "Das Seil", "p. 33f", None),
        ("Finch: A Life in Letters, p. 3", None, "Finch: A Life in Letters", "p. 3", None),
        (
            "Kell, Boats: The Highest Stage of Rafts, p. 3",
            "Kell",
            "Boats: The Highest Stage of Rafts",
            "p. 3",
            None,
        ),
        ("Finch M. Boats Under Oars. Page 149", "Finch, M.", "Boats Under Oars", "p. 149", None),
        (
            "Finch, O. and Kell, J. (1999a) Committees. London: Verso",
            "Finch, O.; Kell, J.",
            "Committees",
            None,
            "1999",
        ),
        ("Finch, Orla, and Jonas Kell. Rope. Harrow, 1990", "Finch, Orla; Jonas Kell", "Rope", None, "1990"),
        (
            'O. Finch, "Floors," Journal of Rope 12, no. 3 (1989): 45-46',
            "O. Finch",
            "Floors",
            "pp. 45–46",
            "1989",
        ),
        ("O. Finch, “Floors,” Rope 12, no. 3 (1989): 36–50, at 45", "O. Finch", "Floors", "p. 45", "1989"),
        ("Finch 1922/1978: 212", "Finch", None, "p. 212", "1978"),
        ("Finch, Ropes, Volume One, p. 5", "Finch", "Ropes", "vol. 1, p. 5", None),
        ("Finch, Ropes, pp. 5, 8 and 11", "Finch", "Ropes", "pp. 5, 8 and 11", None),
        ("Finch, Ropes, 155-56", "Finch", "Ropes", "pp. 155–56", None),
        ("Kell. The Unknown Boat; Penguin. p 345", "Kell", "The Unknown Boat", "p. 345", None),
        ("Kell, Collected Works, 10:32", "Kell", "Collected Works", "vol. 10, p. 32", None),
        (
            "J. Kell, Ten Days (1919; reprint, London: Penguin, 1977), 129",
            "J. Kell",
            "Ten Days",
            "p. 129",
            "1977",
        ),
        ("ibid., passim", None, None, None, None),
        ("80", None, None, "p. 80", None),
    ],
)
def test_a_citation_is_taken_apart(raw, author, work, locator, year):
    citation = parse_citation(raw)
    assert (citation.author, citation.work, citation.locator, citation.year) == (author, work, locator, year)
    assert citation.raw == raw


@pytest.mark.parametrize(
    ("raw", "author", "work", "locator"),
    [
        ("ibid", None, None, None),
        ("Ibid., p. 44", None, None, "p. 44"),
        ("Brandt. History… ibid p 131", "Brandt", "History", "p. 131"),
        ("Brandt. History of..ibid p 169.", "Brandt", "History", "p. 169"),
        ("Marling. …ibid.", "Marling", None, None),
    ],
)
def test_ibid_names_only_what_it_says(raw, author, work, locator):
    citation = parse_citation(raw)
    assert (citation.author, citation.work, citation.locator) == (author, work, locator)


def test_what_is_quoted_at_second_hand_names_the_speaker_and_the_book_at_hand():
    raw = "Brandt. Speech to the Assembly 1906. Quoted in ’The Life of Jonas Brandt. Mira Sandell. page 78."
    citation = parse_citation(raw)
    assert (citation.author, citation.work, citation.locator) == (
        "Brandt",
        "The Life of Jonas Brandt",
        "p. 78",
    )


@pytest.mark.parametrize(
    "raw",
    [
        "Letter from Ada Quill, in M. Finch, Voices (Leeds: Calder, 1974), p. 8",
        "Quill, in Finch, Voices, p. 8",
        "Quill, zit. nach Finch, Voices, S. 8",
        "Quill, cité par Finch, Voices, p. 8",
    ],
)
def test_whose_words_are_held_in_whose_book(raw):
    reading = read_citation(raw)
    assert reading.said
    assert (reading.at_hand.work, reading.at_hand.locator) == ("Voices", "p. 8")
    assert reading.at_hand.author in ("Finch", "M. Finch")


@pytest.mark.parametrize(
    ("raw", "together"),
    [
        ("Finch, Ropes, p. 3; Kell, Boats, p. 4", ["Finch, Ropes, p. 3", "Kell, Boats, p. 4"]),
        ("Finch 2004: 3; see also Kell 2005: 4", ["Finch 2004: 3", "Kell 2005: 4"]),
        ("Ibid., p. 3. On boats see also Kell, Boats, p. 4", ["Ibid., p. 3", "Kell, Boats, p. 4"]),
        ("Finch, Ropes; p. 3", ["Finch, Ropes; p. 3"]),
        ("Finch, Speech of 1917; quoted in Kell, p. 3", ["Finch, Speech of 1917; quoted in Kell, p. 3"]),
    ],
)
def test_what_is_cited_as_well_is_a_citation_of_its_own(raw, together):
    assert cited_together(raw) == together


def test_a_collection_that_holds_a_document_is_the_work():
    citation = parse_citation(
        "Orders to all Piers. May 4 1918. In ‘First Orders of the Bank. Yuri Stern. Page 135."
    )
    assert (citation.author, citation.work, citation.locator) == (None, "First Orders of the Bank", "p. 135")


@pytest.mark.parametrize(
    "aside", ["he said so in 1999", "my emphasis", "loud applause", "", "...", "see Smith", "12"]
)
def test_an_aside_is_no_citation(aside):
    assert not reads_like_a_citation(aside)


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_absent_parts_are_none(raw):
    citation = parse_citation(raw)
    assert "" not in (citation.author, citation.work, citation.locator, citation.year)
    reads_like_a_citation(raw)
