"""Leading each citation to its work, in one pass, and what later citations tell of earlier ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from essays.library.citations import Parts, Reading, cited_together, parse_citation, without_letter
from essays.library.outline import Citation
from essays.library.resolving import around
from essays.library.resolving.names import Name, name_of
from essays.library.resolving.readings import reading_of, untangled, year_with_letter
from essays.library.resolving.results import Cited, Reason, Resolved
from essays.library.resolving.shelf import Shelf, Work, titled_among
from essays.library.resolving.titles import STARTS_A_TITLE, initials_of, key_of


@dataclass(frozen=True, slots=True)
class _Led:
    """A citation on its way: the work it was led to, and how."""

    work: Work | None
    reading: Reading
    reason: Reason
    is_sure: bool = True
    leans_on: int | None = None


def resolve(cited: Sequence[Cited], *, listed: Iterable[Citation] = ()) -> list[Resolved]:
    """The works that the citations of a whole text mean, given in reading order.

    `listed` are the entries of its list of works, if it has one.
    """
    reader = _Reader()
    for entry in listed:
        if entry.author and (entry.work or entry.year):
            reader.shelf.add(entry.author, entry.work, year_with_letter(entry))
    led = [reader.lead(number, one) for number, one in enumerate(cited)]
    led = [_with_hindsight(one, reader.shelf) for one in led]
    names = reader.shelf.fullest_names()
    return [_told(one, led, names) for one in led]


class _Reader:
    """Reads citations one after the other."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.last: _Led | None = None
        self.last_number: int | None = None
        self.seen = 0

    def lead(self, number: int, cited: Cited) -> _Led:
        """Lead the next citation to its work, and remember it."""
        for passed in cited.in_passing:
            self._lead(None, Cited(passed))
        led = self._lead(number, cited)
        last = self.last, self.last_number
        for further in cited_together(cited.citation.raw)[
            1:
        ]:  # no “ibid” means what is named beside a source
            self._lead(None, Cited(parse_citation(further)))
        self.last, self.last_number = last
        return led

    def _lead(self, number: int | None, cited: Cited) -> _Led:
        reading = self._of_the_same(untangled(reading_of(cited.citation), self.shelf))
        if reading.said and reading.said.author and reading.said.work:
            self.shelf.hear_of(reading.said.author, reading.said.work)
        led = self._led(reading, cited)
        if led.work:
            self._remember(led.work, led.reason, reading.at_hand)
            self.seen += 1
            led.work.note(number, reading.at_hand.locator or "", seen=self.seen)
            self.last, self.last_number = led, number
        return led

    def _of_the_same(self, reading: Reading) -> Reading:
        """“Idem” before a title says whose it is, also before one that by itself might be a name."""
        at_hand = reading.at_hand
        if reading.leaning != "idem" or not self.last or not self.last.work:
            return reading
        name = name_of(at_hand.author) if at_hand.author else None
        title = at_hand.work or ("" if name and self.shelf.knows(name.first) else at_hand.author)
        if not title or (at_hand.author and at_hand.work):
            return reading
        at_hand = replace(at_hand, author=self.last.work.author or None, work=title)
        return replace(reading, at_hand=at_hand, leaning="")

    def _remember(self, work: Work, reason: Reason, said: Parts) -> None:
        """Only what is printed in full is a form of a work's name: nothing short or misspelt may stand for it."""
        is_whole = reason == Reason.PRINTED
        author = said.author if reason != Reason.ALIKE else None
        self.shelf.cite(work, author, said.work if is_whole else None, said.year if is_whole else None)

    def _led(self, reading: Reading, cited: Cited) -> _Led:
        at_hand = reading.at_hand
        if not at_hand.author and not at_hand.work:
            if reading.leaning and self.last:
                return self._the_one_before(reading, cited)
            return self._from_the_words_before(reading, cited)
        if at_hand.author:
            return self._by_author(reading, at_hand.author, cited)
        return self._by_title(reading, at_hand.work or "", cited)

    def _the_one_before(self, reading: Reading, cited: Cited) -> _Led:
        """What “ibid” means; unsure where the words before the quotation name another author, and not the same."""
        last = self.last
        if last is None or last.work is None:
            return _Led(None, reading, Reason.UNKNOWN, is_sure=False)
        introduced = around.families_in(around.introduction_of(cited.before), self.shelf.knows)
        speakers = name_of(last.reading.said.author or "") if last.reading.said else None
        own = {*(last.work.name.families if last.work.name else ()), *(speakers.families if speakers else ())}
        is_sure = last.is_sure and (not introduced or not own or bool(own & set(introduced)))
        return _Led(
            last.work, reading, Reason.IBID, is_sure and reading.leaning != "op. cit.", self.last_number
        )

    def _by_author(self, reading: Reading, author: str, cited: Cited) -> _Led:
        name = name_of(author)
        works = self.shelf.by(name) if name else []
        title, year = reading.at_hand.work, reading.at_hand.year
        if title:
            return self._by_author_and_title(reading, name, works, title, cited)
        if year and not reading.leaning:
            return self._of_that_year(reading, works, year)
        if works:
            return self._one_of(works, reading, cited)
        if name and (alike := self.shelf.by_alike(name)):
            return replace(self._one_of(alike, reading, cited), reason=Reason.ALIKE, is_sure=False)
        for named in self._titles_before(cited):
            return _Led(self.shelf.add(author, named, year), reading, Reason.BEFORE, is_sure=False)
        return _Led(self.shelf.add(author, None, year), reading, Reason.UNKNOWN, is_sure=False)

    def _by_author_and_title(
        self, reading: Reading, name: Name | None, works: list[Work], title: str, cited: Cited
    ) -> _Led:
        year = reading.at_hand.year
        found, is_whole = titled_among(works, title)
        found = [work for work in found if not year or not work.years or year in work.years] or (
            [] if is_whole else found
        )
        if found and is_whole:
            return _Led(found[-1], reading, Reason.PRINTED)
        if found:
            return self._leaning(_latest(found), reading, Reason.SHORT, is_sure=len(found) == 1)
        alike = self.shelf.by_alike(name) if name and not works else []
        misspelt, is_whole = titled_among(alike, title)
        if misspelt:
            return self._leaning(_latest(misspelt), reading, Reason.ALIKE, is_sure=is_whole)
        if title.isupper() and (named := self._spelled_out(title, cited)):
            return _Led(self.shelf.add(reading.at_hand.author, named, year), reading, Reason.BEFORE)
        return _Led(self.shelf.add(reading.at_hand.author, title, year), reading, Reason.PRINTED)

    def _spelled_out(self, initials: str, cited: Cited) -> str:
        """The title of these initials in the words before: “WITBD” after “What Is To Be Done?”; or ""."""
        named = self._titles_before(cited)
        return next(
            (title for title in named if initials.casefold() in initials_of(key_of(title).split())), ""
        )

    def _of_that_year(self, reading: Reading, works: list[Work], year: str) -> _Led:
        """The work of “Doe 1999”: the one of that year, or a new one, of which no more is known."""
        found = [work for work in works if year in work.years]
        found = found or [work for work in works if without_letter(year) in map(without_letter, work.years)]
        if found:
            return _Led(found[-1], reading, Reason.PRINTED, is_sure=len(found) == 1)
        return _Led(self.shelf.add(reading.at_hand.author, None, year), reading, Reason.PRINTED)

    def _one_of(self, works: list[Work], reading: Reading, cited: Cited) -> _Led:
        """Which of an author's works a bare page means."""
        if len(works) == 1:
            return self._leaning(works[0], reading, Reason.ONLY)
        for title in self._titles_before(cited):
            found, _ = titled_among(works, title)
            if found:
                return self._leaning(_latest(found), reading, Reason.BEFORE, is_sure=len(found) == 1)
        if self.last and self.last.work in works and (self.last.is_sure or reading.leaning):
            return self._leaning(self.last.work, reading, Reason.SEVERAL, is_sure=bool(reading.leaning))
        around_page = [work for work in works if work.has_page_among(reading.at_hand.locator or "")]
        return self._leaning(_latest(around_page or works), reading, Reason.SEVERAL, is_sure=False)

    def _by_title(self, reading: Reading, title: str, cited: Cited) -> _Led:
        same = self.shelf.titled(title)
        if same:
            return _Led(_latest(same), reading, Reason.PRINTED, is_sure=len(same) == 1)
        short = self.shelf.shortened_to(title)
        if short:
            is_sure = len(short) == 1 and (bool(reading.leaning) or len(title.split()) > 1)
            return self._leaning(_latest(short), reading, Reason.SHORT, is_sure=is_sure)
        if called := self.shelf.ending_in(title):
            return replace(self._one_of(called, reading, cited), is_sure=False)
        year = reading.at_hand.year
        if name := around.name_in_title(title, cited.before):
            rest = title.removeprefix(name).strip()
            whole = rest if STARTS_A_TITLE.match(rest) else title
            return _Led(self.shelf.add(name, whole, year), reading, Reason.BEFORE)
        speaker = around.speaker_in(around.introduction_of(cited.before)) if not reading.said else ""
        speaker = self._fuller(speaker)
        if speaker:
            return _Led(self.shelf.add(speaker, title, year), reading, Reason.BEFORE, is_sure=False)
        return _Led(self.shelf.add(None, title, year), reading, Reason.PRINTED)

    def _from_the_words_before(self, reading: Reading, cited: Cited) -> _Led:
        """What a bare page means, or nothing at all: the work or the author named before, or the work cited last."""
        introduction = around.introduction_of(cited.before)
        speaker = around.speaker_in(introduction)
        name = name_of(speaker) if speaker else None
        families = around.families_in(introduction, self.shelf.knows)
        works = self.shelf.by(name) if name else []
        for family in families if not works else ():
            works = works or self.shelf.by(Name((family,)))
        if year := reading.at_hand.year:  # “As Doe argues … (1999: 3)”
            of_that_year = [work for work in works if year in work.years]
            if of_that_year:
                return _Led(of_that_year[-1], reading, Reason.BEFORE, is_sure=len(of_that_year) == 1)
        for title in self._titles_before(cited):
            found, _ = titled_among(works, title)
            found = found or self.shelf.titled(title)
            if found:
                return self._leaning(_latest(found), reading, Reason.BEFORE, is_sure=len(found) == 1)
            if name:
                return _Led(self.shelf.add(speaker, title, None), reading, Reason.BEFORE, is_sure=False)
        if works:
            led = self._one_of(works, reading, cited)
            return replace(led, reason=Reason.BEFORE, is_sure=False)
        if self.last and self.last.work and (reading.at_hand.locator or reading.leaning):
            return self._leaning(self.last.work, reading, Reason.ASSUMED, is_sure=False)
        if speaker:
            return _Led(self.shelf.add(speaker, None, None), reading, Reason.BEFORE, is_sure=False)
        return _Led(None, reading, Reason.UNKNOWN, is_sure=False)

    def _titles_before(self, cited: Cited) -> list[str]:
        named = [*cited.titles_before, *around.titles_in(around.introduction_of(cited.before))]
        return [title for title in named if len(title) > 3]

    def _fuller(self, speaker: str) -> str:
        """The name as it was printed before, if the speaker has been cited; else as the words before give it."""
        name = name_of(speaker) if speaker else None
        works = self.shelf.by(name) if name else []
        return works[-1].author if works else speaker

    def _leaning(self, work: Work, reading: Reading, reason: Reason, *, is_sure: bool = True) -> _Led:
        if reading.leaning == "ibid" and self.last and work is self.last.work:
            reason = Reason.IBID
        return _Led(work, reading, reason, is_sure, work.cited[-1] if work.cited else None)


def _with_hindsight(led: _Led, shelf: Shelf) -> _Led:
    """Lead to a work that was shortened before it was cited in full: “Decrees” to “First Decrees of …”."""
    at_hand = led.reading.at_hand
    if led.work is None or led.work.name is not None or led.reading.said or led.reason != Reason.PRINTED:
        return led
    for words in at_hand.further:
        found = [work for work in (shelf.titled(words) or shelf.shortened_to(words)) if work is not led.work]
        if len(found) == 1:
            said = Parts(None, at_hand.work, year=at_hand.year)
            reading = replace(led.reading, said=said, at_hand=replace(at_hand, year=None))
            return replace(led, work=found[0], reading=reading, reason=Reason.SHORT, is_sure=False)
    return led


def _latest(works: Sequence[Work]) -> Work:
    return max(works, key=lambda work: work.last_seen)


def _told(led: _Led, all_led: Sequence[_Led], names: Mapping[Work, str]) -> Resolved:
    at_hand, said = led.reading.at_hand, led.reading.said
    before = all_led[led.leans_on].reading.at_hand.locator if led.leans_on is not None else None
    is_same_place = led.reason == Reason.IBID and led.reading.leaning != "op. cit."
    return Resolved(
        author=names.get(led.work, "") if led.work else "",
        work=led.work.title if led.work else "",
        year=without_letter(at_hand.year) or (led.work.year if led.work else ""),
        locator=at_hand.locator or "",
        speaker=(said.author if said else None) or "",
        speech=", ".join(filter(None, (said.work, without_letter(said.year)))) if said else "",
        same_place_as=(before or "") if is_same_place and not at_hand.locator else "",
        leans_on=led.leans_on,
        is_sure=led.is_sure and led.work is not None,
        reason=led.reason if led.work else Reason.UNKNOWN,
    )
