"""That a page of a thread was read."""

from django.http import HttpRequest

from forum.debate.marks.marking import mark_shown
from forum.debate.pages import ThreadPage
from forum.members.requests import member_of
from forum.web.prefetching import is_read


def remember_reading(request: HttpRequest, page: ThreadPage) -> None:
    """Remember that the page's posts were shown to the member who asked for it; at most one row is written.

    What a browser only fetches in advance was shown to nobody.
    """
    standing = page.standing
    if standing is None or not is_read(request):
        return
    if page.fresh or not standing.is_followed:
        mark_shown(member=member_of(request), thread=page.thread, posts=page.fresh, standing=standing)
