"""The rules of the house, for everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.rules.pages import rules_page


@require_safe
def show_rules(request: HttpRequest) -> HttpResponse:
    """Who may do what, how often, and what circles and panels may decide."""
    return render(request, "forum/rules/rules.html", {"page": rules_page()})
