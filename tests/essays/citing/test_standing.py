"""How checks stand together, whatever they are and in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from essays.citing.models import Finding
from essays.citing.standing import DISPUTED, ONCE, SETTLED, UNCHECKED, standing_of

findings = st.lists(st.sampled_from(Finding.values), max_size=6)


@given(findings)
def test_the_order_of_checks_does_not_matter(found):
    assert standing_of(found).state == standing_of(list(reversed(found))).state


@given(findings)
def test_two_that_agree_settle_it_and_any_that_differ_dispute_it(found):
    standing = standing_of(found)
    expected = (
        UNCHECKED if not found
        else DISPUTED if len(set(found)) > 1
        else SETTLED if len(found) > 1
        else ONCE
    )  # fmt: skip
    assert standing.state == expected


@given(findings)
def test_a_finding_is_told_only_where_all_agree_on_it(found):
    standing = standing_of(found)
    assert (standing.finding != "") == (standing.state in (ONCE, SETTLED))


@given(findings, st.sampled_from(Finding.values))
def test_what_is_disputed_is_not_settled_by_yet_another(found, further):
    if standing_of(found).state == DISPUTED:
        assert standing_of([*found, further]).state == DISPUTED
