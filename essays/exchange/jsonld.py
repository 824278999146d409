"""Notes as Web Annotations in JSON-LD.

After https://www.w3.org/TR/annotation-model/ and https://www.w3.org/TR/annotation-vocab/. What these have no word for
(a note's kind, which way evidence speaks, CSL-JSON) stands under terms of our own, which the context defines and
others may pass over. Positions count Unicode code points, as the model asks.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from essays.exchange.addresses import Addresses
from essays.exchange.gathering import NoteOut, PassageOut, PostOut
from essays.library.models import Essay
from forum.debate.models import Evidence, Kind
from forum.sources.csl import link_of

ANNO = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{ANNO}"'
TERMS = "urn:wide-margin:"
CONTEXT: list[Any] = [
    ANNO,
    {
        "@version": 1.1,
        "wm": TERMS,
        "kind": "wm:kind",
        "layer": "wm:layer",
        "stance": "wm:stance",
        "locator": "wm:locator",
        "says": "wm:says",
        "placement": "wm:placement",
        "withdrawn": {"@id": "wm:withdrawn", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
        "withheld": "wm:withheld",
        "csl": {"@id": "wm:csl", "@type": "@json"},
    },
]
# The nearest of the thirteen motivations of the model; the kind itself stands beside it.
MOTIVATIONS = {
    Kind.CRITIQUE.value: "assessing",
    Kind.COUNTER_EVIDENCE.value: "assessing",
    Kind.SUPPORT.value: "assessing",
    Kind.QUESTION.value: "questioning",
    Kind.COMMENT.value: "commenting",
}

Item = dict[str, Any]


def note_item(note: NoteOut, addresses: Addresses) -> Item:
    """The note itself, without the context and without its replies."""
    essay = note.annotation.essay
    targets = [_target(passage, essay, addresses) for passage in note.passages]
    return {
        "id": addresses.of_note(note.annotation.pk),
        "type": "Annotation",
        "motivation": MOTIVATIONS[note.opening.kind],
        **_written(note.opening, addresses.of_note(note.annotation.pk), essay, addresses),
        **_audience(note, addresses),
        "target": targets[0] if len(targets) == 1 else targets or addresses.of_essay(essay),
    }


def note_items(note: NoteOut, addresses: Addresses) -> Iterator[Item]:
    """The note, and each of its replies: an annotation of what it answers."""
    yield note_item(note, addresses)
    ids = {note.opening.pk: addresses.of_note(note.annotation.pk)}
    for reply in note.replies:
        yield {
            "id": addresses.of_post(reply.pk),
            "type": "Annotation",
            "motivation": ["replying", MOTIVATIONS[reply.kind]],
            **_written(reply, addresses.of_post(reply.pk), note.annotation.essay, addresses),
            **_audience(note, addresses),
            "target": ids.get(reply.answers or 0) or addresses.of_post(reply.answers or 0),
        }


def alone(item: Item) -> Item:
    """An annotation that stands by itself, with its context."""
    return {"@context": CONTEXT, **item}


def collection(essay: Essay, addresses: Addresses, *, first: str | None, last: str | None) -> Item:
    """The collection of a text's notes, whose pages are asked for by themselves. How many notes there are is not
    said: it would have to be counted. Of none, it is known."""
    item = {"@context": CONTEXT, **_about(essay, addresses)}
    return item | ({"first": first, "last": last} if first else {"total": 0})


def page(
    essay: Essay,
    addresses: Addresses,
    *,
    items: Sequence[Item],
    here: str,
    previous: str | None,
    following: str | None,
) -> Item:
    """One page of the collection: `previous` and `following` are the pages beside it."""
    found: Item = {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationPage",
        "partOf": {
            "id": addresses.of_collection(essay),
            "type": "AnnotationCollection",
            "label": essay.title,
        },
        "items": items,
    }
    if previous:
        found["prev"] = previous
    if following:
        found["next"] = following
    return found


def whole(essay: Essay, notes: Iterable[NoteOut], addresses: Addresses) -> Iterator[str]:
    """The whole collection in one file, piece by piece: its one page stands inside it."""
    head = {"@context": CONTEXT, **_about(essay, addresses)}
    yield f'{in_json(head)[:-1]},"first":{{"id":{in_json(addresses.of_page(essay, None))},'
    yield '"type":"AnnotationPage","startIndex":0,"items":['
    total = 0
    for note in notes:
        for item in note_items(note, addresses):
            yield (",\n" if total else "\n") + in_json(item)
            total += 1
    yield f'\n]}},"total":{total}}}\n'


def in_json(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _about(essay: Essay, addresses: Addresses) -> Item:
    return {
        "id": addresses.of_collection(essay),
        "type": "AnnotationCollection",
        "label": essay.title,
        "generator": {"id": f"{addresses.here}/", "type": "Software", "name": "Wide Margin"},
    }


def _written(post: PostOut, address: str, essay: Essay, addresses: Addresses) -> Item:
    """Whose words these are, when they were written, and what they say; of one that is withdrawn or
    withheld, only that it is."""
    said: Item = {
        "kind": post.kind,
        "created": _moment(post.written_at),
        "canonical": post.original or address,
    }
    if post.original:
        said["via"] = post.original
    if post.withdrawn_at:
        return said | {"withdrawn": _moment(post.withdrawn_at)}
    if post.edited_at:
        said["modified"] = _moment(post.edited_at)
    creator: Item = {"type": "Person", "name": post.author}
    said["creator"] = (
        creator if post.elsewhere else {"id": addresses.of_member(post.member.handle), **creator}
    )
    if post.withheld:
        return said | {"withheld": post.restraint}
    words = {
        "type": "TextualBody",
        "value": post.source,
        "format": "text/markdown",
        "language": essay.language,
        "purpose": MOTIVATIONS[post.kind],
    }
    evidence = [_evidence(piece, addresses) for piece in post.evidence]
    return said | {"body": [words, *evidence] if evidence else words}


def _evidence(piece: Evidence, addresses: Addresses) -> Item:
    """A source that is brought. `source` leads to the work on the web, else to what is known of it here."""
    item = {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": link_of(piece.source.csl) or addresses.of_source(piece.source_id),
        "stance": piece.stance,
        "says": piece.says,
        "csl": piece.source.csl,
    }
    return item | ({"locator": piece.locator} if piece.locator else {})


def _audience(note: NoteOut, addresses: Addresses) -> Item:
    circle = note.annotation.thread.circle
    if circle is None:
        return {"layer": "private"}
    who = {"id": addresses.of_circle(circle.slug), "type": "schema:Audience", "schema:name": circle.name}
    return {"layer": "circle", "audience": who}


def _target(passage: PassageOut, essay: Essay, addresses: Addresses) -> Item:
    quote = {"type": "TextQuoteSelector", "exact": passage.exact}
    quote |= {name: said for name in ("prefix", "suffix") if (said := getattr(passage, name))}
    selectors: list[Item] = [quote]
    if passage.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": passage.start, "end": passage.end})
    return {
        "type": "SpecificResource",
        "source": addresses.of_section(essay, passage.section),
        "selector": selectors,
        "placement": passage.state,
    }


def _moment(at: datetime) -> str:
    """xsd:dateTime in UTC, to the microsecond where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
