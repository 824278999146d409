"""The lasting addresses of what is handed on, whole: a file leaves the site that relative ones belong to."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse

from essays.library.models import Essay
from forum.web.addresses import by_number


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses on the installation at `here`, which has no slash at its end: "https://margin.example"."""

    here: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Addresses":
        return cls(request.build_absolute_uri("/").rstrip("/"))

    def of_note(self, pk: int) -> str:
        return self.here + by_number("annotation")(pk)

    def of_post(self, pk: int) -> str:
        return self.here + by_number("post")(pk)

    def of_member(self, handle: str) -> str:
        return self.here + _named("member", handle)

    def of_source(self, pk: int) -> str:
        return self.here + by_number("source")(pk)

    def of_circle(self, slug: str) -> str:
        return self.here + _named("circle", slug)

    def of_essay(self, essay: Essay) -> str:
        return self.here + _named("essay", essay.slug)

    def of_section(self, essay: Essay, slug: str) -> str:
        """A section of the text; the text itself for "", where a passage is gone."""
        return self.here + _named("section", essay.slug, slug) if slug else self.of_essay(essay)

    def of_collection(self, essay: Essay) -> str:
        return self.here + _named("annotation_collection", essay.slug)

    def of_page(self, essay: Essay, after: int | None) -> str:
        page = self.here + _named("annotation_page", essay.slug)
        return f"{page}?after={after}" if after else page


@lru_cache(maxsize=4096)
def _named(name: str, *arguments: str) -> str:
    return reverse(name, args=arguments)
