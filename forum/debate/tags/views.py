"""Changing the tags of a thread."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from forum.debate.addressing import address_of
from forum.debate.models import Thread
from forum.debate.pages import title_of
from forum.debate.tags.actions import tag_thread
from forum.debate.tags.forms import TagsForm
from forum.debate.tags.pages import tags_in_use
from forum.limits import Limit, limited
from forum.members.requests import member_of
from forum.permissions import Act, require
from forum.web.access import member_required
from forum.web.sending import do_once, sent_in, status_of


@member_required
@limited(Limit.EDITING)
def change_tags(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a thread other tags."""
    member = member_of(request)
    shared = Thread.objects.visible_to(member).shared()
    thread = get_object_or_404(shared.select_related("circle", "opening"), pk=pk)
    require(member, Act.TAG_THREAD, thread)
    form = TagsForm(sent_in(request), initial={"tags": ", ".join(thread.tags)})

    def act() -> str:
        tag_thread(member=member, thread=thread, names=form.cleaned_data["tags"])
        return address_of(thread)

    if form.is_valid():
        return do_once(request, form, act, said=_("The tags are changed."))
    context = {
        "section": "talk",
        "thread": thread,
        "title": title_of(thread),
        "form": form,
        "tags_in_use": tags_in_use(member, thread.circle),
    }
    return render(request, "forum/debate/tags/change.html", context, status=status_of(form))
