"""Links to the feed of a page."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forum.circles.models import Circle
from forum.templatetags.house import icon

register = template.Library()


@register.simple_tag
def feed_alternate(circle: Circle | None, name: str, *args: str | int) -> SafeString:
    """Tells browsers and feed readers, in a page's head, where the feed of that name is, if they could read it."""
    if circle is None or circle.access == Circle.Access.CLOSED:
        return SafeString("")
    return format_html(
        '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">',
        _("New posts"),
        reverse(name, args=args),
    )


@register.simple_tag
def feed_link(circle: Circle | None, name: str, *args: str | int) -> SafeString:
    """Leads to the feed of that name; where it is one of a closed circle, to the secret address one has of it."""
    if circle is None:
        return SafeString("")
    href = reverse(name, args=args)
    if circle.access == Circle.Access.CLOSED:
        href = f"{reverse('feed_addresses')}?{urlencode({'of': href})}"
    return format_html('<a class="feed-link" href="{}">{} {}</a>', href, icon("feed"), _("Follow by feed"))
