"""By which rules a member was not in the pool of a panel, in a sentence each. For themselves alone.

Read from the rows of now, as they were at the time that counts: that of the first flag, and of an appeal its own. The
rules are those of eligibility.py; a sentence tells nothing of anybody else that its reader cannot see.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.circles.models import Membership
from forum.circles.numbers import number_of
from forum.debate.models import Post
from forum.lots.models import Draw
from forum.members.models import Block, Member
from forum.moderation.models import Case, Panel, Seat
from forum.moderation.numbers import ACTIVE_WITHIN, RESTS, WEEKS_ACTIVE

Rule = Callable[[Case, Panel, Member, datetime], str]


def why_left_out(draw: Draw, member: Member) -> Sequence[str]:
    """The sentences, all that hold, in the order of the rules; one that says so where none does any more."""
    panel = (
        Panel.objects.filter(draw=draw).select_related("case__circle", "case__post", "case__about").first()
    )
    if panel is None:
        return ()
    case = panel.case
    at = panel.opened_at if panel.kind == Panel.Kind.APPEAL else case.at
    if case.about_id == member.pk:
        return [_("The case is about you.")]
    found = [sentence for rule in RULES if (sentence := rule(case, panel, member, at))]
    return found or [_("By what is known now you could have been in it; something has changed since then.")]


def _flagged(case: Case, _panel: Panel, member: Member, _at: datetime) -> str:
    return _("You flagged it.") if case.flags.standing().filter(member=member).exists() else ""


def _sat_before(case: Case, panel: Panel, member: Member, _at: datetime) -> str:
    sat = Seat.objects.filter(panel__case=case, panel__lt=panel.pk, member=member, accepted_at__isnull=False)
    return _("You had a seat on an earlier panel of this case.") if sat.exists() else ""


def _came_too_late(case: Case, _panel: Panel, member: Member, at: datetime) -> str:
    needed = number_of(case.circle, "days_before_panels")
    said = {"circle": case.circle.name, "needed": needed}
    there = Membership.objects.filter(circle=case.circle, member=member, joined_at__lte=at)
    joined = there.filter(Q(left_at=None) | Q(left_at__gt=at)).values_list("joined_at", flat=True).first()
    if joined is None:
        return _("You were not a member of %(circle)s.") % said
    days = (at - joined).days
    if at - joined >= timedelta(days=needed):
        return ""
    return ngettext(
        "You had been a member of %(circle)s for %(days)d day; it takes %(needed)d.",
        "You had been a member of %(circle)s for %(days)d days; it takes %(needed)d.",
        days,
    ) % (said | {"days": days})


def _wrote_too_little(_case: Case, _panel: Panel, member: Member, at: datetime) -> str:
    written = Post.objects.filter(author=member, thread__private_to=None, written_at__lte=at)
    told = written.order_by().aggregate(
        weeks=Count(TruncWeek("written_at"), distinct=True), last=Max("written_at")
    )
    if told["last"] is None:
        return _("You had written nothing yet that others read; it takes %(needed)d different weeks.") % {
            "needed": WEEKS_ACTIVE
        }
    if told["weeks"] < WEEKS_ACTIVE:
        return ngettext(
            "You had written what others read in %(weeks)d week; it takes %(needed)d different ones.",
            "You had written what others read in %(weeks)d weeks; it takes %(needed)d different ones.",
            told["weeks"],
        ) % {"weeks": told["weeks"], "needed": WEEKS_ACTIVE}
    if told["last"] < at - ACTIVE_WITHIN:
        return _("You had written nothing that others read in the %(days)d days before.") % {
            "days": ACTIVE_WITHIN.days
        }
    return ""


def _wrote_in_the_thread(case: Case, _panel: Panel, member: Member, at: datetime) -> str:
    if case.post is None:
        return ""
    here = Post.objects.filter(thread=case.post.thread_id, author=member, written_at__lte=at)
    return _("You posted in that thread.") if here.exists() else ""


def _is_near(case: Case, _panel: Panel, member: Member, _at: datetime) -> str:
    ties = Membership.objects.filter(
        Q(member=case.about, invited_by=member) | Q(member=member, invited_by=case.about)
    )
    if case.about is None or not ties.exists():
        return ""
    return _("You brought whom the case is about into a circle, or they brought you.")


def _has_blocked(case: Case, _panel: Panel, member: Member, _at: datetime) -> str:
    has = case.about is not None and Block.objects.filter(blocker=member, blocked=case.about).exists()
    return _("You have blocked whom the case is about.") if has else ""


def _rests(case: Case, _panel: Panel, member: Member, at: datetime) -> str:
    seats = Seat.objects.exclude(panel__kind=Panel.Kind.PRACTICE).exclude(panel__case=case)
    lately = Q(accepted_at__gt=at - RESTS, accepted_at__lte=at)
    offered = Q(offered_at__lte=at) & (Q(ended_at=None, panel__ended_at=None) | Q(ended_at__gt=at))
    if not seats.filter(lately | offered, member=member).exists():
        return ""
    return _("You had a seat on another panel in the %(days)d days before, or one was offered to you.") % {
        "days": RESTS.days
    }


RULES: Sequence[Rule] = (
    _flagged,
    _sat_before,
    _came_too_late,
    _wrote_too_little,
    _wrote_in_the_thread,
    _is_near,
    _has_blocked,
    _rests,
)
