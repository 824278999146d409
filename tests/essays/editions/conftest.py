"""New editions of the text about the bath house."""

from collections.abc import Callable

import pytest

from essays.editions import actions
from essays.editions.models import NextEdition
from essays.library.models import Edition, Essay
from essays.library.rearranging import with_section
from essays.library.rewording import reworded, wording_of
from essays.margin.models import Annotation, Placement


def replaced(old: str, new: str) -> actions.Change:
    """The change of an outline by which `old` becomes `new`, in whichever section it stands."""

    def change(outline):
        for index, section in enumerate(outline.sections):
            wording = wording_of(section)
            if old in wording:
                return with_section(outline, index, reworded(section, wording.replace(old, new)))
        raise AssertionError(f"“{old}” is not in the text")

    return change


@pytest.fixture
def draft(essay) -> Callable[..., NextEdition]:
    """A draft of a member's: `draft(member, ("old words", "new words"), …)`."""

    def make(member, *changes: tuple[str, str], of: Essay = essay) -> NextEdition:
        of.refresh_from_db()
        begun = actions.begin_edition(member=member, essay=of)
        for change in changes:
            begun = actions.change(member=member, edition=begun, seen=begun.revision, how=replaced(*change))
        return begun

    return make


@pytest.fixture
def proposal(draft) -> Callable[..., NextEdition]:
    def make(member, *changes: tuple[str, str], why: str = "It was cold.", answers=(), **details):
        begun = actions.compare(member=member, edition=draft(member, *changes, **details))
        return actions.propose(member=member, edition=begun, why=why, answers=answers)

    return make


@pytest.fixture
def publish_with(amara, essay, proposal) -> Callable[..., Edition]:
    """Amara, who put the text up, publishes it with those words changed."""

    def publish(*changes: tuple[str, str], **details) -> Edition:
        published = actions.publish(member=amara, edition=proposal(amara, *changes, **details))
        essay.refresh_from_db()
        assert published.edition == essay.edition
        return published.edition

    return publish


def place_of(annotation: Annotation, edition: Edition | None = None) -> Placement:
    annotation.essay.refresh_from_db()
    return Placement.objects.select_related("section").get(
        passage__annotation=annotation,
        passage__position=0,
        edition=edition or annotation.essay.edition,
    )


def words_at(place: Placement) -> str:
    return place.section.text[place.start : place.end]
