"""Files of notes as others write them, about the text of the tests."""

from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def annotation(number: int = 1, exact: str = "nobody <led> it", **said: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": f"https://elsewhere.example/{number}",
        "type": "Annotation",
        "creator": {"type": "Person", "name": "Jane Doe"},
        "created": "2019-03-04T05:06:07Z",
        "body": {"type": "TextualBody", "value": "I doubt it.", "format": "text/markdown"},
        "target": {"source": "https://elsewhere.example/text", "selector": quote(exact)},
    } | said


def answer_to(number: int, to: str = "https://elsewhere.example/1", **said: Any) -> dict[str, Any]:
    """A reply, by somebody else, to the note at that address."""
    said = {"creator": "Tom", "body": {"type": "TextualBody", "value": f"Answer {number}."}} | said
    return annotation(number, motivation="replying", target=to, **said)


def row(number: int = 1, exact: str = "nobody <led> it", **said: Any) -> dict[str, Any]:
    """A row of Hypothesis' API."""
    uri = "https://elsewhere.example/text"
    selectors = [
        {
            "type": "RangeSelector",
            "startContainer": "/p[1]",
            "startOffset": 3,
            "endContainer": "/p[1]",
            "endOffset": 9,
        },
        {"type": "TextPositionSelector", "start": 4711, "end": 4726},
        quote(exact, "over the cafe\u0301, & ", "; the water was"),
    ]
    return {
        "id": f"row{number}",
        "created": "2020-01-02T03:04:05.678901+00:00",
        "updated": "2020-01-02T03:04:05.678901+00:00",
        "user": "acct:jane@hypothes.is",
        "uri": uri,
        "text": "I *doubt* it.",
        "tags": [],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"], "admin": ["acct:jane@hypothes.is"]},
        "target": [{"source": uri, "selector": selectors}],
        "document": {"title": ["The Warm Water"]},
        "links": {"html": f"https://hypothes.is/a/row{number}"},
    } | said
