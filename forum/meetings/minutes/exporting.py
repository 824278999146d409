"""Minutes as they are taken along: as Markdown, and as a page by itself, to be printed."""

import base64
import hashlib
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.meetings.minutes.models import ActionItem
from forum.meetings.minutes.pages.minutes import MinutesPage
from forum.record.writing import head

STYLE = """
@page { size: A4; margin: 20mm 18mm; }
html { color-scheme: light; }
body { max-width: 38rem; margin: 0 auto; padding: 1rem; font: 11pt/1.5 Georgia, "Times New Roman", serif; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.8rem; margin-block: 0 .25rem; }
h2 { font-size: 1.25rem; margin-block-start: 2rem; }
header p, footer p { margin: 0; font: 9pt/1.5 system-ui, sans-serif; }
main { overflow-wrap: anywhere; }
footer { margin-block-start: 2rem; padding-block-start: .5rem; border-block-start: .5pt solid; }
footer code { overflow-wrap: anywhere; }
table { border-collapse: collapse; } th, td { padding: .15rem .4rem; border: .5pt solid; text-align: start; }
li { break-inside: avoid; }
@media print { body { padding: 0; } a { color: inherit; } }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
STYLE_POLICY = [f"'sha256-{_HASH}'"]
"""What a browser may style the page with: with what it brings, and nothing else."""


@dataclass(frozen=True)
class Head:
    """What the record says of the minutes: their entry, or how far it goes where there is none yet."""

    entry: int | None
    hash: str


def as_markdown(page: MinutesPage) -> str:
    """The minutes with what stands around them."""
    minutes = page.minutes
    parts = [f"# {_plain(page.meeting.title)}", "\n".join(f"- {line}" for line in facts(page))]
    if minutes:
        parts.append(minutes.source.strip())
    if page.items:
        items = "\n".join(
            f"- [{'x' if not line.item.is_open else ' '}] {_item(line.item)}" for line in page.items
        )
        parts += [f"## {_('Action items')}", items]
    return "\n\n".join([*parts, "---", in_the_record(page)]) + "\n"


def as_page(page: MinutesPage, *, language: str) -> SafeString:
    """One file of HTML to be printed: no scripts, nothing fetched from anywhere."""
    context = {
        "page": page,
        "facts": facts(page),
        "items": [(_item(line.item), line.item.is_open) for line in page.items],
        "in_the_record": in_the_record(page),
        "style": SafeString(STYLE),
        "language": language,
    }
    return render_to_string("forum/meetings/minutes/print.html", context)


def facts(page: MinutesPage) -> list[str]:
    """When it was and of which circle, how many were there, and whether the minutes stand; a line each."""
    meeting, minutes = page.meeting, page.minutes
    said = [_("Circle: %s") % meeting.circle.name]
    if meeting.starts_at:
        said.append(_("When: %s") % date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT"))
    if minutes and minutes.present is not None:
        said.append(
            ngettext("%(n)d person was there", "%(n)d people were there", minutes.present)
            % {"n": minutes.present}
        )
    if minutes and minutes.stands_at:
        stood = date_format(timezone.localtime(minutes.stands_at), "DATETIME_FORMAT")
        said.append(_("They have stood since %s") % stood)
    elif minutes and minutes.ends_at:
        ends = date_format(timezone.localtime(minutes.ends_at), "DATETIME_FORMAT")
        said.append(_("They do not stand yet: one may object until %s") % ends)
    else:
        said.append(_("They are being written, and do not stand yet"))
    if page.objections:
        n = len(page.objections)
        said.append(ngettext("%(n)d member objects", "%(n)d members object", n) % {"n": n})
    return said


def head_of(page: MinutesPage) -> Head:
    """A query where the minutes do not stand yet, none where they do."""
    entry = page.minutes.entry if page.minutes else None
    return Head(entry.number, entry.hash) if entry else Head(None, head())


def in_the_record(page: MinutesPage) -> str:
    found = head_of(page)
    if found.entry is None:
        return _("The record’s head when this was taken along: %s") % found.hash
    return _("In the record: entry %(n)d, whose hash is %(hash)s") % {"n": found.entry, "hash": found.hash}


def _item(item: ActionItem) -> str:
    """An item in a line: what, who, by when."""
    if item.owner:
        who = item.owner.name
    elif item.offered_to:
        who = _("%s has been asked") % item.offered_to.name
    else:
        who = _("free to take") if item.is_open else _("no longer needed")
    parts = [_plain(item.text), who]
    if item.due:
        parts.append(_("by %s") % date_format(item.due, "DATE_FORMAT"))
    if item.closed_how:
        parts.append(str(item.get_closed_how_display()))
    return " · ".join(parts)


def _plain(line: str) -> str:
    return " ".join(line.split())
