"""What those in a case do: its author, and whoever the lot has drawn."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.moderation.appealing import appeal, ask_redraw
from forum.moderation.forms import AppealForm, NumberForm, VoteForm
from forum.moderation.models import Case, Seat
from forum.moderation.opening import give_nonce
from forum.moderation.refusing import NotNow
from forum.moderation.roles import standing_of
from forum.moderation.seating import recuse, take_seat
from forum.moderation.views.reading import case_or_404, show
from forum.moderation.voting import vote
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.idempotency import OnceForm
from forum.web.sending import do_once


@require_POST
@member_required
@limited(Limit.EDITING)
def give_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one's own number to the draw of a case about oneself."""
    said = _("Your number is in the draw. The receipt is below: nobody can add anything after it.")
    member, case = member_of(request), case_or_404(request, pk)
    require(member, Act.GIVE_NONCE, case)
    form = NumberForm(request.POST)
    return _do(
        request,
        case,
        form,
        "number_form",
        lambda: give_nonce(member=member, case=case, nonce=form.nonce),
        said,
    )


@require_POST
@member_required
@limited(Limit.EDITING)
def draw_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the panel drawn once more, so that one's own number can be in the draw."""
    member, case = member_of(request), case_or_404(request, pk)
    require(member, Act.ASK_REDRAW, case)
    said = _("Another panel will be drawn. You can add your number now.")
    return _do(
        request,
        case,
        OnceForm(request.POST),
        "redraw_form",
        lambda: ask_redraw(member=member, case=case),
        said,
    )


@require_POST
@member_required
@limited(Limit.EDITING)
def appeal_ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a fresh panel whether what was ruled against oneself shall stand."""
    member, case = member_of(request), case_or_404(request, pk)
    require(member, Act.APPEAL, case)
    form = AppealForm(request.POST)

    def act() -> object:
        return appeal(member=member, case=case, reason=form.cleaned_data["reason"])

    return _do(
        request,
        case,
        form,
        "appeal_form",
        act,
        _("You have appealed. A fresh panel will be drawn; you can add your number now."),
    )


@require_POST
@member_required
@limited(Limit.EDITING)
def cast_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote in the round that is on, or change one's vote in it."""
    member, case = member_of(request), case_or_404(request, pk)
    seat = _own_seat(request, case, Act.VOTE)
    seat.panel.case = case
    form = VoteForm(request.POST, panel=seat.panel)

    def act() -> object:
        names = ("choice", "days", "holds_now", "reason")
        return vote(member=member, seat=seat, **{name: form.cleaned_data[name] for name in names})

    said = _("Your vote is given. You can change it until the round ends.")
    return _do(request, case, form, "vote_form", act, said, keep_key=f"vote-{case.pk}")


@require_POST
@member_required
def take_offered_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a seat that the lot offers."""
    member, case = member_of(request), case_or_404(request, pk)
    seat = _own_seat(request, case, Act.TAKE_SEAT)
    try:
        take_seat(member=member, seat=seat)
    except NotNow as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The seat is yours."))
    return redirect(case)


@require_POST
@member_required
def give_seat_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a seat back. No reason is asked."""
    member, case = member_of(request), case_or_404(request, pk)
    seat = _own_seat(request, case, Act.RECUSE)
    try:
        recuse(member=member, seat=seat)
    except NotNow as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("You have given the seat back. The next in the order drawn is asked."))
    return redirect(case)


def _own_seat(request: HttpRequest, case: Case, act: Act) -> Seat:
    """The reader's seat on the newest panel. Whoever has none may not do `act`."""
    seat = standing_of(request.user, case).seat or Seat()  # which is nobody's
    require(request.user, act, seat)
    return seat


def _do(
    request: HttpRequest,
    case: Case,
    form: OnceForm,
    name: str,
    act: Callable[[], object],
    said: str,
    *,
    keep_key: str = "",
) -> HttpResponse:
    """Do what a valid form asks, once, and lead back to the case; else show it there, as its form `name`."""
    if form.is_valid():

        def do() -> str:
            act()
            return case.get_absolute_url()

        try:
            return do_once(request, form, do, keep_key=keep_key, said=said)
        except NotNow as refused:
            messages.warning(request, str(refused))  # the form may not stand on the page any more
    return show(request, case_or_404(request, case.pk), **{name: form})
