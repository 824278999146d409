"""What a filter costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

VISITOR = AnonymousUser()
HTMX = {"HX-Request": "true"}


QUERIES = [
    "",
    "?kind=critique",
    "?layer=commons&unanswered",
    "?by=bashir",
    "?layer=commons&by=amara&with-evidence",
]


@pytest.mark.parametrize("notes", [0, 100])
@pytest.mark.parametrize("name", ["section", "block", "notes", "margin_index", "essay", "whole", "heat"])
def test_queries_do_not_grow_with_the_filter_or_the_margin(
    client, as_member, amara, bashir, essay, at, fill_margin, django_assert_max_num_queries, notes, name
):
    fill_margin([amara, bashir], notes)
    of_text = name in {"essay", "whole", "heat"}
    url = reverse(name, args=[essay.slug]) if of_text else at(name, *([2] if name == "block" else []))
    for query in QUERIES:
        with django_assert_max_num_queries(6, info=query):
            assert client.get(f"{url}{query}").status_code == 200
    member = as_member(bashir)
    for query in QUERIES:
        member.get(f"{url}{query}")
        with django_assert_max_num_queries(10, info=query):
            assert member.get(f"{url}{query}&new" if query else url).status_code == 200
