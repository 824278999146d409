"""Which type and field of BibTeX and BibLaTeX stands for which of CSL."""

READ_AS = {
    "article": "article-journal",
    "periodical": "periodical",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "reference": "book",
    "manual": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "suppbook": "chapter",
    "bookinbook": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "unpublished": "manuscript",
    "letter": "personal_communication",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
}
# What is written for a type; all others are @misc, and say what they are in `entrysubtype`.
WRITTEN_AS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "pamphlet": "booklet",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
    "webpage": "online",
}
SUBTYPES = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "newspapers": "article-newspaper",
}
THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
# Fields of one meaning, the first of which that is there is taken.
WORDS = {
    "title": ("title",),
    "container-title": ("booktitle", "journaltitle", "journal", "maintitle", "eprinttitle"),
    "collection-title": ("series",),
    "volume": ("volume",),
    "edition": ("edition",),
    "genre": ("type",),
    "event-title": ("eventtitle",),
    "publisher": ("publisher", "school", "institution", "organization"),
    "publisher-place": ("location", "address"),
    "archive": ("library",),
    "language": ("langid", "language", "hyphenation"),
    "note": ("note", "annote", "annotation"),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
}
USED = {name for fields in WORDS.values() for name in fields} | {
    "author", "editor", "translator", "subtitle", "booksubtitle", "journalsubtitle", "number", "issue", "pages", "year",
    "month", "day", "date", "origdate", "urldate", "url", "doi", "howpublished", "entrysubtype", "crossref",
}  # fmt: skip
# A manager's own, and no loss to anybody.
PASSED_OVER = {
    "keywords", "file", "timestamp", "owner", "groups", "date-added", "date-modified", "shorttitle", "key", "ids",
    "bdsk-url-1", "mendeley-tags", "mendeley-groups", "options", "pagetotal", "numpages",
}  # fmt: skip
