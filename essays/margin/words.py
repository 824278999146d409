"""How many notes there are, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from forum.debate.models import Kind

# Numbers of notes by kind; the reader's own private ones, which are in no tally, under PRIVATE.
Counts = Mapping[str, int]
PRIVATE = "private"

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
