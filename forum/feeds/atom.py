"""A feed as Atom (RFC 4287)."""

import re
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from forum.feeds.gathering import Feed

# What no XML can say, even escaped (XML 1.0, section 2.2).
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Atom(Atom1Feed):
    """Django's, with the words of an entry as its content, and the address that relative links start from."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xml:base": self.feed["base"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def as_atom(feed: Feed, *, site: str, self_url: str) -> bytes:
    """The feed, read at `self_url`, of the installation at `site`, an address without a path."""
    atom = _Atom(
        title=_said(feed.title),
        link=site + feed.href,
        description=None,
        subtitle=_said(feed.subtitle) or None,
        feed_url=self_url,
        feed_guid=site + feed.path,
        language=None,
        base=f"{site}/",
    )
    atom.latest_post_date = lambda: feed.changed_at  # type: ignore[method-assign]
    for item in feed.items:
        atom.add_item(
            title=_said(item.title),
            link=site + item.href,
            description=None,  # type: ignore[arg-type]  # so that it writes no summary beside the content
            content=_said(item.html),
            unique_id=site + item.href,
            author_name=_said(item.author),
            pubdate=item.written_at,
            updateddate=item.changed_at,
            categories=[item.kind],
        )
    return atom.writeString("utf-8").encode()


def _said(words: str) -> str:
    return _UNSAYABLE.sub("", words)
