"""Tells the forum where a note is written whose draft it keeps."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs

from django.urls import reverse
from django.utils.translation import gettext as _

from essays.library.models import Section
from forum.debate.drafts import places
from forum.debate.drafts.places import Place
from forum.members.models import Member
from forum.web.asked import number_in


def register() -> None:
    places.register(r"annotate\?((?:section|start|end|block)=.*)", notes)


def notes(member: Member, matches: Mapping[str, re.Match[str]]) -> Mapping[str, Place]:
    """Notes beside the editions that are read now, in one query."""
    asked = {name: number_in(parse_qs(match[1]).get("section", [""])[0]) for name, match in matches.items()}
    visible = Section.objects.visible_to(member).current().filter(pk__in={pk for pk in asked.values() if pk})
    sections = {row.pk: row for row in visible.select_related("edition__essay").defer("text", "blocks")}
    return {
        name: _place(section, query=matches[name][1])
        for name, pk in asked.items()
        if (section := sections.get(pk or 0))
    }


def _place(section: Section, *, query: str) -> Place:
    essay = section.edition.essay
    title = _("Note beside %(section)s") % {"section": f"{essay.title} · {section.name}"}
    return Place(title, f"{reverse('annotate', args=[essay.slug, section.slug])}?{query}")
