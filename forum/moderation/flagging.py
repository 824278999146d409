"""Flagging a post, and how somebody takes part: what opens cases."""

import secrets as randomness
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.circles.models import Membership
from forum.debate.models import Post
from forum.members.models import Member
from forum.moderation import carrying_out, eligibility
from forum.moderation.grouping import of_different_lineage
from forum.moderation.models import Case, Flag, Grounds, Ruling
from forum.moderation.numbers import FLAG_WAITS, FLAGGERS, OPEN_FLAGS, RESTRICTED_WITHIN
from forum.moderation.opening import fold_meanwhile, open_case, parties_of
from forum.moderation.refusing import NotNow
from forum.moderation.steps import close, locked, new_salt
from forum.permissions import Act, require


@transaction.atomic
def flag(
    *,
    member: Member,
    post: Post,
    grounds: str = Grounds.GUIDELINE,
    guideline: str = "",
    reason: str = "",
    passage: str = "",
    nonce: bytes | None = None,
    at: datetime | None = None,
) -> Flag:
    """Flag a post as it stands now, citing a guideline in its own words; flagging it twice changes nothing.

    The flag joins the case on that revision if there is one, and opens it if it is enough for that. `nonce` is the
    member's own part in the draw (1 to 32 bytes; one is made if none is given). Raises NotNow where the member has
    OPEN_FLAGS already, sits on the case's panel, or the very thing has been decided, and ValueError where `guideline`
    is none of the circle's or `passage` is not in the post.
    """
    at = at or timezone.now()
    member = Member.objects.select_for_update().get(pk=member.pk)  # whose flags are counted
    post = (
        Post.objects.select_for_update(of=("self",))
        .select_related("thread__circle", "author")
        .get(pk=post.pk)
    )
    require(member, Act.FLAG, post)
    insist_it_is_said_here(post, guideline, passage)
    case = Case.objects.not_closed().filter(post=post, revision=post.revision, kind=Case.Kind.POST).first()
    if case is not None:
        case = locked(case)
        assert case is not None
        earlier = case.flags.filter(member=member).first()
        if earlier is not None and earlier.withdrawn_at is None:
            return earlier
        _insist_it_can_be_joined(case, member)
    if open_flags_of(member) >= OPEN_FLAGS:
        raise NotNow(_("You have three flags open. When one of them is decided you can flag again."))
    if case is None:
        _insist_on_new_grounds(member, post, grounds, guideline)
        case = _begin(member, post, guideline, at)
    counts = eligibility.stands(member, case.circle, at)
    if counts:
        _freeze(case, member, at)
    flagged, _created = Flag.objects.update_or_create(
        case=case,
        member=member,
        defaults={
            "grounds": grounds,
            "guideline": guideline,
            "reason": reason,
            "passage": passage,
            "nonce": (nonce or randomness.token_bytes(32))[:32].hex(),
            "counts": counts,
            "at": at,
            "withdrawn_at": None,
        },
    )
    if case.stage != Case.Stage.FLAGGED:
        fold_meanwhile(case, flagged, at)
    elif _is_enough(case):
        open_case(case, at=at)
    return flagged


@transaction.atomic
def withdraw_flag(*, member: Member, flag: Flag, at: datetime | None = None) -> Flag:
    """Take a flag back, while it has not opened a case; the last one of a case ends it. Twice changes nothing."""
    at = at or timezone.now()
    require(member, Act.WITHDRAW_FLAG, flag)
    case = locked(flag.case)
    assert case is not None
    flag.refresh_from_db()
    if flag.withdrawn_at is not None:
        return flag
    if case.stage != Case.Stage.FLAGGED:
        raise NotNow(_("The case has been opened, so your flag is part of it now."))
    flag.withdrawn_at = at
    flag.save(update_fields=["withdrawn_at"])
    if not case.flags.standing().exists():
        close(case, Case.Closing.DROPPED, at)
    return flag


@transaction.atomic
def flag_conduct(
    *,
    member: Member,
    membership: Membership,
    guideline: str,
    reason: str,
    nonce: bytes | None = None,
    at: datetime | None = None,
) -> Flag:
    """Ask that a panel looks at how somebody takes part in a circle: whether they are slowed or paused for a while.

    Only where a panel has restricted a post of theirs there within RESTRICTED_WITHIN and the ruling stands: before
    that there are posts to be flagged. It takes FLAGGERS of different lineage, as a case about a post does, and there
    is no shorter way.
    """
    at = at or timezone.now()
    member = Member.objects.select_for_update().get(pk=member.pk)
    list(Membership.objects.select_for_update().filter(pk=membership.pk))
    require(member, Act.FLAG_CONDUCT, membership)
    circle = membership.circle
    if guideline and guideline not in circle.guideline_list:
        raise ValueError("no guideline of this circle")
    restricted = (
        Ruling.objects.standing()
        .restricting()
        .filter(case__about=membership.member_id, case__circle=circle, at__gt=at - RESTRICTED_WITHIN)
    )
    if not restricted.exists():
        raise NotNow(
            _("Conduct is looked at after a panel has found against a post. Flag the post that you mean.")
        )
    case = (
        Case.objects.not_closed()
        .filter(kind=Case.Kind.CONDUCT, circle=circle, about=membership.member_id)
        .first()
    )
    if case is not None:
        case = locked(case)
        assert case is not None
        earlier = case.flags.standing().filter(member=member).first()
        if earlier is not None:
            return earlier
        _insist_it_can_be_joined(case, member)
    if open_flags_of(member) >= OPEN_FLAGS:
        raise NotNow(_("You have three flags open. When one of them is decided you can flag again."))
    if case is None:
        case = Case.objects.create(
            kind=Case.Kind.CONDUCT,
            circle=circle,
            about=membership.member,
            guideline=guideline,
            salt=new_salt(),
            at=at,
            due_at=at + FLAG_WAITS,
        )
    counts = eligibility.stands(member, circle, at)
    if counts:
        _freeze(case, member, at)
    flagged, _created = Flag.objects.update_or_create(
        case=case,
        member=member,
        defaults={
            "guideline": guideline,
            "reason": reason,
            "nonce": (nonce or randomness.token_bytes(32))[:32].hex(),
            "counts": counts,
            "at": at,
            "withdrawn_at": None,
        },
    )
    if case.stage == Case.Stage.FLAGGED and _is_enough(case):
        open_case(case, at=at)
    return flagged


def open_flags_of(member: Member) -> int:
    """How many flags of the member wait for a panel: those of a case that only may be appealed yet do not."""
    return Flag.objects.open().filter(member=member).exclude(case__stage=Case.Stage.DECIDED).count()


def insist_it_is_said_here(post: Post, guideline: str, passage: str) -> None:
    """Raise ValueError where a flag cites what is not there."""
    assert post.thread.circle is not None  # the Act says so
    if guideline and guideline not in post.thread.circle.guideline_list:
        raise ValueError("no guideline of this circle")
    if passage and passage not in post.source:
        raise ValueError("not in the post")


def _begin(member: Member, post: Post, guideline: str, at: datetime) -> Case:
    """The case that a first flag begins."""
    circle = post.thread.circle
    assert circle is not None
    return Case.objects.create(
        circle=circle,
        post=post,
        revision=post.revision,
        about=post.author,
        guideline=guideline,
        words=post.source,
        html=carrying_out.html_of(post),
        salt=new_salt(),
        at=at,
        due_at=at + FLAG_WAITS,
    )


def _freeze(case: Case, member: Member, at: datetime) -> None:
    """Have the pool of a locked case be as it is now, by the first flag that counts, so that nobody can be brought into
    it later. One by whoever could not be seated does not choose the moment: it costs nothing to send one when the pool
    looks right."""
    if case.stage != Case.Stage.FLAGGED or case.flags.standing().filter(counts=True).exists():
        return
    parties = parties_of(case) | {member.pk}
    case.pool = eligibility.pool_for(
        circle=case.circle, about=case.about, post=case.post, without=parties, now=at
    )
    case.at, case.due_at = at, at + FLAG_WAITS
    case.save(update_fields=["pool", "at", "due_at"])


def _insist_it_can_be_joined(case: Case, member: Member) -> None:
    """Raise NotNow where the case is past flagging, or the member is to judge it."""
    if case.stage == Case.Stage.DECIDED or (case.panel and case.panel.kind == case.panel.Kind.APPEAL):
        raise NotNow(_("A panel has already ruled on this."))
    if case.panels.filter(seats__member=member, seats__ended_at=None).exists():
        raise NotNow(_("You have a seat on the panel of this case. Give it back first if you want to flag."))


def _insist_on_new_grounds(member: Member, post: Post, grounds: str, guideline: str) -> None:
    """Raise NotNow where these words have been judged by that guideline before: what was kept stays kept. Whoever said
    that they harass them says so once, else they could have them folded again by each guideline."""
    of_these = Q(case__revision=post.revision) | Q(case__rulings__up_to=post.revision)
    judged = Flag.objects.standing().filter(
        of_these, case__post=post, case__panels__isnull=False, case__closed_at__isnull=False
    )
    same = Q(guideline=guideline)
    if grounds == Grounds.HARASSMENT:
        same |= Q(member=member)
    if judged.filter(same, grounds=grounds).exists():
        raise NotNow(
            _("A panel has looked at these words on these grounds. A new case needs a ground of its own.")
        )


def _is_enough(case: Case) -> bool:
    """Whether the flags open the case: one of harassment by whoever it harasses, or two of different lineage."""
    counting = list(case.flags.standing().filter(counts=True).exclude(member=None))
    if any(flag.grounds == Grounds.HARASSMENT for flag in counting):
        return True
    flaggers = [flag.member_id for flag in counting if flag.member_id is not None]
    return len(flaggers) >= FLAGGERS and of_different_lineage(flaggers, case.circle)
