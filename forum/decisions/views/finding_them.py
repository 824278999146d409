"""The proposal that an address names, as its reader may see it; else 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from forum.circles.models import Circle
from forum.decisions.models import Proposal


def circle_or_404(request: HttpRequest, slug: str) -> Circle:
    return get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)


def proposal_or_404(request: HttpRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user).for_pages(), pk=pk)
