"""Who is named at the beginning of a citation with the family name first, alone or with others.

“Smith, A., Brown, C. and Jones, B.” is told by its initials. Of “Michels, Robert: Zur Soziologie …” and “Lenin,
Imperialism: The Highest Stage …” only acquaintance tells which second word is a name, so there is a list of given ones.
"""

import re
import unicodedata

_GIVEN_NAMES = """
    aaron abdul abraham ada adam adolf adrian agnes agnieszka ahmed aime alain alan albert alejandro alessandro
    alex alexander alexandra alexei alfred ali alice amanda amartya amina amy ana anatoly andre andrea andreas
    andrei andrew andrzej angel angela angus ann anna anne anthony antoine anton antonella antonio arnold arthur
    arundhati august auguste barbara beatrice bella benito benjamin bernard bertolt betty bill bob bogdan boris
    brenda brian bridget bruno camille carl carlo carlos carmen carol caroline catherine cecil cedric charles
    charlotte chris christian christina christine christopher clara claude claudia clive colin cornelius dan
    daniel dave david deborah denis dennis derek diana diane dmitri dolores don donald donna dora dorothy
    douglas duncan edgar edith edmund eduard edward eileen elaine eleanor elena elizabeth ella ellen emil emile
    emilio emily emma enrique eric erica erich ernest ernst errico ethel eugene eva fatima federico felix
    ferdinand fernando fiona florence frances francesca francis franco francois frank frantz franz fred frederic
    frederick friedrich gabriel gary gaston gavin gayatri geoffrey georg george georges georgy gerald gerard
    gerhard gertrude gianni gillian giorgio giovanni giuseppe gordon grace graham gregory grigory guido gunther
    gustav gustavo guy gyorgy hal hannah hans harold harry hassan heather heinrich helen helene henri henry
    herbert hermann herve hilary hiroshi hope howard hugh hugo ian ibrahim ida ignacio igor ingrid irene isaac
    isabel istvan ivan ivor jack jacob jacqueline jacques jaime james jan jane janet janusz jason javier jean
    jeffrey jennifer jeremy jerome jessica jesus jill jim jiri jo joan joel johann johannes john jonas jonathan
    jorge jose josef joseph josip joyce juan judith jules julia julian julius jurgen karen karin karl kate
    katherine keith ken kenji kenneth kevin kim krzysztof kurt larry laszlo laura lawrence lena leo leon leonard
    leonardo leonid leslie lev lewis lidia linda lisa lorenzo louis louise lucia lucy ludmila ludwig luigi luis
    luisa lukas lynn mahatma malcolm manuel marc marcel marco margaret maria mariano marie marilyn mario marion
    marjorie mark martha martin mary masao matthew maureen maurice max maxim megan melissa mercedes michael
    michel miguel mike mikhail milan miquel mira miroslav mohamed molly monica monique moritz morris murray
    nadezhda nancy naomi natalia nathan nathaniel neil nestor nicholas nicolas nicole nigel nikita nikolai nina
    noam nora norman odile olga olive oliver omar oscar oskar otto owen pablo pamela paolo partha pat patricia
    patrick paul paula paulo pavel pedro peggy penny peter phil philip phyllis pierre pietro piotr rachel rafael
    raffaele ralph ramon ranajit raul raymond rebecca rene richard rob robert robin roger roman ronald rosa
    rosalind rosemary roy rudolf rudolph russell ruth sally salvador sam samuel sandra sandro sara sarah scott
    sean sebastian selma sergei sergio sheila shirley sid sidney silas silvia simon simone slavoj sofia sophie
    stanislaw stanley stefan stephen steve steven stuart sue susan svetlana sylvia tadeusz takeshi tatiana ted
    teresa theda theodor theodore thomas tim timothy toby tom tony tracy trevor ulrike ursula vaclav valerie
    vandana vera victor vincent virginia vladimir walter wendy werner wilhelm will william winifred wolfgang
    yevgeny yuri yves yvonne
"""
_GIVEN = frozenset(_GIVEN_NAMES.split())

_NAME = r"[^\W\d_a-z][\w’'\-]*"
_FAMILY = rf"(?:(?:van|von|de|der|den|di|du|la|le)\s){{0,2}}{_NAME}(?:[\s-]{_NAME})?"
_INITIALS = r"(?:[A-Z]\.[\s-]?){1,4}"
_WORDS = rf"(?P<given>{_NAME})(?:\s(?:{_NAME}|[A-Z]\.))?"
_PERSON = rf"{_FAMILY},\s{_INITIALS}"
_FIRST = re.compile(rf"(?P<family>{_FAMILY}),\s(?:{_INITIALS}|{_WORDS})")
_MORE = re.compile(rf"\s*[,;]\s+(?P<name>{_PERSON})")
_LAST = re.compile(
    rf"\s*,?\s*(?:\band\b|&|\bund\b|\bet\b|\by\b)\s+(?P<name>{_PERSON}|(?:[A-Z]\.\s?){{0,3}}{_FAMILY})(?=[.,:¦(\s]|$)"
)
_WITH_ANOTHER = re.compile(  # “Horton, Myles, and Paulo Freire.”
    rf"{_FAMILY},\s{_NAME}(?:\s(?:{_NAME}|[A-Z]\.))?,\s(?:and|&)\s{_NAME}\s(?:{_NAME}|[A-Z]\.\s{_NAME})\s*(?:\.\s|[¦(]|$)"
)


def is_given_name(word: str) -> bool:
    """Whether `word` is a given name that many people have; accents make no difference."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)) in _GIVEN


def family_first_in(text: str) -> tuple[str, str] | None:
    """The people whom `text` begins with, parted by “; ”, and what comes after them.

    None if they are not named so, or if it is one with initials, of whom the other rules know more.
    """
    found = _FIRST.match(text)
    if found is None:
        return None
    if found["given"] and not is_given_name(found["given"]) and not _WITH_ANOTHER.match(text):
        return None
    people, end = [found[0]], found.end()
    while more := _MORE.match(text, end):
        people, end = [*people, more["name"]], more.end()
    if last := _LAST.match(text, end):
        people, end = [*people, last["name"]], last.end()
    rest = text[end:]
    if len(people) == 1 and (not found["given"] or not re.match(r"\s*[:,]\s+\S|\s*\(?\s*¦", rest)):
        return None
    return "; ".join(person.strip() for person in people), rest.lstrip(" ,:")
