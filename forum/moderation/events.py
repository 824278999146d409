"""What happens elsewhere and changes a case: words are taken back, somebody leaves a circle, an account is closed."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from forum.circles.models import Circle
from forum.circles.signals import circle_left
from forum.debate.models import Post
from forum.debate.restraining.signals import post_held
from forum.debate.signals import post_withdrawn
from forum.members.models import Member
from forum.members.signals import account_closed
from forum.moderation.holds import open_hold_case
from forum.moderation.models import Ballot, Case, Flag, Seat
from forum.moderation.seating import give_up
from forum.moderation.steps import close, locked


def connect() -> None:
    post_withdrawn.connect(end_cases_about, dispatch_uid="forum.moderation.withdrawn")
    circle_left.connect(free_seats_in, dispatch_uid="forum.moderation.left")
    account_closed.connect(forget, dispatch_uid="forum.moderation.closed")
    post_held.connect(ask_whether_it_fits, dispatch_uid="forum.moderation.held")


def ask_whether_it_fits(sender: Any, post: Post, category: str, ground: str, **_: Any) -> None:
    """A legal hold brings its ground before a panel, in the same transaction."""
    open_hold_case(post=post, category=category, ground=ground)


def end_cases_about(sender: Any, post: Post, **_: Any) -> None:
    """An author who takes the words back has done more than a panel could ask: cases about them end."""
    now = timezone.now()
    for case in Case.objects.not_closed().filter(post=post).exclude(kind=Case.Kind.HOLD).order_by("pk"):
        found = locked(case)
        if found is not None and not found.is_closed:
            close(found, Case.Closing.WITHDRAWN, now)


def free_seats_in(sender: Any, circle: Circle, member: Member, **_: Any) -> None:
    """Whoever leaves a circle gives back their seats in it, and their votes of a panel at work; a case about how they
    take part in it is over. One that is decided is not: what it found waits for them, and so does their appeal."""
    now = timezone.now()
    free_seats(member, now, circle)
    about = Case.objects.not_closed().filter(kind=Case.Kind.CONDUCT, circle=circle, about=member)
    for case in about.exclude(stage=Case.Stage.DECIDED):
        found = locked(case)
        if found is not None and not found.is_closed:
            close(found, Case.Closing.LEFT, now)


def free_seats(member: Member, now: datetime, circle: Circle | None = None) -> None:
    """End the seats that `member` has on panels at work, in `circle` or everywhere."""
    seats = Seat.objects.at_work().filter(member=member)
    # Each case, also of the circles that are left next, before anything is written of one: whoever has the record waits
    # for nobody.
    for case in Case.objects.filter(panels__seats__in=seats).distinct().order_by("post", "pk"):
        locked(case)
    if circle is not None:
        seats = seats.filter(panel__case__circle=circle)
    for pk in list(seats.order_by("pk").values_list("pk", flat=True)):
        case = locked(Seat.objects.select_related("panel__case").get(pk=pk).panel.case)
        seat = Seat.objects.select_related("panel__case").get(pk=pk)
        if case is not None and seat.is_live and seat.panel.ended_at is None:
            give_up(case, seat, Seat.Ending.LEFT, now)


def forget(sender: Any, member: Member, **_: Any) -> None:
    """Of a closed account nothing is kept that says who it was: seats given back, salts emptied, flags nobody's."""
    free_seats(member, timezone.now())
    Flag.objects.filter(member=member).update(member=None)
    Ballot.objects.filter(seat__member=member).update(salt="")
    Seat.objects.filter(member=member).update(member=None)
    Case.objects.filter(about=member, kind=Case.Kind.CONDUCT).update(salt="")
    Case.objects.filter(about=member).update(about=None)
