"""Bookmarks: their list, setting and removing them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.debate.bookmarks.actions import bookmark, remove_bookmark
from forum.debate.bookmarks.forms import BookmarkForm
from forum.debate.bookmarks.models import Bookmark
from forum.debate.bookmarks.pages import bookmarks_page
from forum.debate.models import Post
from forum.debate.surroundings import surroundings_of
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.web.access import member_required
from forum.web.htmx import is_fragment, page_or_fragment
from forum.web.sending import sent_in, status_of


@require_safe
@member_required
def show_bookmarks(request: HttpRequest) -> HttpResponse:
    """One's own bookmarks."""
    page = bookmarks_page(member_of(request), before=request.GET.get("before", ""))
    return render(request, "forum/debate/bookmarks/bookmarks.html", {"page": page})


@member_required
@limited(Limit.TAKING_NOTE)
def set_bookmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Bookmark a post, or change what one noted of it."""
    member = member_of(request)
    posts = Post.objects.visible_to(member).with_words().select_related("author", "thread__circle")
    post = get_object_or_404(posts.select_related("thread__opening"), pk=pk)
    mark = Bookmark.objects.visible_to(member).filter(post=post).first()
    form = BookmarkForm(
        sent_in(request), initial={"note": mark.note if mark else ""}, auto_id=f"bookmark-{pk}-%s"
    )
    context = {"post": post, "mark": mark, "form": form}
    if form.is_valid():
        context["mark"] = bookmark(member=member, post=post, note=form.cleaned_data["note"])
        if is_fragment(request):
            return render(request, "forum/debate/bookmarks/_set.html", context)
        messages.success(request, _("The post has been bookmarked."))
        return redirect("bookmarks")
    around = {} if is_fragment(request) else {"around": surroundings_of(post)}
    return page_or_fragment(
        request,
        page="forum/debate/bookmarks/bookmark.html",
        fragment="forum/debate/bookmarks/_form.html",
        context=context | around,
        status=status_of(form),
    )


@require_POST
@member_required
@limited(Limit.TAKING_NOTE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one's bookmark of a post, also of one that can be read no longer."""
    if not remove_bookmark(member=member_of(request), post=pk):
        raise Http404
    if is_fragment(request):
        return render(request, "forum/debate/bookmarks/_removed.html", {"post": pk})
    messages.success(request, _("The bookmark has been removed."))
    return redirect("bookmarks")
