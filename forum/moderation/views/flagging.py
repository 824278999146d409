"""Flagging a post, or how somebody takes part, and taking a flag back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.circles.models import Circle, Membership
from forum.debate.models import Post
from forum.debate.restraining.reading import words_of
from forum.debate.surroundings import surroundings_of
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.moderation.eligibility import few_are_left, pool_for, stands
from forum.moderation.flagging import flag, flag_conduct, open_flags_of, withdraw_flag
from forum.moderation.forms import ConductForm, FlagForm
from forum.moderation.models import Flag
from forum.moderation.numbers import OPEN_FLAGS
from forum.moderation.passages import passage_in
from forum.moderation.refusing import NotNow
from forum.moderation.views.reading import case_or_404
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.asked import words_in
from forum.web.htmx import is_fragment, lead_to, page_or_fragment
from forum.web.sending import do_once, sent_in, status_of


@member_required
@limited(Limit.POSTING)
def flag_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Flag a post; ?words are those of it that are meant."""
    member = member_of(request)
    posts = Post.objects.visible_to(member).select_related("author", "thread__circle", "thread__opening")
    post = get_object_or_404(posts, pk=pk)
    require(member, Act.FLAG, post)
    keep_key = f"flag-{post.pk}"
    reads = post.has_words or post.pk in words_of([post], member)
    meant = passage_in(post.source, words_in(request.GET.get("words"))) if reads else ""
    form = FlagForm(
        sent_in(request), post=post, reads=reads, initial={"passage": meant}, auto_id=f"{keep_key}-%s"
    )
    if form.is_valid():

        def act() -> str:
            return flag(member=member, post=post, **form.said()).case.get_absolute_url()

        try:
            said = _("Thank you. This is where you see what comes of it.")
            done = do_once(request, form, act, keep_key=keep_key, said=said)
            return lead_to(request, done["Location"]) if is_fragment(request) else done
        except NotNow as refused:
            form.add_error(None, str(refused))
    around, now = surroundings_of(post), timezone.now()
    circle = post.thread.circle
    assert circle is not None  # the Act says so
    pool = pool_for(circle=circle, about=post.author, post=post, without=[member.pk], now=now)
    return page_or_fragment(
        request,
        page="forum/moderation/flag.html",
        fragment="forum/moderation/_flag_form.html",
        context={
            "section": around.section,
            "around": around,
            "post": post,
            "form": form,
            "keep_key": keep_key,
            "most_open": OPEN_FLAGS,
            "counts": stands(member, circle, now),
            "may_be_guessed": few_are_left(pool),
            "left": OPEN_FLAGS - open_flags_of(member),
        },
        status=status_of(form),
    )


@member_required
@limited(Limit.POSTING)
def flag_how_somebody_takes_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that a panel looks at how a member takes part in a circle."""
    member = member_of(request)
    seen = Circle.objects.visible_to(member)
    there = Membership.objects.current().filter(circle__in=seen).select_related("circle", "member")
    membership = get_object_or_404(there, pk=pk)
    require(member, Act.FLAG_CONDUCT, membership)
    form = ConductForm(sent_in(request), circle=membership.circle)
    keep_key = f"conduct-{membership.pk}"
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("guideline", "reason")}

        def act() -> str:
            return flag_conduct(member=member, membership=membership, **said).case.get_absolute_url()

        try:
            return do_once(
                request, form, act, keep_key=keep_key, said=_("Thank you. Here you see what comes of it.")
            )
        except NotNow as refused:
            form.add_error(None, str(refused))
    context = {"section": "talk", "membership": membership, "form": form, "keep_key": keep_key}
    return render(request, "forum/moderation/flag_conduct.html", context, status=status_of(form))


@require_POST
@member_required
def take_flag_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's flag back, by the case it is of."""
    member, case = member_of(request), case_or_404(request, pk)
    mine = case.flags.standing().filter(member=member).first() or Flag()  # which is nobody's to take back
    require(member, Act.WITHDRAW_FLAG, mine)
    try:
        withdraw_flag(member=member, flag=mine)
    except NotNow as refused:
        messages.warning(request, str(refused))
        return redirect(case)
    messages.success(request, _("You have taken your flag back."))
    return redirect("cases")
