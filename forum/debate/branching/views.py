"""Moving a branch out into a thread of its own, and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.debate.branching import actions
from forum.debate.branching.forms import BranchForm
from forum.debate.branching.models import Branching
from forum.debate.branching.pages import branch_page
from forum.debate.branching.refusals import CannotMove
from forum.debate.models import Post
from forum.debate.surroundings import surroundings_of
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@member_required
@limited(Limit.BRANCHING_OFF)
def branch_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a reply, and all under it, into a thread of its own."""
    posts = Post.objects.visible_to(request.user).select_related(
        "author", "thread__circle", "thread__opening"
    )
    post = get_object_or_404(posts, pk=pk)
    require(request.user, Act.BRANCH_OFF, post.thread)
    form = BranchForm(sent_in(request))
    if form.is_bound and form.is_valid():

        def act() -> str:
            title = form.cleaned_data["title"]
            return actions.branch_off(member=member_of(request), post=post, title=title).get_absolute_url()

        try:
            said = _("These replies are a thread of their own now. Anyone in the circle can move them back.")
            return do_once(request, form, act, said=said)
        except CannotMove as refused:
            form.add_error(None, str(refused))
    around = surroundings_of(post)
    context = {"section": around.section, "around": around, "page": branch_page(post), "form": form}
    return render(request, "forum/debate/branching/branch.html", context, status=status_of(form))


@require_POST
@member_required
@limited(Limit.BRANCHING_OFF)
def move_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a branch back to where it was."""
    known = Branching.objects.visible_to(request.user).select_related("post__thread")
    branching = get_object_or_404(known, pk=pk)
    try:
        post = actions.move_back(member=member_of(request), branching=branching)
    except CannotMove as refused:
        messages.warning(request, str(refused))
        return redirect(branching.post)
    messages.success(request, _("The replies stand below what they answered again."))
    return redirect(post)
