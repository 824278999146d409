"""What the pages of a text carry for reference managers."""

from typing import Any

from django import template
from django.urls import reverse

from essays.library.models import Essay
from forum.sources import csl
from forum.sources.embedding import meta_tags

register = template.Library()


@register.inclusion_tag("essays/margin/_reference_meta.html", takes_context=True)
def reference_meta(context: dict[str, Any], essay: Essay) -> dict[str, Any]:
    """The text as Highwire’s tags, for a page's head. Asks no query."""
    absolute = context["request"].build_absolute_uri
    item = {
        "type": "webpage",
        "title": f"{essay.title}: {essay.subtitle}" if essay.subtitle else essay.title,
        "author": csl.names.read_all(essay.author),
        "issued": csl.dates.read(essay.date),
        "language": essay.language,
    }
    whole = absolute(reverse("whole", args=[essay.slug]))
    addresses = [
        ("citation_abstract_html_url", absolute(essay.get_absolute_url())),
        ("citation_fulltext_html_url", whole),
    ]
    return {"tags": [*meta_tags(item), *addresses]}
