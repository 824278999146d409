"""A note at its lasting address as JSON-LD, after https://www.w3.org/TR/annotation-protocol/."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from essays.exchange import jsonld
from essays.exchange.addresses import Addresses
from essays.exchange.gathering import note_of
from essays.margin import representations
from essays.margin.models import Annotation


def register() -> None:
    for media_type in (jsonld.MEDIA_TYPE, "application/json"):
        representations.register(media_type, answer)


def answer(request: HttpRequest, annotation: Annotation) -> HttpResponse:
    """The note as it stands in an export, not sent again while it is unchanged."""
    item = jsonld.alone(jsonld.note_item(note_of(annotation), Addresses.of(request)))
    return as_jsonld(request, jsonld.in_json(item), kind="http://www.w3.org/ns/ldp#Resource")


def as_jsonld(request: HttpRequest, content: str, *, kind: str) -> HttpResponse:
    """JSON-LD with what the protocol asks of its headers; `kind` is the type of resource it says it is."""
    response = HttpResponse(content, content_type=jsonld.MEDIA_TYPE)
    response.headers["Link"] = f'<{kind}>; rel="type"'
    response.headers["Allow"] = "GET, HEAD"
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Accept", "Cookie"])
    etag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
