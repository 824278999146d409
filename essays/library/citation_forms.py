"""The forms in which citations are printed: units, years, marks of titles, publishers, what names are made of."""

import re

YEAR_DIGITS = r"(?:1[4-9]|20)\d\d"
NUMBER = r"(?:\d{1,5}(?:\s?ff?|[a-z])?|(?-i:[ivxlc]{1,7}))\b"
RANGE = (
    rf"{NUMBER}(?:\s?[-–—/]\s?\d{{1,5}}\b"
    rf"|(?:,\s?|,?\s(?:and|und|et|y|&)\s)(?!{YEAR_DIGITS}\b)\d{{1,5}}\b(?!\s?[:(]))*"
)
COUNTED = {
    word: number
    for number, words in enumerate(
        ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh"),
        1,
    )
    for word in words.split()
}  # in words, as in “Volume One”
CAPITAL_ROMAN = rf"|(?-i:[IVXLC]{{1,7}})\b|(?:{'|'.join(COUNTED)})\b"
UNITS = {
    "vol.": r"volumes?|vols?|tome|tomo|bd|band",
    "t.": r"t",
    "bk.": r"book|bk|livre",
    "pt.": r"part|pt|teil|partie",
    "no.": r"no|nr|number|issue",
    "ch.": r"chapter|chap|ch|kap|kapitel|cap",
    "pp.": r"pages|pp|pgs",
    "p.": r"page|pag|pg|p|seite|s|pág",
    "n.": r"note|fn|n",
    "l.": r"line|lines|ll",
    "folder": r"folder|mappe",
    "box": r"box|carton",
    "file": r"file|akte",
    "§": r"sections?|sect|sec|§{1,2}|para|paragraphs?|¶",
}
LETTER = r"|[a-z](?!\w)"
LETTERED = ("§",)  # “section b”
COUNTED_IN_CAPITALS = ("vol.", "bk.", "pt.", "ch.", "no.")
LOCATOR = re.compile(
    "|".join(
        rf"(?<![^\W\d_])(?<!['’])(?P<u{number}>(?:{words})(?![^\W\d_])\.?)\s{{0,3}}"
        rf"(?P<n{number}>{RANGE}{CAPITAL_ROMAN if unit in COUNTED_IN_CAPITALS else ''}"
        rf"{LETTER if unit in LETTERED else ''})"
        for number, (unit, words) in enumerate(UNITS.items())
    ),
    re.IGNORECASE,
)
BARE_PAGE = re.compile(rf"(?!{YEAR_DIGITS}\b)\d{{1,4}}(?:\s?[-–—]\s?\d{{1,4}})?")
_FIRST_OF = rf"(?:{YEAR_DIGITS}\s?/\s?)?"  # the year in which it first came out: “1922/1978”
YEAR_AND_PAGE = re.compile(
    rf"(?<![\d–-]){_FIRST_OF}(?<!\d)(?P<year>{YEAR_DIGITS}[a-z]?)\s?[:,]\s?(?P<page>{RANGE})\s*\.?$"
    rf"|\((?:[^\W\d_]+,?\s)?(?P<issued>{YEAR_DIGITS})\)\s?:\s?(?:{RANGE},?\sat\s)?(?P<of_issue>{RANGE})\s*\.?$"
)
ISSUE = re.compile(r"\b(?:no|nr|vol|bd)\b\.?\s*\d", re.IGNORECASE)
VOLUME_AND_PAGE = re.compile(rf",\s(?P<volume>\d{{1,3}})\s?:\s?(?P<page>{RANGE})\s*\.?$")  # “Works, 10:32”
PASSIM = re.compile(r",?\s*\bpassim\b\.?", re.IGNORECASE)
TRAILING_PAGE = re.compile(
    rf"(?<!\d)(?:,?\s+at)?[\s,:](?P<page>(?!{YEAR_DIGITS}\b)\d{{1,4}}(?:[-–—/]\d{{1,4}})?(?:\s?ff?|n)?)\s*\.?$"
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
YEAR = re.compile(
    rf"(?:\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?)?"
    rf"(?<![\d–-]){_FIRST_OF}\b(?P<year>{YEAR_DIGITS}[a-z]?)\b(?![\d–-])(?!['’]?s\b)",
    re.IGNORECASE,
)
IBID = re.compile(
    r"[.…,\s]*\b(?:ib[ií]d(?:em)?|ebd|ebenda|op\.?\s?cit|ob\.?\s?cit|loc\.?\s?cit|a\.\s?a\.\s?o|idem|(?:ders|dies)(?=\.))\b\.?",
    re.IGNORECASE,
)
EDITORIAL = re.compile(
    r"[\s.;,(\[–—-]*\b(?:(?:emphasis|italics)\s+(?:added|mine|ours|original|in\s+(?:the\s+)?original)"
    r"|my\s+(?:emphasis|italics|translation)|(?:original|added)\s+emphasis|translation\s+mine)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
FOUND_IN = re.compile(
    r"[\s.,;(]*\b(?:as\s+)?(?:(?:quoted|cited|reprinted|printed|reproduced|qtd\.?|zitiert|zit\.|citée?s?|citado)"
    r"\s+(?:in|by|from|nach|bei|dans|par|en|por|after)|apud|(?<=[.,;]\s)In(?=\s+[‘’'“\"*])):?\s+",
    re.IGNORECASE,
)
SIGNAL = re.compile(r"(?:see(?:\s+also)?|cf\.?|compare|e\.g\.|vgl\.?|siehe|voir|véase)\s+", re.IGNORECASE)
QUOTES = "‘’'“”\"„«»*_‚‹›"
EDGES = " \t\u00a0.,;:()[]" + QUOTES
OPEN_TITLE = re.compile(r"(?:^|(?<=[\s.,(]))[‘’'“\"„«*_‚](?=\S)")
CLOSE_TITLE = re.compile(r"(?<=\S)[‘’'”“\"»*_](?=[\s.,;:)]|$)")
PUBLISHER = re.compile(
    r"pub(?:l|lisher|lishers|lished)?\b\.?.*"
    r"|.*\b(?:press|publishers|publishing|verlag|books|éditions|editions)\b.*"
    r"|(?:london|new york|paris|moscow|berlin|oxford|cambridge|chicago|boston|harmondsworth|peking|beijing"
    r"|frankfurt|leipzig|rome|madrid|edinburgh|manchester|vienna|wien|münchen|toronto)\b.*"
    r"|(?:pathfinder|pelican|penguin|verso|pluto|routledge|macmillan|hutchinson|haymarket|merlin|progress"
    r"|gallimard|suhrkamp|dietz|vintage|faber|allen lane|bookmarks|new park|jonathan cape|hogarth|gollancz"
    r"|(?:allison|allen|weidenfeld|secker|faber|farrar) (?:and|&) \w+|monthly review|harper\w*|knopf|norton"
    r"|random house|doubleday|beacon|zed|black rose|polity|blackwell|continuum|fischer|rowohlt|rotbuch|wagenbach"
    r"|seuil|maspero|la découverte|einaudi|feltrinelli"
    r"|lawrence (?:and|&) wishart)\b.{0,40}"
    r"|(?:pamphlet|leaflet|article|letter|interview)"
    r"|(?:\d+(?:st|nd|rd|th)\s)?ed(?:ition|n|s)?\.?|trans\b.*|p|pp",
    re.IGNORECASE,
)
INITIALS_FIRST = re.compile(r"[A-Z]{1,3}(?:\.\s?[A-Z]){0,3}")
INITIALS_AFTER = re.compile(r"(?:[A-Z]\.\s?-?){0,3}[A-Z]$|(?:[A-Z]\.\s?-?){1,4}(?=[\s,]|$)")
INITIAL_BEFORE = re.compile(r"(?<![^\W\d_])[A-Z]\.\s?-?$")
SEGMENT_GAP = re.compile(r"\s*¦\s*|(?<=[^\W\d_]{2})\.+\s*|(?<=[\d’'‘”\"])\.\s+|…+\s*")
NAME_WORD = re.compile(r"[^\W\d_a-z][\w’'.\-]*")
PARTICLES = frozenset([
    "and", "&", "et", "und", "y", "de", "da", "di", "du", "van", "von", "der", "den", "la", "le", "al",
])  # fmt: skip
TITLE_WORDS = frozenset([
    "the", "of", "on", "in", "to", "for", "a", "an", "der", "die", "das", "les", "works", "work",
    "collected", "complete", "selected",
])  # fmt: skip
IN_TITLE = re.compile(
    r"[^\W\d_]\s+(?:of|since|until|before|after|and|from|von|seit|depuis)\s+$"
)  # “On the Eve of 1917”
PLACE_BEFORE_YEAR = re.compile(
    r"(?<=[^\s,])(?P<place>,\s(?:(?:New|Los|San|St\.|Saint|Den|The)\s)?[^\W\d_a-z][^\W\d_]+"
    r"(?:/[^\W\d_a-z][^\W\d_]+|\s(?:am|an\sder|a\.\s?M|on|upon|sur)\.?\s?(?:[^\W\d_a-z][^\W\d_]+)?)?"
    r"(?:\s?:\s[^,:]{2,40})?)[\s,(]*$"
)  # “…, Leipzig 1911”, “…, Leeds: Calder, 1974”
HELD_IN = re.compile(r",\s+in:?\s+(?=[^\W\d_a-z])")
SEVERAL = re.compile(
    r"\s*;\s+|(?<=\d)[.,]\s+(?=(?:[^\W\d_]+\s+){0,4}(?:see|cf|compare|siehe|vgl|voir)\b)", re.IGNORECASE
)
LED_UP_TO = re.compile(rf"(?:[^\W\d_]+\s+){{0,4}}?{SIGNAL.pattern}", re.IGNORECASE)
INITIALS_LAST = re.compile(
    r"(?P<family>[^\W\d_a-z][\w’'\-]+)\s(?P<initials>(?:[A-Z]\.\s?){1,3})(?P<title>[^\W\d_a-z].*)"
)
OCCASIONS = ("speech", "address", "letter", "lecture", "report", "talk", "appeal")
SPOKEN = re.compile(
    r"(?:an?\s)?(?:interview|letter|speech|statement|testimony|minutes|resolution|address|report|circular)\b",
    re.IGNORECASE,
)
OCCASION = re.compile(
    rf"\b(?:an?|his|her|their|the)\s+(?P<what>{'|'.join(OCCASIONS)})\s+"
    r"(?P<to>(?:to|at|before|for)(?:\s+the)?)\s*$",
    re.IGNORECASE,
)
SUBTITLE = re.compile(r"(?:an?|eine?|une?|una?|his|her|life|ideas|notes)\b", re.IGNORECASE)
LEAD_IN = re.compile(r"^(?:in|from|during|at)\s+(?:(?:an?|the|his|her|their)\s+)?")
