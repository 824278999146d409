"""Legal holds: in the open, with their entries, and with every member told where there are many."""

import pytest
from django.core.management import CommandError, call_command

from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.debate.restraining.holding import QUIETLY, hold
from forum.debate.restraining.models import LegalHold
from forum.debate.restraining.signals import holds_many, post_held
from forum.record.models import Entry

GROUND = "Order 12 of the court of the harbour."


def lay(post: Post) -> None:
    call_command("legal_hold", post.pk, category="court-order", ground=GROUND)


def test_a_hold_withholds_the_post_and_says_so_in_the_record(answer):
    lay(answer)

    held, entry = LegalHold.objects.get(), Entry.objects.get(type="hold")
    now = Post.objects.get(pk=answer.pk)
    assert (now.restraint, now.restrained_by, now.restraint_line) == ("held", entry.number, GROUND)
    assert now.html == ""
    assert (held.entry, held.category, held.ground) == (entry.number, "court-order", GROUND)


def test_the_record_names_neither_the_post_nor_the_ground(answer):
    lay(answer)

    body = Entry.objects.get(type="hold").body
    assert GROUND not in body
    assert answer.source not in body
    assert "court-order" in body


def test_what_is_released_is_read_again_and_the_record_says_that_too(answer):
    words = answer.html
    lay(answer)

    call_command("release", answer.pk, ground="The order was lifted.")

    now = Post.objects.get(pk=answer.pk)
    assert (now.restraint, now.restrained_by, now.html) == ("", None, words)
    assert Entry.objects.get(type="release").read("of") == Entry.objects.get(type="hold").number
    assert LegalHold.objects.get().released_by == Entry.objects.get(type="release").number


def test_a_hold_is_laid_once_and_released_once(answer):
    lay(answer)
    with pytest.raises(CommandError, match="already"):
        lay(answer)
    call_command("release", answer.pk)
    with pytest.raises(CommandError, match="no legal hold"):
        call_command("release", answer.pk)

    assert Entry.objects.filter(type__in=["hold", "release"]).count() == 2


def test_where_the_panel_cannot_be_opened_nothing_is_withheld(answer):
    """The hold, its entry and what listens to it are one transaction."""

    def fails(**_):
        raise RuntimeError

    post_held.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            lay(answer)
    finally:
        post_held.disconnect(fails)

    assert Post.objects.get(pk=answer.pk).restraint == ""
    assert not Entry.objects.filter(type="hold").exists()


def test_more_than_five_in_a_month_are_told_of(answer, amara):
    told = []

    def hear(count, **_):
        told.append(count)

    holds_many.connect(hear)
    try:
        for _ in range(QUIETLY + 1):
            hold(post=answer, category="other", ground=GROUND)
            call_command("release", answer.pk)
    finally:
        holds_many.disconnect(hear)

    assert told == [QUIETLY + 1]


@pytest.mark.parametrize("wrong", [{"ground": " "}, {"ground": "x" * 301}])
def test_a_ground_is_a_sentence(answer, wrong):
    with pytest.raises(CommandError):
        call_command("legal_hold", answer.pk, **({"category": "other", "ground": GROUND} | wrong))
    assert not LegalHold.objects.exists()


def test_a_private_note_is_withheld_from_nobody(amara):
    private = open_thread(member=amara, circle=None, source="My own.")

    with pytest.raises(CommandError, match="private"):
        lay(private.opening)
