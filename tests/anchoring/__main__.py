"""`python -m tests.anchoring`: measure re-anchoring, print the tables, and with `--write` put them into a document.

`--histories` takes bare or other git directories of texts with a history; nothing of them is kept.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from tests.anchoring.histories import pairs
from tests.anchoring.measuring import (
    Scores,
    by_kind,
    by_shape,
    edited_cases,
    history_cases,
    overall,
    scored,
)
from tests.anchoring.texts import texts
from tests.anchoring.truth import Score

MARK = "<!-- results of python -m tests.anchoring: {} -->\n"
FILES, VERSIONS = 15, 3  # of each repository, and pairs of versions of each file
HEAD = (
    "| | still there | right | partly | wrong | lost | gone | attached |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
)


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.anchoring", description=__doc__)
    options.add_argument(
        "--seeds", type=int, default=4, help="how often each kind of edit is tried on each text"
    )
    options.add_argument("--histories", type=Path, nargs="*", default=[], help="git directories")
    options.add_argument("--write", type=Path, help="a document with marks between which the tables go")
    chosen = options.parse_args()
    tables = {
        "edits": table_of_edits(scored(edited_cases(texts().values(), range(1_000, 1_000 + chosen.seeds))))
    }
    if chosen.histories:
        tables["histories"] = table_of_histories(chosen.histories)
    for name, table in tables.items():
        sys.stdout.write(f"\n{name}\n\n{table}")
        if chosen.write:
            write(chosen.write, name, table)
    return 0


def table_of_edits(scores: Scores) -> str:
    shapes = {f"*{shape}*": score for shape, score in by_shape(scores).items()}
    return HEAD + "".join(rows({**by_kind(scores), **shapes, "**all**": overall(scores)}))


def table_of_histories(repositories: list[Path]) -> str:
    """By repository, and by sort of question and shape of passage over all of them."""
    everything: Scores = {}
    found: dict[str, Score] = {}
    for number, repository in enumerate(sorted(repositories), 1):
        random = Random(str(number))
        scores = scored(history_cases(pairs(repository, FILES, VERSIONS, random), random))
        found[f"text {number}"] = overall(scores)
        for key, score in scores.items():
            everything.setdefault(key, Score(Counter())).verdicts.update(score.verdicts)
    shapes = {f"*{shape}*": score for shape, score in by_shape(everything).items()}
    return HEAD + "".join(rows({**found, **by_kind(everything), **shapes, "**all**": overall(everything)}))


def rows(scores: Mapping[str, Score]) -> Iterator[str]:
    for name, score in scores.items():
        there = [
            f"{score.share(verdict):.2%}" if score.there else ""
            for verdict in ("right", "partly", "wrong", "lost")
        ]
        gone = f"{score.share('attached'):.2%}" if score.gone else ""
        yield f"| {name} | {score.there:,} | {' | '.join(there)} | {score.gone:,} | {gone} |\n"


def write(document: Path, name: str, table: str) -> None:
    """Put the table between the marks of that name."""
    text = document.read_text(encoding="utf-8")
    before, _, after = text.split(MARK.format(name), 2)
    document.write_text(f"{before}{MARK.format(name)}{table}{MARK.format(name)}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
