"""The words a case is about, as far as its reader gets to read them there."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from forum.debate.models import Revision
from forum.moderation.carrying_out import how_of, pasts_of
from forum.moderation.models import Case, Grounds, Outcome, Ruling
from forum.moderation.roles import Standing
from forum.text import render_diff, word_diff

HELD = "held"  # by a legal hold
WITHHELD = {Outcome.HIDE.value, HELD}


@dataclass(frozen=True)
class Words:
    """`html` is "" where they are not shown, and then `why_not` says why: hidden, kept from you, gone."""

    html: SafeString
    is_folded: bool = False
    why_not: str = ""
    is_changed: bool = False  # their author has given the post other words since
    changes: str = ""  # from the words in question to the present ones, as safe HTML, for whoever judges them


def words_of(standing: Standing, ruling: Ruling | None) -> Words:
    """The words in question; `ruling` is what was found in the case, and still stands."""
    case = standing.case
    if case.kind == Case.Kind.CONDUCT:
        return Words(SafeString())
    post = case.post
    if post is None or case.kind == Case.Kind.HOLD:
        return Words(_safe(case.html) if case.html else SafeString())
    is_same = post.withdrawn_at is None and post.revision == case.revision
    is_changed = post.withdrawn_at is None and not is_same
    html = _safe(case.html or (post.html if is_same else _from_history(case) if is_changed else ""))
    if standing.reads_what_is_judged and html:
        return Words(html, is_changed=is_changed, changes=_changes(case) if is_changed else "")
    if _asked_to_be_spared(standing):
        return Words(SafeString(), why_not="spared")
    hows = _hows(case, ruling)
    if hows & WITHHELD:
        return Words(SafeString(), why_not="hidden")
    if not html:
        return Words(SafeString(), why_not="gone" if post.withdrawn_at or is_changed else "folded")
    return Words(html, is_folded=Outcome.FOLD.value in hows, is_changed=is_changed)


def _from_history(case: Case) -> str:
    """The words of a closed case, which keeps no copy, as the history of the post has them."""
    judged = Revision.objects.filter(post=case.post_id, number=case.revision or 0)
    return judged.values_list("html", flat=True).first() or ""


def _changes(case: Case) -> SafeString:
    """What was changed in the words of a case at work since."""
    if case.is_closed or case.post is None:
        return SafeString()
    return render_diff(word_diff(case.words, case.post.source))


def _hows(case: Case, ruling: Ruling | None) -> set[str]:
    """In which ways the words are restrained, by this case or by whatever else."""
    assert case.post is not None
    hows = {how_of(case.post), *pasts_of(case.post, case.revision)}
    if ruling is not None:
        hows.add(str(ruling.outcome))
    if case.meanwhile_id is not None and not case.is_closed:
        hows.add(Outcome.FOLD.value)
    if case.reviews is not None and case.reviews.ended_at is None:
        hows.add(str(case.reviews.outcome))
    return hows


def _asked_to_be_spared(standing: Standing) -> bool:
    """Whether the reader has said that the post is aimed at them, and the case is open."""
    flag = standing.flag
    return flag is not None and flag.grounds == Grounds.HARASSMENT and not standing.case.is_closed


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 (made by forum.text, as every post's)
