"""Coming into a circle freely or by asking, and leaving it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.circles.asking import AnsweredMeanwhile, AskedTooSoon, answer, ask, withdraw_asking
from forum.circles.forms import AskForm
from forum.circles.joining import join_freely
from forum.circles.leaving import leave
from forum.circles.models import Asking, Circle
from forum.circles.pages import askings_page, few_members
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@require_POST
@member_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Come into a circle that is joined freely."""
    circle = _circle_or_404(request, slug)
    join_freely(member=member_of(request), circle=circle)
    messages.success(request, _("You are in."))
    return redirect(circle)


@member_required
@limited(Limit.INVITING)
def ask_to_join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask those in a circle to be let in."""
    member, circle = member_of(request), _circle_or_404(request, slug)
    require(member, Act.ASK_TO_JOIN, circle)
    form = AskForm(sent_in(request))
    keep_key = f"ask-{circle.pk}"
    if form.is_valid():

        def act() -> str:
            ask(member=member, circle=circle, words=form.cleaned_data["words"])
            return circle.get_absolute_url()

        try:
            return do_once(request, form, act, keep_key=keep_key)
        except AskedTooSoon as refused:
            form.add_error(None, str(refused))
    context = {"section": "talk", "circle": circle, "form": form, "keep_key": keep_key}
    return render(request, "forum/circles/ask.html", context, status=status_of(form))


@require_safe
@member_required
def show_askings(request: HttpRequest, slug: str) -> HttpResponse:
    """Who waits to be let into a circle, for those who are in it."""
    member, circle = member_of(request), _circle_or_404(request, slug)
    require(member, Act.ANSWER_ASKING, Asking(circle=circle))
    page = askings_page(circle, member, after=request.GET.get("after", ""))
    context = {"section": "talk", "circle": circle, "page": page}
    return render(request, "forum/circles/askings.html", context)


@require_POST
@member_required
def answer_asking(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in, or not now."""
    asking = _asking_or_404(request, pk)
    says = Asking.Answer.YES if request.POST.get("says") == "yes" else Asking.Answer.NO
    name = asking.member.name
    try:
        answer(member=member_of(request), asking=asking, says=says)
    except AnsweredMeanwhile:
        messages.info(request, _("%(name)s no longer waits for an answer.") % {"name": name})
    else:
        said = _("%(name)s is in.") if says == Asking.Answer.YES else _("%(name)s has been told: not now.")
        messages.success(request, said % {"name": name})
    return redirect("askings", asking.circle.slug)


@require_POST
@member_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    asking = _asking_or_404(request, pk)
    withdraw_asking(member=member_of(request), asking=asking)
    messages.success(request, _("You no longer ask to join."))
    return redirect(asking.circle)


@member_required
def leave_circle(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what leaving means, and leave."""
    member, circle = member_of(request), _circle_or_404(request, slug)
    require(member, Act.LEAVE_CIRCLE, circle)
    if request.method == "POST":
        leave(member=member, circle=circle)
        messages.success(request, _("You have left “%(name)s”.") % {"name": circle.name})
        return redirect("circles")
    is_last = len(few_members(circle).rows) == 1
    context = {"section": "talk", "circle": circle, "is_last": is_last}
    return render(request, "forum/circles/leave.html", context)


def _circle_or_404(request: HttpRequest, slug: str) -> Circle:
    return get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)


def _asking_or_404(request: HttpRequest, pk: int) -> Asking:
    found = Asking.objects.visible_to(request.user).select_related("circle", "member")
    return get_object_or_404(found, pk=pk)
