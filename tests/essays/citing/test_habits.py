"""Whole essays of other habits: read from a file, their quotations found, and led to the works that they name."""

import pytest

from essays.library.readers import read
from essays.library.resolving import resolve
from essays.library.resolving.gathering import cited_in, listed_in

LISTED = """# Rowing Together

quill remembers the first boat:

> The first boat was a door. (quill 12)

Brandt put it otherwise in *Lamps at Noon*:

> Nobody rows another. (80)

> The rowers set the pace. (Brandt, *Ropes* 54)

> A boat has no head, only a rim. (qtd. in quill 88)

> Rims are where one holds on. (Sandell and Brandt 102)

> One holds on and talks. (Kell 1999a: 3; cf. Kell 1999b: 5)

> Or sings (Kell, 1999b, pp. 5 and 8).

## Works Cited

Brandt, Jonas. *Lamps at Noon*. Harrow House, 1994.

---. *Of Ropes and Rafts*. Harrow House, 1970.

Kell, O. (1999a) *Oars*. London: Verso.

Kell, O. (1999b) *More Oars*. London: Verso.

quill, ada. *The Door as a Boat*. Heron, 1994.

Sandell, Mira, and Jonas Brandt. *We Make the River by Rowing*. Temple University Press, 1990.
"""
GERMAN = """Über das Rudern

I. Anfänge

Schon früh wurde gesehen, daß ein Boot sich selbst zum Zweck werden kann. Krämer schreibt dazu:

„Das Boot lernt nur aus seinen eigenen Fehlern.“ (Robert Krämer, Das Seil, Boot und Brücke, Kiel 1906, S. 33 f.)

„Wer ihm die Fehler abnimmt, nimmt ihm das Lernen.“ (Ebd., S. 35)

»Wer Brücke sagt, sagt Zoll.« (Brandt, Jonas: Zur Lehre vom Zoll, Leipzig 1911, S. 25)

»Der Zoll will bezahlt sein.« (ebenda, S. 29 ff.)

„Rudern heißt hier: nicht im Wege stehen.“ (Krämer, a. a. O., S. 41)

„Im Wege steht sich gut.“ (Vgl. Karl Finch, Wege, Berlin 1922, S. 12)

„Nur kommt keiner vorbei.“ (Ders., Umwege, Frankfurt am Main 1969, S. 77)

„Vorbei ist vorbei.“ (zit. nach Brandt, Lehre vom Zoll, S. 301)
"""
ENDNOTES = """The Other Ferry

Chapter One

The crossing began on a Tuesday. Of the first morning we know little:

"Nobody called us out; we looked at one another and went."1

"I was told at breakfast, and did not finish it."2

"The most orderly disorder of the decade."3

"Order was what they took with them when they left."4

"They might have asked."5

"They might have been told."6

"It was our ferry and they had it."7

Notes

1. Interview with Ada Quill, in M. Finch, Voices of the Lower Bank (Leeds: Calder, 1974), p. 8.
2. H. Brandt, My Forty Years, London, 1930, p. 201. On breakfasts see also J. Kell, Bread, p. 3.
3. Mira Finch, The Orderly Ferry, Harrow University Press, 1981, p. 17.
4. ibid., p. 18.
5. Brandt, op. cit., p. 203.
6. Quill, in Finch, Voices, p. 9.
7. Kell, op. cit., p. 4; Finch, Orderly Ferry, p. 30.
"""
MARKED_UP = """<h1>Rims</h1><h2>What was said</h2><p>As Finch puts it:</p>
<blockquote><p>Rims spring up wherever people hold on.</p>
<footer>— Orla Finch, <cite>On Rims</cite> (Hull: Harrow, 1970), p. 52</footer></blockquote>
<blockquote><p>They vanish when they let go.</p><p>(Finch, p. 53)</p></blockquote>
<blockquote><p>The square is a rim with corners. — Otto Kell, <em>Corners</em>, p. 31</p></blockquote>
<blockquote><p>Corners are where dust gathers. (My Dust page 4)</p></blockquote>"""


def led(text: str, name: str) -> list[str]:
    sections = [part.blocks for part in read(text.encode(), name).sections]
    resolved = resolve(cited_in(sections), listed=listed_in(sections))
    return [", ".join(filter(None, (one.author, one.work, one.locator))) for one in resolved]


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        (
            LISTED,
            "listed.md",
            [
                "quill, ada, The Door as a Boat, p. 12",
                "Brandt, Jonas, Lamps at Noon, p. 80",
                "Brandt, Jonas, Of Ropes and Rafts, p. 54",
                "quill, ada, The Door as a Boat, p. 88",
                "Sandell, Mira; Jonas Brandt, We Make the River by Rowing, p. 102",
                "Kell, O., Oars, p. 3",
                "Kell, O., More Oars, pp. 5 and 8",
            ],
        ),
        (
            GERMAN,
            "german.txt",
            [
                "Robert Krämer, Das Seil, Boot und Brücke, p. 33f",
                "Robert Krämer, Das Seil, Boot und Brücke, p. 35",
                "Brandt, Jonas, Zur Lehre vom Zoll, p. 25",
                "Brandt, Jonas, Zur Lehre vom Zoll, p. 29ff",
                "Robert Krämer, Das Seil, Boot und Brücke, p. 41",
                "Karl Finch, Wege, p. 12",
                "Karl Finch, Umwege, p. 77",
                "Brandt, Jonas, Zur Lehre vom Zoll, p. 301",
            ],
        ),
        (
            ENDNOTES,
            "endnotes.txt",
            [
                "Mira Finch, Voices of the Lower Bank, p. 8",
                "H. Brandt, My Forty Years, p. 201",
                "Mira Finch, The Orderly Ferry, p. 17",
                "Mira Finch, The Orderly Ferry, p. 18",
                "H. Brandt, My Forty Years, p. 203",
                "Mira Finch, Voices of the Lower Bank, p. 9",
                "J. Kell, Bread, p. 4",
            ],
        ),
        (
            MARKED_UP,
            "marked.html",
            [
                "Orla Finch, On Rims, p. 52",
                "Orla Finch, On Rims, p. 53",
                "Otto Kell, Corners, p. 31",
                "My Dust, p. 4",
            ],
        ),
    ],
    ids=["with a list of works", "German", "endnotes", "HTML"],
)
def test_the_quotations_of_an_essay_are_led_to_their_works(text, name, meant):
    assert led(text, name) == meant


def test_notes_may_be_named_by_words():
    text = "# One\n\nSays Kell:\n\n> The rope is ours.[^kell]\n\n> And long.[^again]\n\n"
    assert led(f"{text}[^again]: Ibid., p. 13.\n\n[^kell]: Kell, *Ropes*, p. 12.\n", "named.md") == [
        "Kell, Ropes, p. 12",
        "Kell, Ropes, p. 13",
    ]


def test_a_number_in_square_brackets_is_a_note_and_no_page():
    assert led("# One\n\nSays Kell:\n\n> The rope is ours.[3]\n\n[3] Kell, Ropes, p. 12.\n", "noted.md") == [
        "Kell, Ropes, p. 12"
    ]
