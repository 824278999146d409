"""What pages that name sources need."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from forum.sources.embedding import context_object
from forum.sources.models import Source

register = template.Library()


@register.simple_tag
def coins(source: Source) -> SafeString:
    """An empty element by which a reference manager's button finds the source (COinS)."""
    return format_html('<span class="Z3988" title="{}"></span>', context_object(source.csl))
