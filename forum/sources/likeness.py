"""Whether two entries may be one work. Pure: takes CSL-JSON items, asks no database."""

from typing import Any

from rapidfuzz import fuzz

from forum.sources.csl import dates, fold, isbn_of, names

LIKE = (
    90  # of 100, how much two folded titles have in common, whatever their order and whoever has a subtitle
)
ONE_BOOK = 60  # the same where the ISBN is one: a chapter has its book's

Item = dict[str, Any]


def alike(one: Item, other: Item) -> str:
    """By what two items may be the same work: "doi", "isbn" or "words" (author, title and year); "" if they are not."""
    dois = {item.get("DOI") for item in (one, other)} - {None}
    if len(dois) == 1 and one.get("DOI") == other.get("DOI"):
        return "doi"
    if len(dois) == 2 or _differ(one, other, "volume"):
        return ""
    likeness = fuzz.token_set_ratio(*(fold(item.get("title", "")) for item in (one, other)))
    if likeness >= ONE_BOOK and isbn_of(one) and isbn_of(one) == isbn_of(other):
        return "isbn"
    is_one = likeness >= LIKE and _family(one) == _family(other) and _years_fit(one, other)
    return "words" if is_one else ""


def _differ(one: Item, other: Item, field: str) -> bool:
    said = {fold(item[field]) for item in (one, other) if item.get(field)}
    return len(said) == 2


def _family(item: Item) -> str:
    people = item.get("author") or item.get("editor") or [{}]
    return fold(names.likely_family(people[0]))


def _years_fit(one: Item, other: Item) -> bool:
    """Whether they appeared within a year of each other, as far as is said; a reprint names the first year as well."""
    years = [
        {year for field in ("issued", "original-date") if (year := dates.first_year(item.get(field, {})))}
        for item in (one, other)
    ]
    return not all(years) or any(abs(year - another) <= 1 for year in years[0] for another in years[1])
