"""Entries are chained, and nothing stands in them that somebody might want back."""

import json

import pytest
from django.db import transaction

from forum.record.hashing import BEGINNING, entry_hash, joined
from forum.record.models import Entry
from forum.record.writing import append, begin, head


def test_an_entry_is_hashed_with_the_one_before(db):
    append("decision", {"proposal": 1})
    before = BEGINNING
    for entry in Entry.objects.order_by("number"):
        before = entry_hash(before, entry.number, entry.body.encode())
        assert entry.hash == before.hex()
    assert head() == before.hex()


def test_the_hash_is_that_of_the_specification():
    from hashlib import sha256

    body = b'{"type":"x"}'
    parts = (b"entry-v1", BEGINNING, (5).to_bytes(8, "big"), body)
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    assert entry_hash(BEGINNING, 5, body) == sha256(message).digest()
    assert joined(b"ab", b"c") != joined(b"a", b"bc")


def test_a_body_says_its_type_and_time_with_sorted_keys(db):
    entry = append("rota", {"b": 1, "a": [2, "ff"]})
    assert list(json.loads(entry.body)) == ["a", "at", "b", "type"]
    assert entry.read("at") == entry.at.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    "body", [{"name": "Amara Okafor"}, {"x": ["two words"]}, {"x": 0.5}, {"a b": 1}, {"x": "é"}]
)
def test_words_and_fractions_do_not_stand_in_the_record(db, body):
    with pytest.raises(ValueError, match=r"record|token"):
        append("decision", body)
    assert not Entry.objects.exists()


def test_what_is_rolled_back_leaves_no_gap(db):
    append("decision", {"proposal": 1})
    with transaction.atomic():
        append("decision", {"proposal": 2})
        transaction.set_rollback(True)
    append("decision", {"proposal": 3})
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == [0, 1, 2]


def test_beginning_twice_begins_once(db):
    begin()
    begin()
    assert Entry.objects.get().type == "anchor"
