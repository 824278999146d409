"""How many notes there are, and which are asked for, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from essays.margin.filtering import BY, KIND, LAYER, NEW, PRIVATE, UNANSWERED, WITH_EVIDENCE, Filter, Term
from forum.debate.models import Kind

# Numbers of notes by kind; the reader's own private ones, which are in no tally, under PRIVATE.
Counts = Mapping[str, int]

_COUNTED = {
    Kind.CRITIQUE.value: ngettext_lazy("%(count)d critique", "%(count)d critiques", "count"),
    Kind.COUNTER_EVIDENCE.value: ngettext_lazy(
        "%(count)d piece of counter-evidence", "%(count)d pieces of counter-evidence", "count"
    ),
    Kind.SUPPORT.value: ngettext_lazy("%(count)d in support", "%(count)d in support", "count"),
    Kind.QUESTION.value: ngettext_lazy("%(count)d question", "%(count)d questions", "count"),
    Kind.COMMENT.value: ngettext_lazy("%(count)d comment", "%(count)d comments", "count"),
    PRIVATE: ngettext_lazy("%(count)d private note", "%(count)d private notes", "count"),
}


def counted(counts: Counts) -> str:
    """ "3 critiques, 1 question", in the order of kinds; "" where there are none."""
    return _(", ").join(
        words % {"count": counts[kind]} for kind, words in _COUNTED.items() if counts.get(kind)
    )


def replies(count: int) -> str:
    """ "3 replies"; "" where there are none."""
    return ngettext("%(n)d reply", "%(n)d replies", count) % {"n": count} if count else ""


_MANY = {
    Kind.CRITIQUE.value: gettext_lazy("critiques"),
    Kind.COUNTER_EVIDENCE.value: gettext_lazy("counter-evidence"),
    Kind.SUPPORT.value: gettext_lazy("support"),
    Kind.QUESTION.value: gettext_lazy("questions"),
    Kind.COMMENT.value: gettext_lazy("comments"),
}
_FLAGS = {
    UNANSWERED: gettext_lazy("unanswered"),
    WITH_EVIDENCE: gettext_lazy("with evidence"),
    NEW: gettext_lazy("new since my last visit"),
}
_LEFT_OUT = {
    LAYER: gettext_lazy("you see no circle called “%s”"),
    KIND: gettext_lazy("“%s” is no kind of note"),
    BY: gettext_lazy("there is no member called “%s”"),
    NEW: gettext_lazy("what is new since your last visit is told to those who sign in"),
}


def said_of(term: Term, names: Mapping[Term, str]) -> str:
    """One thing that a filter asks for: "by Bashir"."""
    name, value = term
    if term == (LAYER, PRIVATE):
        return _("only for me")
    if name == LAYER:
        return _("for %(circle)s") % {"circle": names.get(term) or value}
    if name == BY:
        return _("by %(name)s") % {"name": names.get(term) or value}
    return str(_MANY[value] if name == KIND else _FLAGS[name])


def described(wanted: Filter, names: Mapping[Term, str]) -> str:
    """All that a filter asks for: "critiques or questions by Bashir, for Kitchen table, unanswered"."""

    def said(name: str) -> list[str]:
        return [said_of(term, names) for term in wanted.terms if term[0] == name]

    notes = _(" or ").join(said(KIND)) or _("notes")
    first = " ".join([notes, *said(BY)])
    flags = [said_of(term, names) for term in wanted.terms if term[0] in _FLAGS]
    return _(", ").join([first, *([_(" or ").join(said(LAYER))] if wanted.layers else []), *flags])


def left_out(term: Term) -> str:
    """Why something that an address asks for means nothing."""
    name, value = term
    if term == (LAYER, PRIVATE):
        return _("private notes are seen by their authors, once they sign in")
    sentence = str(_LEFT_OUT[name])
    return sentence % value if "%s" in sentence else sentence
