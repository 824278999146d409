"""A feed as a feed reader takes it, and what RFC 4287 says that it must have."""

from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

ATOM = "{http://www.w3.org/2005/Atom}"


def read(body: bytes) -> Element:
    """The feed in `body`, which says all it must."""
    feed = fromstring(body)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # 4.1.1 and 4.1.2: exactly one of each
            assert len(element.findall(ATOM + name)) == 1, name
        assert urlsplit(text(element, "id")).scheme  # 4.2.6: an absolute IRI
        assert datetime.fromisoformat(text(element, "updated")).tzinfo  # 3.3: with an offset
        links = [
            (link.get("rel"), link.get("type"), link.get("hreflang"))
            for link in element.findall(f"{ATOM}link")
        ]
        assert len(links) == len(set(links))  # no two alternates of one type
        assert all(link.get("href") for link in element.findall(f"{ATOM}link"))
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    entries = feed.findall(f"{ATOM}entry")
    assert len({text(entry, "id") for entry in entries}) == len(entries)
    for entry in entries:
        assert text(entry, "author/name")  # 4.1.2: each has an author, where the feed has none
        [content] = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html"
        assert not list(content)  # 4.1.3.3: escaped
        assert datetime.fromisoformat(text(entry, "published"))
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    return feed


def text(element: Element, path: str) -> str:
    found = element.find("/".join(ATOM + name for name in path.split("/")))
    return found.text or "" if found is not None else ""


def entries(feed: Element, of: str = "content") -> list[str]:
    return [text(entry, of) for entry in feed.findall(f"{ATOM}entry")]
