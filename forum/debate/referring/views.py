"""A glimpse of what a link in a post leads to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from forum.debate.referring.registry import found_at
from forum.limits import Limit, limited
from forum.web.htmx import is_fragment

LONGEST_ADDRESS = 2_000


@require_safe
@limited(Limit.GLANCING)
def glimpse(request: HttpRequest) -> HttpResponse:
    """What stands at the address ?of, as this reader may see it now; a browser that asks for a page is led there."""
    address = request.GET.get("of", "")[:LONGEST_ADDRESS]
    found = found_at([address], request.user).get(address)
    if found is None:
        raise Http404
    if is_fragment(request):
        response = render(request, "forum/debate/referring/_glimpse.html", {"found": found})
    else:
        response = redirect(found.href)
    patch_vary_headers(response, ["HX-Request"])
    return response
