"""Entries of one work are merged and taken apart by any member, and nobody sees more by it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forum.circles.models import Circle
from forum.debate.actions import EvidenceGiven, open_thread
from forum.debate.models import Evidence
from forum.members.models import Member
from forum.sources import merging
from forum.sources.actions import find_or_add
from forum.sources.merging import CannotMerge, lead_with, merge, undo
from forum.sources.models import Merging, Source
from tests.conftest import make_member

Bring = Callable[..., Source]


@pytest.fixture
def bring(amara, commons) -> Bring:
    """A source that Amara brings in a circle, the Commons if none is said; or in a private note."""

    def give(title: str, circle: Circle | None = commons, member: Member = amara) -> Source:
        source = find_or_add(member=member, author="Okafor", title=title)
        evidence = [EvidenceGiven(source, "p. 3", f"Said in {title}.", "for")]
        open_thread(member=member, circle=circle, source="See there.", evidence=evidence)
        return source

    return give


def heads(*sources: Source) -> list[int | None]:
    rows = dict(Source.objects.values_list("pk", "same_as"))
    return [rows[source.pk] for source in sources]


def test_what_is_merged_has_one_page_with_all_that_is_cited(client, as_member, bashir, bring):
    one, other = bring("Ledger"), bring("The Ledger")

    assert merge(member=bashir, source=other, into=one) == one

    assert client.get(other.get_absolute_url()).url == one.get_absolute_url()
    page = client.get(one.get_absolute_url()).content.decode()
    assert "Said in Ledger." in page
    assert "Said in The Ledger." in page
    assert "entered there as Okafor, The Ledger" in page
    assert "Also entered as" in page
    assert "take it out" not in page
    assert "take it out" in as_member(bashir).get(one.get_absolute_url()).content.decode()


def test_nobodys_citation_changes_its_words(bashir, bring):
    one, other = bring("Ledger"), bring("The Ledger")

    merge(member=bashir, source=other, into=one)

    assert list(Evidence.objects.order_by("pk").values_list("source__title", flat=True)) == [
        "Ledger",
        "The Ledger",
    ]


def test_anybody_undoes_a_merging_and_both_are_remembered(client, as_member, bashir, chiara, bring):
    one, other = bring("Ledger"), bring("The Ledger")
    merge(member=bashir, source=other, into=one)
    found = Merging.objects.get()

    as_member(chiara).post(reverse("undo_merging", args=[found.pk]))

    assert heads(one, other) == [None, None]
    found.refresh_from_db()
    assert (found.by, found.undone_by) == (bashir, chiara)
    history = client.get(reverse("source_duplicates", args=[one.pk])).content.decode()
    assert "Bashir took “Okafor, The Ledger” to be the same work as “Okafor, Ledger”" in history
    assert "until Chiara took that back" in history


def test_visitors_merge_nothing(client, bring):
    one, other = bring("Ledger"), bring("The Ledger")

    with pytest.raises(PermissionDenied):
        merge(member=AnonymousUser(), source=other, into=one)
    assert client.post(reverse("merge_source", args=[one.pk]), {"with": other.pk}).status_code == 302
    assert not Merging.objects.exists()


def test_merging_twice_or_with_itself_changes_nothing(bashir, bring):
    one, other = bring("Ledger"), bring("The Ledger")
    for source, into in ((other, one), (other, one), (one, other), (one, one)):
        merge(member=bashir, source=source, into=into)

    assert heads(one, other) == [None, one.pk]
    assert Merging.objects.count() == 1


def test_a_work_of_many_entries_is_no_chain(bashir, bring):
    a, b, c, d = (bring(title) for title in "ABCD")
    merge(member=bashir, source=b, into=a)
    merge(member=bashir, source=d, into=c)
    merge(member=bashir, source=b, into=d)

    assert heads(a, b, c, d) == [c.pk, c.pk, None, c.pk]


def test_undoing_leaves_all_as_it_was_before(bashir, bring):
    a, b, c = (bring(title) for title in "ABC")
    merge(member=bashir, source=b, into=a)
    merge(member=bashir, source=a, into=c)

    undo(member=bashir, merging=a.mergings.get())

    assert heads(a, b, c) == [None, a.pk, None]
    undo(member=bashir, merging=a.mergings.get())  # a second time changes nothing
    assert heads(a, b, c) == [None, a.pk, None]


def test_another_entry_may_be_shown_for_the_work(as_member, bashir, bring):
    a, b, c = (bring(title) for title in "ABC")
    merge(member=bashir, source=b, into=a)
    merge(member=bashir, source=c, into=a)

    led_to = as_member(bashir).post(reverse("lead_with_source", args=[b.pk]))

    assert led_to.url == b.get_absolute_url()
    assert heads(a, b, c) == [b.pk, None, b.pk]
    undo(member=bashir, merging=a.mergings.get(undone_at=None))
    assert heads(a, b, c) == [None, None, a.pk]


def test_a_work_has_no_more_entries_than_a_page_shows(bashir, bring, monkeypatch):
    monkeypatch.setattr(merging, "MOST_TOGETHER", 3)
    a, b, c, d = (bring(title) for title in "ABCD")
    merge(member=bashir, source=b, into=a)
    merge(member=bashir, source=c, into=a)

    with pytest.raises(CannotMerge):
        merge(member=bashir, source=d, into=a)
    assert heads(d) == [None]


def test_the_database_keeps_a_source_from_being_merged_into_itself_or_twice(bashir, bring):
    a, b, c = (bring(title) for title in "ABC")
    for act in (
        lambda: Source.objects.filter(pk=a.pk).update(same_as=a.pk),
        lambda: Merging.objects.create(source=a, into=a, by=bashir),
        lambda: [Merging.objects.create(source=a, into=into, by=bashir) for into in (b, c)],
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize("place", ["private", "closed"])
def test_what_stands_for_a_work_is_not_shown_to_those_who_may_not_see_it(
    client, as_member, amara, bashir, kitchen, bring, place
):
    shown, hidden = bring("Ledger"), bring("Secret ledger", circle=kitchen if place == "closed" else None)
    merge(member=amara, source=shown, into=hidden)

    for reader in (client, as_member(bashir)):
        for name in ("source", "source_duplicates", "sources"):
            page = reader.get(reverse(name, args=[shown.pk] if name != "sources" else []))
            assert page.status_code == 200
            assert "Secret" not in page.content.decode()
        assert reader.get(hidden.get_absolute_url()).status_code == 404
        exported = reader.get(reverse("export_sources"), {"format": "ris"}).getvalue().decode()
        assert "Secret" not in exported
        assert "TI  - Ledger" in exported
    client = as_member(amara)
    assert client.get(shown.get_absolute_url()).url == hidden.get_absolute_url()
    assert "TI  - Ledger" not in client.get(reverse("export_sources"), {"format": "ris"}).getvalue().decode()


def test_what_is_hidden_is_neither_merged_nor_taken_apart_by_those_who_may_not_see_it(
    as_member, amara, bashir, kitchen, bring
):
    shown, hidden, other = bring("Ledger"), bring("Secret ledger", circle=kitchen), bring("Diary")
    merge(member=amara, source=other, into=hidden)
    client = as_member(bashir)

    assert client.post(reverse("merge_source", args=[shown.pk]), {"with": hidden.pk}).status_code == 404
    assert client.post(reverse("merge_source", args=[hidden.pk]), {"with": shown.pk}).status_code == 404
    assert client.post(reverse("lead_with_source", args=[hidden.pk])).status_code == 404
    assert client.post(reverse("undo_merging", args=[other.mergings.get().pk])).status_code == 404
    assert heads(shown, hidden, other) == [None, None, hidden.pk]


def test_a_merging_into_what_is_hidden_is_in_nobodys_way(amara, bashir, kitchen, bring):
    a, b, hidden, below = bring("A"), bring("B"), bring("Secret", circle=kitchen), bring("Below")
    merge(member=amara, source=below, into=a)
    merge(member=amara, source=a, into=hidden)

    assert merge(member=bashir, source=b, into=a) == a

    assert heads(a, b, hidden, below) == [None, a.pk, None, a.pk]
    assert a.mergings.get().undone_by == bashir


def test_an_entry_nobody_may_see_but_its_merger_takes_no_page_away(client, amara, bashir, bring):
    """Bashir's own entry, which no post brings, stands for the work to him alone."""
    shown = bring("Ledger")
    own = find_or_add(member=bashir, author="Okafor", title="A ledger")
    merge(member=bashir, source=shown, into=own)

    assert client.get(shown.get_absolute_url()).status_code == 200
    works = Source.objects.visible_to(amara).with_canonical(amara)
    assert works.get(pk=shown.pk).canonical == shown.pk
    assert Source.objects.with_canonical(bashir).get(pk=shown.pk).canonical == own.pk


class Forest(TestCase):
    """Whatever is merged, turned round and undone, in whatever order."""

    SIZE = 5

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.tuples(st.sampled_from(["merge", "lead", "undo"]), st.integers(0, 4), st.integers(0, 4)),
            max_size=14,
        )
    )
    def test_each_entry_names_the_root_of_its_tree(self, acts):
        member = make_member("amara")
        sources = [find_or_add(member=member, author="", title=f"T{number}") for number in range(self.SIZE)]
        for act, one, other in acts:
            if act == "merge":
                merge(member=member, source=sources[one], into=sources[other])
            elif act == "lead":
                lead_with(member=member, source=sources[one])
            elif standing := sources[one].mergings.filter(undone_at=None).first():
                undo(member=member, merging=standing)
        into = dict(Merging.objects.standing().values_list("source", "into"))
        for source in sources:
            root, steps = source.pk, 0
            while root in into:
                root, steps = into[root], steps + 1
                assert steps <= self.SIZE
            assert heads(source) == [None if root == source.pk else root]
