"""Two members who look one citation up at the same moment."""

import threading

import pytest
from django.db import connection

from essays.citing.checking import FoundInBook, check
from essays.library.models import Citation
from essays.library.publishing import publish
from essays.library.readers import read
from forum.circles.models import Circle
from tests.conftest import make_member
from tests.essays.citing.conftest import PIER

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="waits and locks are PostgreSQL’s: python -m tests.postgres pytest …",
    ),
]


def test_both_checks_are_counted():
    members = [make_member(f"reader{number}") for number in range(4)]
    outline = read(PIER.encode(), "pier.md")
    essay = publish(member=members[0], circle=Circle.objects.commons(), outline=outline)
    citation = Citation.objects.for_reading().filter(section__edition=essay.edition_id).first()
    start = threading.Barrier(len(members))
    wrong = []

    def look(member):
        try:
            start.wait()
            for page in ("12", "13"):  # the second revises the first
                check(member=member, citation=citation, found=FoundInBook("as-quoted", page=page))
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=[member]) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    citation.refresh_from_db()
    assert wrong == []
    assert (citation.standing, citation.checks_made) == ("settled", 4)
