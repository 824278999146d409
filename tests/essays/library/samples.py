"""Texts of our own, shaped as people’s files are: with slips, odd spaces and other habits of numbering."""

# ruff: noqa: E501 (a line of these is a paragraph)

LETTERED = """(Bridge or Barrier?)

a) Beginnings.

Everyone in the valley agrees that the ferry company served us badly for thirty years. A ferry is a line across water; it is also a queue, a ticket and a man who decides. What follows sets out what its own papers admit.

The clerk of the company put the rule like this;

“No passenger is right against the timetable, for the timetable is the only means of crossing that the valley has.” (Brandt. The Ferryman’s Defence page 61)

That sentence makes three claims, and ‘the timetable’ is asked to carry them all.

b) The ferry often waited, rather than sailed.

On the morning of the flood the villagers crossed on doors and barrels, against the advice of the pier office. Brandt noted;

“So the crossing began from the bank, over the objections  of those who kept the oars.” (Brandt. The history of the Long Pier. Page 22)
“The closer one stands to the water, the less one asks for a ticket.” (ibid)

A neighbour remembered it in almost the same words, as Orla Finch reports;

“Kell, who ran the office, laughed at the notion. ‘What flood? he asked the clerks. Give them an hour and they will queue again.” (Finch. ‘A Valleys Memory’ page 111.)

“If the people had not lashed the barrels together on Friday, nobody could have carried the bread across on Monday, since the boats were all on the wrong side.” (Kell CW volume 7.

So the office needed the barrels, and said so afterwards (p 113 History..). It did not say so in its notices.

c) Who paid for the rope?

The accounts are short, and this is what they say of the rope fund:

When the office is at once the one who sells the rope and the one who measures it, the rope grows shorter every year and dearer by the yard.(E. Halloran. ‘The New Ropework’ page 9. Emphasis added. QT)

“A toll of the bridge, gentlemen, is not collected. It is given, or it is taken, and then it is no toll.” (Brandt. Speech to the Assembly 1906. Quoted in ’The Life of Jonas Brandt. Mira Sandell. Pub Harrow House. page 78.)

\u00a0d) The pier was quite easily Flooded.

‘Taking its share‘, of course, was only a polite phrase for it. On the word of the pier master himself:

“Those who hold the keys make no secret of their wish to hold them. The result is a great zeal for keys.” (Marling. R. Keys and Locks. Page 17.)


“Thus the ferry ends as a toll house, with a  view. ….the keepers are those who must be thought the ablest…(Marling page  14.)


“It is the ticket that makes the queue. Who says ticket says queue.” (Marling. …ibid.)

The phrase “who says ticket” stuck, and people still use it (mostly as a joke).

f) What then is a bridge for?

A bridge asks nobody’s name. Let us build one, and let us take turns with the rope.

Q. Tarrant. (March 2011.)

"""

LETTERED_LABELS = ["a", "b", "c", "d", "f"]
LETTERED_QUOTATIONS = 10

ONE_LINE_EACH = "\n".join(line for line in LETTERED.splitlines() if line.strip())

CHAPTERS = """THE COMMON WELL

by Ada Penrose

CHAPTER I
THE DIGGING

It was agreed at the spring meeting that the well should be dug by those who
would drink from it, and by nobody else. The ground was hard, and for the first
week the diggers found only stones, which they carried to the wall.

    She who carries the stone knows the wall, wrote the mason in her day
    book, and she who only counts the stones knows nothing but a number,
    however large the number may be.

The mason was right, as it turned out; and when the water came it was she
who was asked to say where the steps should go.

CHAPTER II
THE DRAWING

There were two ropes and eleven buckets. A list was kept:

1. the ropes are dried after use;
2. the buckets are turned over, so that no leaves gather in them and the
   rims stay sound;
3. whoever is last closes the lid.

Nobody wrote down who had kept the list, and nobody asked. A song was made
of it, which the children still sing:

    Two ropes and eleven,
    A lid for the rain,
    The bucket that's emptied
    Is lowered again

CHAPTER III
THE DRY YEAR

In the dry year they went back to the meeting, and the meeting went back to
the spade.
"""

FRENCH = """Le pont et la rive

par Jeanne Morel

I. La rive

Nous étions arrivés au bord de l’eau sans savoir nager, et personne ne voulait le dire. Le passeur écrivait :

« Celui qui tient la corde ne voit pas la rive, et celui qui voit la rive ne tient rien. » (Duval, Le Passeur, p. 12)

C’est tout ce qu’il en disait.

II. Le pont

« Le pont » est un mot que nous n’aimions pas beaucoup alors, et pour de bonnes raisons que je dirai plus loin (voir Duval, p. 14).

III. Le retour

Nous sommes revenus à pied.
"""

GERMAN = """Die Brücke

1. Das Ufer

Am Ufer standen alle, und keiner wusste, wer den Anfang machen sollte. Ein Zimmermann sagte es so:

„Wer das Holz trägt, der weiß, was eine Brücke wiegt; wer nur zählt, der weiß es nicht.“ (Krämer, Das Holzbuch, S. 31)

Das blieb lange der einzige Satz, auf den sich alle einigen konnten.

2. Das Holz

Das Holz kam aus dem Nachbardorf, und niemand fragte, was es kosten würde.

3. Der Steg

Am Ende war es ein Steg.

— Lotte Krämer, Mai 1931
"""

BARE = """On Taking Turns

Some Notes From a Long Winter

Jonas Okafor

The rota began as a sheet of paper on the pantry door. Nobody remembers who pinned it there, which is perhaps the best thing about it.

Why we drew lots

Drawing lots took a minute and spared us an evening. “I would rather be drawn than chosen,” said Edda, and most of us came to agree with her in the end.

What the lots could not do

They could not make anyone willing. For that there was only asking, and asking again, and then doing the thing oneself for a week without complaint.

Jonas Okafor
12 January 2019
"""

ACADEMIC = """1 Introduction

The literature on ferries is large. It has grown quickly (Stone 2001: 17). Crossing was long thought a matter of ropes. (Stone 2001, p. 4)

2 Ropes and Rafts

2.1 Ropes

Ropes were studied first. They are easily measured, and they keep well in archives, which may be the better explanation. (Adair 1999, p. 12)

2.2 Rafts

Rafts leave no trace, as several have noted with regret. (Adair 1999, p. 13)

3 Conclusion

We need to ask those who crossed.[1]

Notes

1. This was first said to the author on a raft.
2. See the survey in Adair, whose tables run to forty pages and leave out every crossing that was made at night or without leave, so that the totals must be read with care.
"""

MARKDOWN = """---
title: Notes From the Weir
author: Ines Calder
date: 2021-04-03
---

# Notes From the Weir

*(A second look)*

## a) The gate

The gate was **never** locked; see [the log](https://example.org/log) and [this](javascript:alert(1)).[^1]

> The gate is open to whoever lifts it. (Calder. The Weir Book. Page 3)

### A detail

- first the pin
- then the *bar*

## b) The pond

```
level = 4
```

Still.

[^1]: The log was kept by hand.
"""
