"""Threads and posts: reading, answering, editing, withdrawing."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.circles.models import Circle
from forum.debate.actions import (
    EditedMeanwhile,
    edit_post,
    insist_on_words,
    open_thread,
    reply,
    withdraw_post,
)
from forum.debate.addressing import address_at, address_of
from forum.debate.branching.leading import leading_on
from forum.debate.circle_pages import circle_home
from forum.debate.contexts import contexts_of
from forum.debate.drafts.composing import tend_draft
from forum.debate.evidence import evidence_of
from forum.debate.forms import EditForm, PostForm, ThreadForm
from forum.debate.history import history_page
from forum.debate.marks.reading import remember_reading
from forum.debate.mentions import source_page
from forum.debate.models import Post, Thread
from forum.debate.pages import thread_page
from forum.debate.previewing import preview_of
from forum.debate.querysets import PostQuerySet
from forum.debate.quoting import chosen, quote, quote_passage
from forum.debate.restraining.reading import restrained, words_of
from forum.debate.runs import place_asked
from forum.debate.surroundings import surroundings_of
from forum.debate.tags.actions import tag_thread
from forum.debate.tags.pages import tags_in_use
from forum.limits import Limit, limited
from forum.members.models import Member
from forum.members.prepared import PreparedForReaders
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.permissions.holding import insist_on_not_paused
from forum.sources.models import Source
from forum.web.access import member_required
from forum.web.asked import words_in
from forum.web.htmx import lead_to, page_or_fragment
from forum.web.keeping import taken


@require_safe
def show_circle(request: HttpRequest, slug: str) -> HttpResponse:
    """A circle: what it is for, what is read and said there, and how one comes in."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user).with_askings_waiting(), slug=slug)
    page = circle_home(circle, request.user)
    return render(request, "forum/debate/circle.html", {"section": "talk", "page": page})


@member_required
@limited(Limit.POSTING)
def start_thread(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a thread in a circle."""
    member = member_of(request)
    circle = get_object_or_404(Circle.objects.visible_to(member), slug=slug)
    require(member, Act.OPEN_THREAD, circle)
    keep_key = f"thread-in-{circle.pk}"
    form = ThreadForm(request.POST or None, auto_id=f"{keep_key}-%s")
    form.circle = circle
    context = {"section": "talk", "circle": circle, "form": form, "keep_key": keep_key}

    def act() -> Thread:
        said = form.said(member)
        names = said.pop("tags")
        thread = open_thread(member=member, circle=circle, **said)
        if names:
            tag_thread(member=member, thread=thread, names=names)
        return thread

    written = _write(request, form, keep_key, act)
    context["tags_in_use"] = [] if written else tags_in_use(member, circle)
    return written or render(request, "forum/debate/new_thread.html", context, status=_status(form))


@require_safe
@leading_on
def show_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of a thread. One that stands in the margin of something is read there, while its reader sees that."""
    thread = _THREADS.one_or_404(request.user, pk)
    if thread.context and contexts_of([thread]):
        return redirect(address_of(thread, request.GET.urlencode()))
    page = thread_page(thread, request.user, **place_asked(thread, request.GET))
    remember_reading(request, page)
    page.tell_shown_to(request.user)
    return render(request, "forum/debate/thread.html", {"section": "talk", "page": page})


@require_safe
def show_post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post's lasting address leads to where it stands in its thread."""
    post = _post_or_404(request, pk)
    return redirect(address_at(post.thread, post.pk))


@member_required
@limited(Limit.POSTING)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a post; ?quote begins with its words, or with those in ?words, and ?quote=passage with what its thread is
    about."""
    member = member_of(request)
    answered = _post_or_404(request, pk)
    require(member, Act.REPLY, answered.thread)
    keep_key = f"reply-to-{answered.pk}"
    quotation = _quoted(request, answered)
    form = PostForm(request.POST or None, initial={"source": quotation}, auto_id=f"{keep_key}-%s")
    form.circle, form.begins_with_a_quotation = answered.thread.circle, bool(quotation)
    context = _around(answered) | {"form": form, "keep_key": keep_key} | _as_read(answered, member)
    written = _write(
        request, form, keep_key, lambda: reply(member=member, answers=answered, **form.said(member))
    )
    return written or page_or_fragment(
        request,
        page="forum/debate/reply.html",
        fragment="forum/debate/_reply_form.html",
        context=context,
        status=_status(form),
    )


@member_required
@limited(Limit.EDITING)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a post another wording. The form shows the first piece of its evidence; any others stay."""
    member = member_of(request)
    post = _post_or_404(request, pk)
    require(member, Act.EDIT_POST, post)
    insist_on_not_paused(member, post.thread.circle_id)
    insist_on_words(post)
    first = post.evidence.select_related("source").first()
    form = EditForm(request.POST or None, post=post, evidence=first)
    form.circle = post.thread.circle
    keep_key = f"edit-{post.pk}-{post.revision}"

    def act() -> Post:
        said = form.said(member)
        said["evidence"] += evidence_of(post)[1:]
        return edit_post(member=member, post=post, **said)

    context = _around(post) | {"post": post, "form": form, "keep_key": keep_key}
    try:
        written = _write(request, form, keep_key, act)
    except EditedMeanwhile:
        post.refresh_from_db()
        form.show(post)
        return render(request, "forum/debate/edit.html", context | {"edited_meanwhile": True}, status=409)
    return written or render(request, "forum/debate/edit.html", context, status=_status(form))


@member_required
@limited(Limit.EDITING)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a post is to be withdrawn, and do it."""
    post = _post_or_404(request, pk)
    require(request.user, Act.WITHDRAW_POST, post)
    if request.method == "POST":
        return redirect(withdraw_post(member=member_of(request), post=post))
    return render(request, "forum/debate/withdraw.html", _around(post) | _as_read(post, member_of(request)))


@require_safe
def show_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All wordings of a post, and two of them compared."""
    post = get_object_or_404(_posts(request).with_words_for(request.user), pk=pk)
    post.html = words_of([post], request.user).get(post.pk, post.html)
    asked = request.GET
    page = history_page(
        post,
        request.user,
        old=asked.get("from", ""),
        new=asked.get("to", ""),
        before=asked.get("before", ""),
    )
    return render(request, "forum/debate/history.html", _around(post) | {"page": page})


@require_safe
def show_source(request: HttpRequest, pk: int) -> HttpResponse:
    """A source, and the posts that bring it. One that was merged leads on to what stands for the work."""
    works = Source.objects.visible_to(request.user).with_canonical(request.user)
    source = get_object_or_404(works, pk=pk)
    if source.canonical != source.pk:
        return redirect("source", source.canonical)
    page = source_page(source, request.user, before=request.GET.get("before", ""))
    return render(request, "forum/debate/source.html", {"section": "sources", "page": page})


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show a text as it will stand in the circle ?circle, or why it may not; with ?people, as a summary does."""
    if not request.user.is_authenticated:
        raise PermissionDenied(_("Sign in to see how your words will look."))
    circle = Circle.objects.visible_to(request.user).filter(slug=words_in(request.GET.get("circle"))).first()
    preview = preview_of(request.POST.get("source", ""), circle, to_pages="people" not in request.GET)
    return render(request, "forum/debate/_preview.html", {"preview": preview})


_THREADS = PreparedForReaders(
    lambda reader, pk: Thread.objects.visible_to(reader).for_pages().filter(pk=pk), int
)


def _posts(request: HttpRequest) -> PostQuerySet:
    return Post.objects.visible_to(request.user).select_related("author", "thread__circle", "thread__opening")


def _post_or_404(request: HttpRequest, pk: int) -> Post:
    return get_object_or_404(_posts(request), pk=pk)


def _around(post: Post) -> dict[str, Any]:
    around = surroundings_of(post)
    return {"section": around.section, "around": around}


def _as_read(post: Post, reader: Member) -> dict[str, Any]:
    """A post and its words as `reader` gets to read them, and what stands there if it is restrained."""
    opened = words_of([post], reader)
    return {
        "post": post,
        "words": opened.get(post.pk, post.safe_html),
        "restrained": restrained(post, is_read=post.pk in opened),
    }


def _quoted(request: HttpRequest, post: Post) -> str:
    asked = request.GET.get("quote", "")
    if asked == "passage":
        place = contexts_of([post.thread]).get(post.thread_id)
        return quote_passage(place.quote, place=place.title) if place and place.quote else ""
    if not asked or post.withdrawn_at or post.is_withheld:
        return ""
    words = chosen(request.GET.get("words", ""), post.html) or post.source
    return quote(words, author=post.elsewhere or post.author.name)


def _write(
    request: HttpRequest, form: PostForm, keep_key: str, act: Callable[[], Post | Thread]
) -> HttpResponse | None:
    """Lead to what `act` wrote from a form that was sent, or to where it is kept; None while it is to be shown."""
    if kept := tend_draft(request, form, place=keep_key):
        return kept
    if form.asks_preview or form.asks_to_be_kept or not form.is_valid():
        return None
    led_to = form.send_once(member_of(request), lambda: act().get_absolute_url())
    if led_to is None:
        return None
    taken(request, keep_key)
    return lead_to(request, led_to)


def _status(form: PostForm) -> int:
    return 422 if form.is_refused else 200
