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
from forum.debate.contexts import contexts_of
from forum.debate.evidence import evidence_of
from forum.debate.forms import EditForm, PostForm, ThreadForm
from forum.debate.history import history_page
from forum.debate.lists import circle_page
from forum.debate.mentions import source_page
from forum.debate.models import Post, Thread
from forum.debate.pages import place_asked, thread_page
from forum.debate.previewing import preview_of
from forum.debate.querysets import PostQuerySet
from forum.debate.quoting import quote
from forum.debate.surroundings import surroundings_of
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.sources.models import Source
from forum.web.access import member_required
from forum.web.htmx import lead_to, page_or_fragment
from forum.web.keeping import taken


@require_safe
def show_circle(request: HttpRequest, slug: str) -> HttpResponse:
    """A circle and its threads."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    page = circle_page(circle, request.user, before=request.GET.get("before", ""))
    return render(request, "forum/debate/circle.html", {"section": "talk", "page": page})


@member_required
def start_thread(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a thread in a circle."""
    member = member_of(request)
    circle = get_object_or_404(Circle.objects.visible_to(member), slug=slug)
    require(member, Act.OPEN_THREAD, circle)
    keep_key = f"thread-in-{circle.pk}"
    form = ThreadForm(request.POST or None, auto_id=f"{keep_key}-%s")
    context = {"section": "talk", "circle": circle, "form": form, "keep_key": keep_key}
    written = _write(
        request, form, keep_key, lambda: open_thread(member=member, circle=circle, **form.said(member))
    )
    return written or render(request, "forum/debate/new_thread.html", context, status=_status(form))


@require_safe
def show_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of a thread. One that stands in the margin of something is read there."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user).for_lists(), pk=pk)
    if thread.context:
        return redirect(_address_of(thread, request.GET.urlencode()))
    page = thread_page(thread, request.user, **place_asked(thread, request.GET))
    return render(request, "forum/debate/thread.html", {"section": "talk", "page": page})


@require_safe
def show_post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post's lasting address leads to where it stands in its thread."""
    post = _post_or_404(request, pk)
    return redirect(f"{_address_of(post.thread, f'at={post.pk}')}#post-{post.pk}")


@member_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a post; ?quote begins with its words, or with those in ?words."""
    member = member_of(request)
    answered = _post_or_404(request, pk)
    require(member, Act.REPLY, answered.thread)
    keep_key = f"reply-to-{answered.pk}"
    form = PostForm(
        request.POST or None, initial={"source": _quoted(request, answered)}, auto_id=f"{keep_key}-%s"
    )
    context = _around(answered) | {"post": answered, "form": form, "keep_key": keep_key}
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
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a post another wording. The form shows the first piece of its evidence; any others stay."""
    member = member_of(request)
    post = _post_or_404(request, pk)
    require(member, Act.EDIT_POST, post)
    insist_on_words(post)
    first = post.evidence.select_related("source").first()
    form = EditForm(request.POST or None, post=post, evidence=first)
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
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a post is to be withdrawn, and do it."""
    post = _post_or_404(request, pk)
    require(request.user, Act.WITHDRAW_POST, post)
    if request.method == "POST":
        return redirect(withdraw_post(member=member_of(request), post=post))
    return render(request, "forum/debate/withdraw.html", _around(post) | {"post": post})


@require_safe
def show_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All wordings of a post, and two of them compared."""
    post = get_object_or_404(_posts(request).with_words(), pk=pk)
    asked = request.GET
    page = history_page(
        post, old=asked.get("from", ""), new=asked.get("to", ""), before=asked.get("before", "")
    )
    return render(request, "forum/debate/history.html", _around(post) | {"page": page})


@require_safe
def show_source(request: HttpRequest, pk: int) -> HttpResponse:
    """A source, and the posts that bring it."""
    source = get_object_or_404(Source.objects.visible_to(request.user), pk=pk)
    page = source_page(source, request.user, before=request.GET.get("before", ""))
    return render(request, "forum/debate/source.html", {"section": "sources", "page": page})


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show a text as it will stand, or why it may not."""
    if not request.user.is_authenticated:
        raise PermissionDenied(_("Sign in to see how your words will look."))
    preview = preview_of(request.POST.get("source", ""))
    return render(request, "forum/debate/_preview.html", {"preview": preview})


def _posts(request: HttpRequest) -> PostQuerySet:
    return Post.objects.visible_to(request.user).select_related("author", "thread__circle", "thread__opening")


def _post_or_404(request: HttpRequest, pk: int) -> Post:
    return get_object_or_404(_posts(request), pk=pk)


def _around(post: Post) -> dict[str, Any]:
    around = surroundings_of(post)
    return {"section": around.section, "around": around}


def _address_of(thread: Thread, query: str) -> str:
    context = contexts_of([thread]).get(thread.pk)
    address = context.url if context else thread.get_absolute_url()
    return f"{address}?{query}" if query else address


def _quoted(request: HttpRequest, post: Post) -> str:
    if "quote" not in request.GET or post.withdrawn_at:
        return ""
    return quote(request.GET.get("words") or post.source, author=post.author.name)


def _write(
    request: HttpRequest, form: PostForm, keep_key: str, act: Callable[[], Post | Thread]
) -> HttpResponse | None:
    """Lead to what `act` wrote from a form that was sent; None while the form is to be shown."""
    if form.asks_preview or not form.is_valid():
        return None
    led_to = form.send_once(member_of(request), lambda: act().get_absolute_url())
    if led_to is None:
        return None
    taken(request, keep_key)
    return lead_to(request, led_to)


def _status(form: PostForm) -> int:
    return 422 if form.is_refused else 200
