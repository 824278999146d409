"""A second look: an appeal, another draw for an author who was away, and the review of what was hidden."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.circles.models import Membership
from forum.debate.models import Post, Revision
from forum.members.models import Member
from forum.moderation import carrying_out, eligibility
from forum.moderation.models import Appeal, Case, Panel, Ruling
from forum.moderation.opening import open_case, parties_of
from forum.moderation.refusing import NotNow
from forum.moderation.ruling import lapse, redraw
from forum.moderation.sizes import appeal_needs, appeal_seats
from forum.moderation.steps import begin_panel, end_panel, locked, new_salt, standing_ruling
from forum.moderation.wordings import holds_for
from forum.permissions import Act, require
from forum.record.writing import append


@transaction.atomic
def appeal(*, member: Member, case: Case, reason: str, at: datetime | None = None) -> Appeal:
    """Appeal what was ruled against oneself: once, within APPEAL_WITHIN. Doing it twice changes nothing.

    The pool of a fresh panel is frozen, without anyone who had a seat before; then the author may add their number, as
    before the first draw: one that came with the appeal could be known when the marks of the pool are made. Where so
    many cannot be had, the restriction lapses at once, and the circle is asked instead.
    """
    at = at or timezone.now()
    found = locked(case)
    assert found is not None
    case = found
    require(member, Act.APPEAL, case)
    earlier = Appeal.objects.filter(ruling__case=case).first()
    if earlier is not None:
        return earlier
    ruling = standing_ruling(case)
    if case.stage != Case.Stage.DECIDED or ruling is None or not ruling.restricts:
        raise NotNow(_("There is no ruling that can be appealed."))
    if ruling.appeal_until is None or at >= ruling.appeal_until:
        raise NotNow(_("The two weeks for an appeal have passed."))
    membership = Membership.objects.current().filter(circle=case.circle, member=case.about).first()
    sat = set(
        case.panels.filter(seats__accepted_at__isnull=False).values_list("seats__member", flat=True)
    ) - {None}
    pool = eligibility.pool_for(
        circle=case.circle, about=case.about, post=case.post, without=parties_of(case) | sat, now=at
    )
    name = f"{case.name}.a"
    n = appeal_seats(ruling.panel.n, len(pool))
    entry = append("appeal", {"case": name, "of": ruling.panel.name}, circle=case.circle, at=at)
    appealed = Appeal.objects.create(ruling=ruling, member=member, reason=reason, entry=entry, at=at)
    if n is None:
        lapse(case, ruling, entry, at, membership)
        return appealed
    needs = appeal_needs(n, ruling.panel.n)
    panel = begin_panel(case, kind=Panel.Kind.APPEAL, name=name, pool=pool, n=n, needs=needs, at=at)
    appealed.panel = panel
    appealed.save(update_fields=["panel"])
    return appealed


@transaction.atomic
def ask_redraw(*, member: Member, case: Case, at: datetime | None = None) -> Panel:
    """Have the panel drawn once more, because one was away when it was time to give a number: it can be given now, when
    the new pool has been frozen.

    Until the panel's first votes are shown: afterwards there is the appeal. The panel drawn without is dismissed.
    """
    at = at or timezone.now()
    found = locked(case)
    assert found is not None
    case = found
    require(member, Act.ASK_REDRAW, case)
    panel = case.panel
    if not may_be_redrawn(case, panel):
        raise NotNow(
            _(
                "Another draw is for who was away when a number could be given, once, and before the first votes are "
                "shown. A ruling can be appealed."
            )
        )
    assert panel is not None
    end_panel(panel, Panel.DISMISSED, at)
    again = redraw(case, panel, at)
    if again is None:
        raise NotNow(_("There is nobody else who could be drawn."))
    return again


def may_be_redrawn(case: Case, panel: Panel | None) -> bool:
    """Whether an author who was away, and gave no number, can still have another draw."""
    return (
        panel is not None
        and panel.kind == Panel.Kind.FIRST
        and panel.draw is not None
        and panel.draw.nonce_entry_id is None
        and panel.ended_at is None
        and case.redrawn_at is None
        and case.stage in (Case.Stage.SEATING, Case.Stage.FIRST)
        and not _was_here(case, panel)
    )


def _was_here(case: Case, panel: Panel) -> bool:
    """Whether a visit of the author ended while a number was waited for: whoever looked in, and gave none, cannot wait
    for a panel that they like. Of visits only the end of the last one is kept, so some pass; nobody is refused who was
    away."""
    left = case.about.last_visit_ended_at if case.about else None
    return left is not None and panel.draw is not None and panel.opened_at <= left <= panel.draw.due_at


@transaction.atomic
def begin_review(ruling: Ruling, now: datetime) -> Case | None:
    """Open a case on whether what was hidden stays hidden; None where it is not the time, or nothing is left of it."""
    locked(ruling.case)
    ruling = Ruling.objects.select_related("case__post__author", "case__circle").get(pk=ruling.pk)
    if ruling.review_at is None or ruling.review_at > now or ruling.ended_at is not None:
        return None
    earlier, post = ruling.case, ruling.case.post
    assert post is not None
    others = Case.objects.not_closed().filter(post=post, kind=Case.Kind.REVIEW)
    if not earlier.is_closed or others.exists():
        ruling.review_at = now + timedelta(days=1)  # an appeal, or another review, comes first
        ruling.save(update_fields=["review_at"])
        return None
    ruling.review_at = None
    ruling.save(update_fields=["review_at"])
    if post.withdrawn_at is not None:
        return None
    revision, words, html = _what_was_hidden(ruling, post)
    case = Case.objects.create(
        kind=Case.Kind.REVIEW,
        circle=earlier.circle,
        post=post,
        revision=revision,
        about=earlier.about,
        reviews=ruling,
        guideline=earlier.guideline,
        words=words,
        html=html,
        salt=new_salt(),
        pool=eligibility.pool_for(
            circle=earlier.circle, about=earlier.about, post=post, without=parties_of(earlier), now=now
        ),
        at=now,
        due_at=now,
    )
    open_case(case, at=now)
    return case


def _what_was_hidden(ruling: Ruling, post: Post) -> tuple[int, str, str]:
    """The number, source and HTML of the words that a ruling hides: those of the post, where it holds for them, and
    else the wording that was judged."""
    if not holds_for(post, ruling.up_to):
        judged = Revision.objects.filter(post=post, number=ruling.case.revision or 0).first()
        if judged is not None:
            return judged.number, judged.source, judged.html
    return post.revision, post.source, carrying_out.html_of(post)
