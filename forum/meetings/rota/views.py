"""Who has which role: how it was drawn, handing it on, taking it up, and opting out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.circles.models import Circle
from forum.limits import Limit, limited
from forum.meetings.models import Meeting
from forum.meetings.refusals import NotNow
from forum.meetings.rota.handing_on import ask_to_swap, decline, hand_over, keep, take_up
from forum.meetings.rota.models import Role, Rota, Turn
from forum.meetings.rota.opting_out import opt_in, opt_out
from forum.meetings.rota.pages import choices_of, handing_on_page, rota_page
from forum.members.models import Member
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.asked import number_in


@require_safe
def show_rota(request: HttpRequest, pk: int) -> HttpResponse:
    """How the roles of a meeting were drawn, and what has become of them since."""
    meetings = Meeting.objects.visible_to(request.user)
    rotas = Rota.objects.filter(meeting__in=meetings).select_related("meeting__circle", "draw", "entry")
    page = rota_page(get_object_or_404(rotas, pk=pk), request.user)
    return render(request, "forum/meetings/rota/rota.html", {"section": "talk", "page": page})


@require_POST
@member_required
@limited(Limit.EDITING)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up a role that is free, or that one is offered."""
    member = member_of(request)
    meeting = get_object_or_404(Meeting.objects.visible_to(member).for_pages(), pk=pk)
    require(member, Act.TAKE_UP_TURN, meeting)
    try:
        take_up(member=member, meeting=meeting, role=request.POST.get("role", ""))
        messages.success(request, _("It is yours, for this meeting. Thank you."))
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(f"{meeting.get_absolute_url()}#roles")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def hand_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to whom one's role shall go, and offer it: `to` is the handle of a member, "" for whoever takes it; `swap`
    the number of the turn that one would have for it."""
    member, turn = member_of(request), _turn_or_404(request, pk)
    require(member, Act.HAND_ON_TURN, turn)
    if request.method == "POST":
        return _offer(request, member, turn)
    context = {"section": "talk", "page": handing_on_page(turn), "meeting": turn.meeting}
    return render(request, "forum/meetings/rota/hand_on.html", context)


def _offer(request: HttpRequest, member: Member, turn: Turn) -> HttpResponse:
    said, swap = request.POST.get("to", ""), number_in(request.POST.get("swap", ""))
    try:
        if swap is not None:
            other = Turn.objects.current().filter(meeting=turn.meeting, pk=swap).first()
            if other is None:
                raise NotNow(_("That role is somebody else’s by now. Nothing was changed."))
            ask_to_swap(member=member, turn=turn, other=other)
            messages.success(request, _("You have asked. You swap when they say yes."))
        else:
            to = Member.objects.filter(handle=said, is_active=True).first() if said else None
            if said and to is None:
                raise NotNow(_("Nobody here has that handle. Nothing was changed."))
            hand_over(member=member, turn=turn, to=to)
            messages.success(request, _("It is offered. Until somebody takes it, it is yours."))
    except NotNow as refused:
        messages.error(request, str(refused))
    return redirect(f"{turn.meeting.get_absolute_url()}#roles")


@require_POST
@member_required
@limited(Limit.EDITING)
def keep_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an offer of one's role back."""
    member, turn = member_of(request), _turn_or_404(request, pk)
    require(member, Act.HAND_ON_TURN, turn)
    try:
        keep(member=member, turn=turn)
    except NotNow as too_late:
        messages.error(request, str(too_late))
    return redirect(f"{turn.meeting.get_absolute_url()}#roles")


@require_POST
@member_required
@limited(Limit.EDITING)
def decline_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to a role that one is offered."""
    member, turn = member_of(request), _turn_or_404(request, pk)
    require(member, Act.TAKE_UP_TURN, turn.meeting)
    decline(member=member, turn=turn)
    return redirect(f"{turn.meeting.get_absolute_url()}#roles")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited(Limit.EDITING)
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which roles one takes in a circle: each that is named in `roles`, and no other."""
    member = member_of(request)
    circle = get_object_or_404(Circle.objects.visible_to(member), slug=slug)
    require(member, Act.CHOOSE_ROLES, circle)
    if request.method == "POST":
        wanted = set(request.POST.getlist("roles"))
        for role in Role.values:
            (opt_in if role in wanted else opt_out)(member=member, circle=circle, role=role)
        messages.success(request, _("This is kept, and told to nobody."))
        return redirect("meetings", circle.slug)
    context = {"section": "talk", "circle": circle, "choices": choices_of(circle, member)}
    return render(request, "forum/meetings/rota/choose.html", context)


def _turn_or_404(request: HttpRequest, pk: int) -> Turn:
    turns = Turn.objects.visible_to(request.user).select_related("meeting__circle", "member")
    return get_object_or_404(turns, pk=pk)
