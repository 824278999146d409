"""Numbers as the pictures and tables of flatness write them."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share of 1 as whole hundredths."""
    return f"{number_format(round(share * 100), 0)}\u00a0%"


@register.filter
def plain(number: float) -> str:
    """A coordinate as SVG writes it, in every language."""
    return f"{number:g}"


@register.filter
def middle(start: float, width: float) -> str:
    """The coordinate in the middle of what begins at `start`."""
    return f"{start + width / 2:g}"
