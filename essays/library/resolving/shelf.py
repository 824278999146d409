"""The works that a text has cited so far, found by author and by title."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from essays.library.resolving.names import Name, fold, fullness, most_alike, name_of, same_person
from essays.library.resolving.titles import (
    COLLECTED,
    initials_of,
    is_same,
    is_short_for,
    key_of,
    telling_words,
)

CANDIDATES = 60  # works of one author, or with one word in their titles, that are looked at: the latest ones
ARTICLES = {(article,) for article in ("the", "der", "die", "das", "le", "la", "les", "il", "el")}
_NUMBERED = re.compile(r"(?P<title>.+) (?:\d{1,2}|[ivx]+)")
_PAGE = re.compile(r"\bpp?\. (\d+)")


@dataclass(eq=False)
class Work:
    """A work, in all the forms in which it has been cited, and by which citations."""

    name: Name | None
    authors: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    years: set[str] = field(default_factory=set)
    cited: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    last_seen: int = -1  # in the order in which works are cited, in notes that quote nothing too

    @property
    def author(self) -> str:
        """The name in its fullest form."""
        return max(self.authors, key=fullness, default="")

    @property
    def title(self) -> str:
        """The title in its fullest form; of its spellings, the usual one."""
        if any(key_of(title) == COLLECTED for title in self.titles):
            names = {fold(title) for title in self.titles}
            spelled = [title for title in self.titles if len(title.split()) > 1]
            return spelled[0] if len(names) == 1 and spelled else "Collected Works"
        keys = {key_of(title) for title in self.titles}
        longest = max((key for key in keys if _without_number(key) not in keys), key=len, default="")
        spellings = [title for title in self.titles if key_of(title) == longest]
        return max(spellings, key=lambda title: (self.titles[title], len(title), title), default="")

    @property
    def year(self) -> str:
        """The year in which it came out; without the letter that tells it from others of that year."""
        return min(self.years)[:4] if len(self.years) == 1 else ""

    def note(self, number: int | None, locator: str, *, seen: int) -> None:
        """Remember that it is cited there: by citation `number`, or None in passing."""
        self.last_seen = seen
        if number is not None:
            self.cited.append(number)
        if (page := page_in(locator)) is not None:
            self.pages.append(page)

    def has_page_among(self, locator: str) -> bool:
        """Whether the page lies between pages that have been cited of this work."""
        page = page_in(locator)
        return page is not None and len(self.pages) > 1 and min(self.pages) <= page <= max(self.pages)


def page_in(locator: str) -> int | None:
    found = _PAGE.search(locator)
    return int(found[1]) if found else None


class Shelf:
    """Works in the order in which they were first cited. Each look-up sees a bounded number of them."""

    def __init__(self) -> None:
        self.works: list[Work] = []
        self._families: list[str] = []  # in the order in which they came
        self._by_family: dict[str, list[Work]] = defaultdict(list)
        self._said_by: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, list[Work]] = defaultdict(list)
        self._by_word: dict[str, list[Work]] = defaultdict(list)

    def add(self, author: str | None, title: str | None, year: str | None) -> Work:
        """Put up a new work."""
        work = Work(name_of(author) if author else None)
        self.works.append(work)
        if work.name:
            for family in work.name.families:
                if family not in self._by_family:
                    self._families.append(family)
                self._by_family[family].append(work)
        self.cite(work, author, title, year)
        return work

    def cite(self, work: Work, author: str | None, title: str | None, year: str | None) -> None:
        """Remember another form in which `work` was cited."""
        if author:
            work.authors[author] += 1
        if year:
            work.years.add(year)
        if title:
            if title not in work.titles:
                self._by_key[key_of(title)].append(work)
                key = key_of(title)
                for word in {*telling_words(key), *initials_of(key.split())}:
                    self._by_word[word].append(work)
            work.titles[title] += 1

    def by(self, name: Name) -> list[Work]:
        """The latest works of these authors; if there are none, those that they wrote with others."""
        near = self._by_family.get(name.first, [])[-CANDIDATES:]
        exactly = [work for work in near if work.name and same_person(name, work.name)]
        return exactly or [
            work for work in near if work.name and set(name.families) <= set(work.name.families)
        ]

    def has_heard_of(self, name: Name, title: str) -> bool:
        """Whether a work of that title by them has been cited, by itself or as what another quotes."""
        said = any(key_of(title) == called for called in self._said_by.get(name.first, ()))
        return said or bool(titled_among(self.by(name), title)[0])

    def hear_of(self, author: str, title: str) -> None:
        """Remember a work of which no more is known than that another quotes it."""
        if name := name_of(author):
            self._said_by[name.first].append(key_of(title))

    def by_alike(self, name: Name) -> list[Work]:
        """The works of the author of whose name this may be a misspelling."""
        family = most_alike(name.first, self._families)
        return self.by(Name((family,), name.given)) if family else []

    def knows(self, family: str) -> bool:
        return family in self._by_family

    def ending_in(self, words: str) -> list[Work]:
        """The works of a body that may be called by the last words of its name, as “the Commons” is; an article before
        them tells them from a person’s."""
        name, called = name_of(words), fold(words)
        if name is None or name.given[:1] not in ARTICLES:
            return []
        works = self.by(Name(name.families))
        return [work for work in works if any(fold(author).endswith(f" {called}") for author in work.authors)]

    def titled(self, title: str) -> list[Work]:
        """The works of that title, whoever wrote them."""
        exact = self._by_key.get(key_of(title))
        return _unique(exact or [work for work in self._near(title) if _has(work, title, is_same)])

    def shortened_to(self, title: str) -> list[Work]:
        """The works whose titles `title` may shorten, whoever wrote them."""
        return _unique([work for work in self._near(title) if _has(work, title, is_short_for)])

    def fullest_names(self) -> dict[Work, str]:
        """The authors of each work as they are named most fully anywhere, where no two can be meant."""
        names: dict[Work, str] = {}
        for family, works in self._by_family.items():
            mine = [work for work in works if work.name and work.name.first == family]
            printed = sorted({form for work in mine for form in work.authors}, key=fullness)
            for work in mine:
                same = [form for form in printed if _may_be(form, work)]
                are_one = len(mine) <= CANDIDATES and all(_may_be(same[-1], work) for work in mine if same)
                names[work] = same[-1] if are_one and same else work.author
        return names

    def _near(self, title: str) -> list[Work]:
        words = telling_words(key_of(title)) or key_of(title).split()
        rarest = min((self._by_word.get(word, []) for word in words), key=len, default=[])
        return rarest[-CANDIDATES:]


def titled_among(works: list[Work], title: str) -> tuple[list[Work], bool]:
    """Those of `works` (of one author) that `title` means, and whether it says the whole of it."""
    same = [work for work in works if _has(work, title, is_same)]
    return (same, True) if same else ([work for work in works if _has(work, title, is_short_for)], False)


def _has(work: Work, title: str, test) -> bool:
    return any(test(title, known) for known in work.titles)


def _without_number(key: str) -> str:
    """“capital” of “capital 1” and “capital i”; nothing of others."""
    found = _NUMBERED.fullmatch(key)
    return found["title"] if found else ""


def _may_be(printed: str, work: Work) -> bool:
    name = name_of(printed)
    return name is not None and work.name is not None and same_person(name, work.name)


def _unique(works: list[Work]) -> list[Work]:
    return list(dict.fromkeys(works))
