"""Telling those whom somebody mentions on top of a thread, where they say where it stands."""

from collections.abc import Collection

from django.db import transaction

from forum.debate.models import Thread
from forum.members.models import Member
from forum.notices.forgetting import recount_all
from forum.notices.models import Notice
from forum.notices.places import places_of
from forum.notices.telling import tell_some

SUMMED_UP = Notice.Reason.SUMMED_UP


@transaction.atomic
def tell_of_summary(*, member: Member, thread: Thread, mentioned: Collection[int]) -> None:
    """Tell those of the members `mentioned`, by number, whom no earlier version has called here.

    The notice is that of the thread's first post, under which the summary stands; one that told of the post itself
    gives way to it. They are as many as fit into a summary, so this is done where it is written.
    """
    opening = thread.opening
    if opening is None or opening.withdrawn_at:
        return
    told = Notice.objects.filter(post=opening, member__in=mentioned)
    called_before = set(told.filter(reason=SUMMED_UP).values_list("member", flat=True))
    gives_way = told.exclude(reason=SUMMED_UP).order_by("member").select_for_update(of=("self",))
    only_of_the_post = list(gives_way.values_list("member_id", flat=True))
    Notice.objects.filter(post=opening, member__in=only_of_the_post).delete()
    tell_some(
        opening,
        sorted(set(mentioned) - called_before),
        places=places_of(opening),
        addressed=dict.fromkeys(mentioned, SUMMED_UP),
        by=member.pk,
    )
    recount_all(only_of_the_post)
