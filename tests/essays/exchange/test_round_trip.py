"""What leaves comes back whole: export, import into an empty installation, export again."""

import json
import re
from typing import Any

import pytest

from essays.exchange.models import Bringing
from essays.exchange.reading.values import listed
from essays.library.models import Essay
from essays.library.publishing import publish
from essays.margin.models import Annotation, Tally
from forum.debate.evidence import EvidenceGiven
from forum.debate.models import Post, Thread
from forum.members.models import Member
from forum.sources.actions import add_source
from forum.sources.csl import cleaned
from forum.sources.models import Source
from tests.conftest import make_member
from tests.essays.exchange.conftest import states_of

NAMES_OF_THINGS = {"id", "canonical", "via", "source", "first"}


def without_addresses(item: Any, numbers: dict[str, str]) -> Any:
    """The same without the addresses that differ from one installation to the next. What a reply answers stays, as the
    place of that note in the file."""
    if isinstance(item, dict):
        return {
            name: without_addresses(value, numbers)
            for name, value in item.items()
            if name not in NAMES_OF_THINGS or isinstance(value, dict)
        }
    if isinstance(item, list):
        return [without_addresses(one, numbers) for one in item]
    return numbers.get(item, item) if isinstance(item, str) else item


def notes_in(exported: bytes) -> list[Any]:
    items = json.loads(exported)["first"]["items"]
    numbers = {item["id"]: f"note {nth}" for nth, item in enumerate(items)}
    return [without_addresses(item, numbers) for item in items]


def sources_of_targets(exported: bytes) -> list[str]:
    """Which sections the passages are in."""
    return re.findall(r'"source":"[^"]*/essays/[\w-]+/([\w-]+)/"', exported.decode())


@pytest.fixture
def emptied(margin, essay, outline, amara, commons):
    """A function that makes another installation of this one: other people, other numbers, the same text."""

    def empty() -> Essay:
        Thread.objects.update(opening=None)
        for post in Post.objects.order_by("-depth"):
            post.delete()
        for model in (Bringing, Annotation, Thread, Tally):
            model.objects.all().delete()
        Essay.objects.update(edition=None)
        Essay.objects.all().delete()
        Member.objects.filter(handle="bashir").update(handle="boris", display_name="Boris")
        return publish(member=make_member("zoe"), circle=commons, outline=outline)

    return empty


def test_a_margin_that_left_and_came_back_leaves_the_same_again(
    margin, essay, export, emptied, bring, confirm, amara
):
    before = export(essay, "jsonld", member=amara, private=True)
    elsewhere = emptied()
    zoe = Member.objects.get(handle="zoe")

    bringing = confirm(bring(elsewhere, zoe, before))
    after = export(elsewhere, "jsonld", member=zoe, private=True)

    assert bringing.state == "written"
    assert set(states_of(bringing)) == {"exact"}
    assert notes_in(after) == notes_in(before)
    assert sources_of_targets(after) == sources_of_targets(before)
    assert len(notes_in(before)) == 8


ARTICLE = {
    "type": "article-journal",
    "title": "Who Kept the Keys",
    "author": [
        {"family": "Okafor", "given": "Ngozi"},
        {"family": "Berg", "non-dropping-particle": "van den"},
    ],
    "container-title": "Annals of Bathing",
    "volume": "12",
    "issue": "3",
    "page": "45-67",
    "issued": {"date-parts": [[1931, 5]]},
    "DOI": "10.1000/182",
    "ISSN": "2049-3630",
    "language": "en",
}
CHAPTER = {
    "type": "chapter",
    "title": "Steam",
    "author": [{"literal": "The Stokers’ Union"}],
    "editor": [{"family": "Diallo", "given": "Aïssatou"}],
    "translator": [{"family": "Lindqvist"}],
    "container-title": "A Reader of Warm Places",
    "collection-title": "Common Things",
    "page": "101-130",
    "edition": "2",
    "publisher": "Tile Press",
    "publisher-place": "Leeds",
    "issued": {"date-parts": [[1974]]},
    "original-date": {"date-parts": [[1929]]},
    "ISBN": "978-3-16-148410-0",
    "note": "Bound with maps.",
}


@pytest.mark.parametrize("item", [ARTICLE, CHAPTER], ids=lambda item: item["type"])
def test_a_work_comes_back_with_all_that_was_known_of_it(
    margin, essay, note_on, bashir, export, emptied, bring, confirm, item
):
    work = add_source(member=bashir, item=cleaned(item)[0])
    evidence = [EvidenceGiven(work, "p. 50", "They kept none.", "for")]
    note_on(bashir, "the water was warm", kind="support", source="See.", evidence=evidence)
    before = export(essay, "jsonld", member=bashir)
    elsewhere = emptied()
    work.delete()

    confirm(bring(elsewhere, Member.objects.get(handle="zoe"), before))

    assert notes_in(export(elsewhere, "jsonld")) == notes_in(before)
    assert Source.objects.get(csl__title=item["title"]).csl == item
    assert item in [body.get("csl") for note in notes_in(before) for body in listed(note.get("body"))]


def test_what_came_back_is_said_to_come_from_elsewhere(
    margin, essay, export, emptied, bring, confirm, amara, client
):
    before = export(essay, "jsonld", member=amara)
    elsewhere = emptied()
    confirm(bring(elsewhere, Member.objects.get(handle="zoe"), before))

    client.logout()
    page = client.get(f"/essays/{elsewhere.slug}/a-of-steam/").content.decode()
    assert "Bashir, from elsewhere (brought by Zoe)" in page
    assert json.loads(export(elsewhere, "jsonld"))["first"]["items"][0]["creator"]["name"] == "Bashir"


def test_the_judge_tells_margins_apart(margin, essay, export, amara):
    whole, shared = (export(essay, "jsonld", member=amara, private=private) for private in (True, False))
    assert notes_in(whole) != notes_in(shared)
