"""What members found out about a citation goes with it into the next edition."""

import pytest

from essays.citing.carrying import carry_over
from essays.citing.mending import Meant, mend, take_back
from essays.library.models import Edition
from essays.library.publishing import publish
from essays.library.readers import read
from tests.essays.citing.conftest import PIER, citations_of


@pytest.fixture
def next_edition(amara, commons, pier) -> Edition:
    """The same blocks, in another text for want of another edition; one quotation and one citation are changed."""
    changed = PIER.replace("No list was kept.", "No list was ever kept.").replace("p. 88", "p. 89")
    return publish(member=amara, circle=commons, outline=read(changed.encode(), "pier.md")).edition


def test_checks_and_mendings_go_with_what_is_unchanged(amara, bashir, pier, cited, looked_up, next_edition):
    looked_up(amara, cited[0], page="11")
    looked_up(amara, cited[0], page="12")
    looked_up(bashir, cited[0])
    for one in cited[2:4]:
        looked_up(amara, one, "not-found")
    undone = mend(member=bashir, citation=cited[2], meant=Meant(cited[3].source, "p. 9"))
    take_back(member=amara, mending=undone)
    mend(member=bashir, citation=cited[2], meant=Meant(cited[3].source, "p. 10"))
    blocks = {row["number"]: row["number"] for part in pier.edition.sections.all() for row in part.blocks}

    assert carry_over(old=pier.edition, new=next_edition, successors=blocks) == 2

    first, _, third, fourth, _ = citations_of(next_edition.essay)
    assert (first.standing, first.finding, first.checks_made) == ("settled", "as-quoted", 2)
    assert [revision.page for revision in first.checks.get(member=amara).revisions.all()] == ["11"]
    assert (third.place, third.certainty, third.standing) == ("p. 10", "mended", "unchecked")
    assert [row.reverts is not None for row in third.mendings.order_by("pk")] == [False, True, False]
    assert fourth.standing == "unchecked"
    assert citations_of(pier)[2].standing == "once"


def test_what_is_not_there_any_more_is_not_carried(amara, pier, cited, looked_up, next_edition):
    looked_up(amara, cited[0])
    assert carry_over(old=pier.edition, new=next_edition, successors={cited[0].block: None}) == 0
