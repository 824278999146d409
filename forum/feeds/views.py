"""Feeds of circles and threads; any feed by a secret address; and the page of one's addresses."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.circles.models import Circle
from forum.debate.branching.leading import heads_of
from forum.debate.contexts import contexts_of
from forum.debate.models import Post, Thread
from forum.debate.pages import title_of
from forum.feeds.actions import make_key, renew_key, revoke_key
from forum.feeds.addresses import key_for
from forum.feeds.answering import feed, is_feed
from forum.feeds.gathering import Feed, feed_of
from forum.feeds.pages import addresses_page
from forum.members.requests import member_of
from forum.web.access import member_required


@feed
def circle_feed(request: HttpRequest, slug: str) -> Feed:
    """What is written in a circle, in its threads and in margins."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    return feed_of(
        Post.objects.filter(thread__circle=circle),
        request.user,
        title=circle.name,
        subtitle=circle.purpose,
        href=circle.get_absolute_url(),
        path=reverse("circle_feed", args=[circle.slug]),
        is_closed=circle.access == Circle.Access.CLOSED,
    )


@feed
def thread_feed(request: HttpRequest, pk: int) -> Feed:
    """What is written in a thread. A private one has no feed: nobody else writes there."""
    threads = Thread.objects.visible_to(request.user).shared().for_lists()
    thread = threads.filter(pk=pk).first()
    if thread is None:  # moved back: who follows it goes on with where its posts stand now
        thread = get_object_or_404(threads, posts=heads_of([pk], request.user).get(pk))
    context = contexts_of([thread]).get(thread.pk)
    return feed_of(
        Post.objects.filter(thread=thread),
        request.user,
        title=title_of(thread, context),
        subtitle=context.title if context else "",
        href=context.url if context else thread.get_absolute_url(),
        path=reverse("thread_feed", args=[thread.pk]),
        is_closed=thread.circle is None or thread.circle.access == Circle.Access.CLOSED,
    )


@require_safe
def secret_feed(request: HttpRequest, pass_: str, of: str) -> HttpResponse:
    """The feed at the path `of`, as the member sees it whose address this is. What they may not see is not there."""
    found = _feed_at(f"/{of}")
    key = key_for(pass_, f"/{of}")
    if found is None or key is None:
        raise Http404
    request.user = key.member
    response = found.func(request, *found.args, **found.kwargs)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@member_required
def feed_addresses(request: HttpRequest) -> HttpResponse:
    """One's secret addresses, and that of the feed at ?of=; making, renewing and revoking them."""
    of = request.GET.get("of", "")
    of = of if _feed_at(of) else ""
    if request.method != "POST":
        page = addresses_page(member_of(request), of=of)
        return render(request, "forum/feeds/addresses.html", {"page": page, "of": of})
    said = {
        "make": (make_key, _("Your secret addresses are ready.")),
        "renew": (renew_key, _("You have new addresses. The earlier ones lead nowhere now.")),
        "revoke": (revoke_key, _("Your secret addresses lead nowhere now.")),
    }.get(request.POST.get("then", ""))
    if said:
        act, done = said
        act(member=member_of(request))
        messages.success(request, done)
    return redirect(request.get_full_path())


def _feed_at(path: str) -> ResolverMatch | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return found if is_feed(found.func) else None
