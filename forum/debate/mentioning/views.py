"""Who may be meant, while one types."""

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from forum.circles.models import Circle
from forum.debate.mentioning.people import suggested
from forum.limits import Limit, limited
from forum.web.access import member_required
from forum.web.asked import words_in


@require_safe
@member_required
@limited(Limit.GLANCING)
def suggest_members(request: HttpRequest, slug: str) -> JsonResponse:
    """The members of a circle that the beginning of a handle or name, ?q, may mean."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)
    begun = words_in(request.GET.get("q")).strip()[:60]
    people = suggested(circle, begun, request.user) if begun else ()
    return JsonResponse({"people": [{"handle": one.handle, "name": one.name} for one in people]})
