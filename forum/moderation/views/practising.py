"""Practice cases: opening one, and taking a seat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.circles.models import Circle
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.moderation.forms import PracticeForm
from forum.moderation.numbers import PRACTICE, PRACTICE_SEATS
from forum.moderation.practice import open_practice, sit_in_practice
from forum.moderation.refusing import NotNow
from forum.moderation.views.reading import case_or_404
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of

MINUTE = 60  # seconds


@member_required
@limited(Limit.POSTING)
def begin_practice(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a practice case on a made-up post."""
    member = member_of(request)
    circle = get_object_or_404(Circle.objects.visible_to(member), slug=slug)
    require(member, Act.OPEN_PRACTICE, circle)
    form = PracticeForm(sent_in(request), circle=circle)
    keep_key = f"practice-{circle.pk}"
    if form.is_valid():

        def act() -> str:
            said = {name: form.cleaned_data[name] for name in ("words", "guideline")}
            return open_practice(member=member, circle=circle, **said).get_absolute_url()

        said = _("The practice begins. You have the first seat; give the others the address of this page.")
        return do_once(request, form, act, keep_key=keep_key, said=said)
    context = {
        "section": "talk",
        "circle": circle,
        "form": form,
        "keep_key": keep_key,
        "seats": PRACTICE_SEATS,
        "minutes": int((PRACTICE.seating + PRACTICE.votes).total_seconds()) // MINUTE,
    }
    return render(request, "forum/moderation/practice.html", context, status=status_of(form))


@require_POST
@member_required
def sit_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a free seat of a practice case."""
    member, case = member_of(request), case_or_404(request, pk)
    try:
        sit_in_practice(member=member, case=case)
    except NotNow as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The seat is yours."))
    return redirect(case)
