"""Inviting into a circle, and coming in by an invitation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from forum.circles.forms import InviteByMailForm, InviteForm
from forum.circles.inviting import InvitationOver, accept, invite, invite_by_mail, is_good, revoke
from forum.circles.models import Circle, Invitation
from forum.circles.pages import invitation_lines, invitation_page
from forum.circles.tokens import number_of
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.errors import error_page
from forum.web.sending import do_once, sent_in, status_of


@member_required
@limited(Limit.INVITING)
def invite_by_link(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a link that lets some in, and see those that hold."""
    member, circle = member_of(request), _circle_to_invite_into(request, slug)
    form = InviteForm(sent_in(request))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("limit", "days", "note")}

        def act() -> str:
            invitation = invite(member=member, circle=circle, **said)
            return f"{request.path}#invitation-{invitation.pk}"

        return do_once(
            request, form, act, said=_("The link is made. Hand it on to those you want to invite.")
        )
    context = {
        "section": "talk",
        "circle": circle,
        "form": form,
        "lines": invitation_lines(circle, member, timezone.now()),
        "here": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "forum/circles/invite.html", context, status=status_of(form))


@member_required
@limited(Limit.INVITING)
def invite_by_e_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite a few people by mail."""
    member, circle = member_of(request), _circle_to_invite_into(request, slug)
    form = InviteByMailForm(sent_in(request))
    keep_key = f"invite-{circle.pk}"
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("addresses", "days", "note")}
        here = request.build_absolute_uri("/")

        def act() -> str:
            invite_by_mail(member=member, circle=circle, here=here, **said)
            return reverse("invite", args=[circle.slug])

        sent = len(said["addresses"])
        told = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", sent)
        return do_once(request, form, act, keep_key=keep_key, said=told % {"n": sent})
    context = {"section": "talk", "circle": circle, "form": form, "keep_key": keep_key}
    return render(request, "forum/circles/invite_by_mail.html", context, status=status_of(form))


@require_POST
@member_required
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an invitation hold no longer."""
    found = Invitation.objects.visible_to(request.user).select_related("circle")
    invitation = get_object_or_404(found, pk=pk)
    revoke(member=member_of(request), invitation=invitation)
    messages.success(request, _("That invitation lets nobody in any more."))
    return redirect("invite", invitation.circle.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is invited into, and by whom; and coming in. Whoever holds the link has been told of the circle."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("circle", "by"), pk=number_of(token) or 0
    )
    if request.method == "POST":
        return _for_its_holder_alone(_accept(request, invitation))
    page = invitation_page(invitation, request.user)
    if page.is_in:
        return _for_its_holder_alone(redirect(invitation.circle))
    if not is_good(invitation, timezone.now()):
        return _for_its_holder_alone(_over(request))
    context = {"section": "talk", "page": page}
    return _for_its_holder_alone(render(request, "forum/circles/invitation.html", context))


@member_required
def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        accept(member=member_of(request), invitation=invitation)
    except InvitationOver:
        return _over(request)
    messages.success(request, _("You are in."))
    return redirect(invitation.circle)


def _over(request: HttpRequest) -> HttpResponse:
    """The same words whatever it was an invitation into, and whyever it is over."""
    return error_page(
        request,
        status=410,
        title=_("This invitation is over"),
        message=_(
            "It has been used as often as it could be, its time is up, or it was taken back. "
            "Whoever sent it to you can give you another."
        ),
    )


def _for_its_holder_alone(response: HttpResponse) -> HttpResponse:
    """Keep an address that opens a door out of caches and search engines, and out of other sites' logs.

    "no-referrer" would keep it out of our own form's headers as well, by which the form is known to be ours.
    """
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _circle_to_invite_into(request: HttpRequest, slug: str) -> Circle:
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    require(request.user, Act.INVITE, circle)
    return circle
