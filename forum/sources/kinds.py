"""The types of sources as they are offered and told to people, and which details each of them has."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "book": _("Book"),
    "chapter": _("Chapter of a book"),
    "article-journal": _("Article in a journal"),
    "article-magazine": _("Article in a magazine"),
    "article-newspaper": _("Article in a newspaper"),
    "webpage": _("Web page"),
    "report": _("Report"),
    "pamphlet": _("Pamphlet"),
    "thesis": _("Thesis"),
    "paper-conference": _("Paper for a conference"),
    "speech": _("Speech"),
    "interview": _("Interview"),
    "personal_communication": _("Letter or message"),
    "manuscript": _("Manuscript"),
    "legislation": _("Law"),
    "motion_picture": _("Film"),
    "document": _("Something else"),
}

_PARTS = ("chapter", "paper-conference")
_PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")
_PRINTED = ("book", *_PARTS, "report", "pamphlet", "thesis")
_ARCHIVED = ("speech", "interview", "personal_communication", "manuscript")

# The details that only some types have, by the names of the form's fields; "document" has all.
HAVE: dict[str, tuple[str, ...]] = {
    "container_title": (*_PARTS, *_PERIODICALS, "webpage", *_ARCHIVED, "motion_picture"),
    "volume": (*_PARTS, *_PERIODICALS, "book"),
    "issue": _PERIODICALS,
    "page": (*_PARTS, *_PERIODICALS),
    "edition": ("book", *_PARTS, "report", "pamphlet"),
    "collection_title": ("book", *_PARTS, "report", "pamphlet"),
    "collection_number": ("book", *_PARTS, "report", "pamphlet"),
    "genre": ("thesis", "report", *_ARCHIVED),
    "number": ("report", "legislation"),
    "event_title": ("paper-conference", "speech"),
    "archive": _ARCHIVED,
    "isbn": _PRINTED,
    "issn": _PERIODICALS,
    "original_date": ("book", *_PARTS, "pamphlet", "speech", "manuscript"),
    "editor": ("book", *_PARTS, "report", "pamphlet", *_ARCHIVED),
    "translator": ("book", *_PARTS, *_PERIODICALS, "webpage", "pamphlet", *_ARCHIVED),
}


def label_of(kind: str) -> str | Promise:
    """What a type of CSL is called; those that are not offered by their own names."""
    return LABELS.get(kind) or kind.replace("_", " ").replace("-", " ").capitalize()
