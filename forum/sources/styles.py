"""References as scholars know them: author–date, after the habits of the Chicago Manual of Style.

    Trotsky, Leon. 1932. *The History of the Russian Revolution*. Vol. 1. London: Gollancz.
    (Trotsky 1932, 121)

Takes CSL-JSON items as `forum.sources.csl.cleaned` leaves them; asks no database.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.sources.csl import dates, link_of, names

Item = dict[str, Any]

MOST_NAMES = 10  # a reference with more names gives the first seven, and says that there are others
ALL_BUT = 7
_ENDS = (".", "?", "!", "…", ".”", "?”", "!”", "…”")
# Of these the title stands between quotation marks, and what contains them is a title of its own.
_PARTS = {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
_ARTICLES = {"article-journal", "article", "review", "review-book"}
_PAPERS = {"article-magazine", "article-newspaper"}
_PAGES = {"webpage", "post", "post-weblog"}
_UNPUBLISHED = {"thesis", "speech", "personal_communication", "manuscript", "interview"}


def reference_line(item: Item) -> SafeString:
    """The item as it stands in a list of references, its titles as <cite>, addresses as links."""
    who, role_said = _responsible(item)
    when = _when(item)
    lead = [who, when] if who else []
    after = [] if who else [when]
    body = _form_of(item["type"])(item, role_said)
    found_at = [*body, _accessed(item), _address(item)]
    return _sentences([*lead, found_at[0], *after, *found_at[1:]])


def in_text(item: Item, locator: str = "") -> str:
    """The item as it is cited in running text: (Trotsky 1932, 121)."""
    people = item.get("author") or item.get("editor") or item.get("translator") or []
    if not people:
        who = f"“{item['title']}”" if item["type"] in _PARTS | _ARTICLES | _PAPERS else item["title"]
    elif len(people) <= 2:
        who = _and([_short(name) for name in people])
    else:
        who = _("%(name)s et al.") % {"name": _short(people[0])}
    when = dates.year(item.get("issued", {})) or _("n.d.")
    return f"({who} {when}, {locator})" if locator else f"({who} {when})"


def _book(item: Item, role_said: str) -> list[str]:
    return [
        _cite(item["title"]),
        *_people(item, role_said),
        _edition(item),
        _volume(item),
        _series(item),
        _made(item),
    ]


def _part(item: Item, role_said: str) -> list[str]:
    inside: list[str] = [_cite(item["container-title"])] if item.get("container-title") else []
    if item.get("editor") and role_said != "editor":
        inside.append(_("edited by %s") % _all_in_order(item["editor"]))
    if item.get("volume"):
        inside.append(_("vol. %s") % item["volume"])
    if inside and item.get("page"):
        inside.append(_page(item))
    within = format_html(_("In {}"), _joined(", ", inside)) if inside else _page(item)
    return [
        _quoted(item),
        *_people(item, role_said, editors=False),
        within,
        _edition(item),
        _series(item),
        _made(item),
    ]


def _article(item: Item, role_said: str) -> list[str]:
    where: list[str] = [_cite(item["container-title"])] if item.get("container-title") else []
    if item.get("volume"):
        where.append(item["volume"])
    if item.get("issue"):
        where.append(f"({item['issue']})" if item.get("volume") else _("no. %s") % item["issue"])
    place = _joined(": ", [_joined(" ", where), _page(item)])
    return [_quoted(item), *_people(item, role_said), place, "" if where else _made(item)]


def _paper(item: Item, role_said: str) -> list[str]:
    where: list[str] = [_cite(item["container-title"])] if item.get("container-title") else []
    for field, words in (("volume", _("vol. %s")), ("issue", _("no. %s"))):
        if item.get(field):
            where.append(words % item[field])
    where += [said for said in (_day(item.get("issued", {})), _page(item)) if said]
    return [_quoted(item), *_people(item, role_said), _joined(", ", where)]


def _web(item: Item, role_said: str) -> list[str]:
    site = _cite(item["container-title"]) if item.get("container-title") else ""
    return [_quoted(item), *_people(item, role_said), site, item.get("publisher", ""), _full_day(item)]


def _unpublished(item: Item, role_said: str) -> list[str]:
    kinds = {"thesis": _("Thesis"), "speech": _("Speech"), "interview": _("Interview"),
             "personal_communication": _("Letter")}  # fmt: skip
    what = [item.get("genre") or kinds.get(item["type"], "")]
    what += [item.get(field, "") for field in ("event-title", "publisher", "publisher-place")]
    if item["type"] != "thesis":
        what.append(_day(item.get("issued", {})))
    whole = ", ".join(filter(None, what))
    inside = _cite(item["container-title"]) if item.get("container-title") else ""
    return [_quoted(item), *_people(item, role_said), inside, whole, item.get("archive", "")]


def _report(item: Item, role_said: str) -> list[str]:
    kind = item.get("genre") or (_("Report") if item.get("number") else "")
    return [
        _cite(item["title"]),
        *_people(item, role_said),
        _edition(item),
        " ".join(filter(None, (kind, item.get("number", "")))),
        _series(item),
        _made(item),
    ]


def _form_of(kind: str) -> Callable[[Item, str], list[str]]:
    forms: Sequence[tuple[set[str], Callable[[Item, str], list[str]]]] = (
        (_PARTS, _part),
        (_ARTICLES, _article),
        (_PAPERS, _paper),
        (_PAGES, _web),
        (_UNPUBLISHED, _unpublished),
        ({"report", "standard"}, _report),
    )
    return next((form for kinds, form in forms if kind in kinds), _book)


def _responsible(item: Item) -> tuple[str, str]:
    """Whom a reference begins with, and in which role they then need not be named again."""
    if item.get("author"):
        return _listed(item["author"]), "author"
    if item.get("editor"):
        role = ngettext("ed.", "eds.", len(item["editor"]))
        return f"{_listed(item['editor'])}, {role}", "editor"
    if item.get("translator"):
        return f"{_listed(item['translator'])}, {_('trans.')}", "translator"
    return "", ""


def _people(item: Item, role_said: str, *, editors: bool = True) -> list[str]:
    """Who edited and translated it, where they do not come first."""
    said = []
    if editors and item.get("editor") and role_said != "editor":
        said.append(_("Edited by %s") % _all_in_order(item["editor"]))
    if item.get("translator") and role_said != "translator":
        said.append(_("Translated by %s") % _all_in_order(item["translator"]))
    return said


def _listed(people: Sequence[names.Name]) -> str:
    """The first name by its family, the others as they are said."""
    shown = people if len(people) <= MOST_NAMES else people[:ALL_BUT]
    said = [names.spoken(shown[0]), *map(names.in_order, shown[1:])]
    if len(shown) < len(people):
        return _("%(names)s, et al.") % {"names": ", ".join(said)}
    if len(said) == 2:
        return _("%(first)s, and %(second)s") % {"first": said[0], "second": said[1]}
    return _and(said)


def _all_in_order(people: Sequence[names.Name]) -> str:
    return _and([names.in_order(name) for name in people])


def _and(said: Sequence[str]) -> str:
    if len(said) < 2:
        return "".join(said)
    if len(said) == 2:
        return _("%(first)s and %(second)s") % {"first": said[0], "second": said[1]}
    return _("%(others)s, and %(last)s") % {"others": ", ".join(said[:-1]), "last": said[-1]}


def _short(name: names.Name) -> str:
    return names.family(name)


def _when(item: Item) -> str:
    published = dates.year(item.get("issued", {})) or _("n.d.")
    first = dates.year(item.get("original-date", {}))
    return f"({first}) {published}" if first and first != published else published


def _day(date: dates.Date) -> str:
    """A date to the day or month, "" where only its year is known."""
    parts = date.get("date-parts", [[]])[0]
    if len(parts) < 2:
        return ""
    month = str(MONTHS[parts[1]])
    return f"{parts[2]} {month}" if len(parts) > 2 else month


def _full_day(item: Item) -> str:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return f"{_day(item['issued'])} {parts[0]}" if len(parts) > 1 else ""


def _accessed(item: Item) -> str:
    date = item.get("accessed", {})
    if not date or not item.get("URL"):
        return ""
    day = _day(date)
    return _("Accessed %s") % (f"{day} {dates.year(date)}" if day else dates.year(date))


def _address(item: Item) -> str:
    link = link_of(item)
    if not link:
        return ""
    return format_html('<a href="{}" rel="nofollow noopener ugc">{}</a>', link, link)


def _cite(title: str) -> SafeString:
    return format_html("<cite>{}</cite>", title)


def _quoted(item: Item) -> str:
    title = item["title"]
    return f"“{title}”" if title.endswith(_ENDS) else f"“{title}.”"


def _edition(item: Item) -> str:
    said = item.get("edition", "")
    if said.isascii() and said.isdigit():
        said = _("%s ed.") % _ordinal(int(said))
    return said


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def _volume(item: Item) -> str:
    return _("Vol. %s") % item["volume"] if item.get("volume") else ""


def _series(item: Item) -> str:
    return " ".join(filter(None, (item.get("collection-title", ""), item.get("collection-number", ""))))


def _made(item: Item) -> str:
    return ": ".join(filter(None, (item.get("publisher-place", ""), item.get("publisher", ""))))


def _page(item: Item) -> str:
    return item.get("page", "").replace("--", "–").replace("-", "–")


def _joined(by: str, pieces: Iterable[str]) -> SafeString:
    """Those of `pieces` that say something; what is no HTML yet is escaped."""
    return format_html_join(by, "{}", ([piece] for piece in pieces if piece))


def _sentences(said: Iterable[str]) -> SafeString:
    """Pieces one after the other, each with a full stop unless it ends with a mark of its own."""
    return format_html_join(" ", "{}{}", ([piece, "" if _ends(piece) else "."] for piece in said if piece))


def _ends(piece: str) -> bool:
    return piece.startswith("<a ") or piece.removesuffix("</cite>").endswith(_ENDS)
