"""What is done to a post behind the program's back is found; what the program does is not mistaken for it."""

from hashlib import sha256

import pytest
from django.db.models import F

from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.debate.models import Post, Revision
from forum.debate.restraining.actions import restrain
from forum.debate.restraining.models import Restraint, Withheld
from forum.debate.restraining.registering import restraints_hold
from forum.debate.sealing.models import Seal
from forum.notices.models import Telling
from forum.record.checking import checks
from forum.record.checkpoints import last_checkpoint, write_checkpoint, write_checkpoint_of_today
from forum.record.merkle import root_of
from forum.record.models import Entry
from forum.record.writing import append


@pytest.fixture
def thread(amara, commons):
    return open_thread(member=amara, circle=commons, title="Towels", source="Who has *seen* mine?")


@pytest.fixture
def answer(bashir, thread) -> Post:
    return reply(member=bashir, answers=thread.opening, source="It is on the line.")


@pytest.fixture
def checked(answer) -> Entry:
    return write_checkpoint()


def found() -> list[str]:
    """All that `verify_record` would say."""
    return [wrong for check in checks().values() for wrong in check()]


def change(post: Post, **values) -> None:
    """Behind the program's back."""
    Post.objects.filter(pk=post.pk).update(**values)


def test_what_the_program_writes_holds(checked):
    assert checked.read("count") == 2
    assert found() == []


@pytest.mark.parametrize(
    "values",
    [
        {"source": "It is mine now."},
        {"html": "<p>It is mine now.</p>"},
        {"kind": "critique"},
        {"elsewhere": "Somebody"},
        {"revision": 2},
        {"source": "", "html": "", "withdrawn_at": "2026-01-01T00:00:00Z"},
        {"written_at": "2026-01-01T00:00:00Z"},
    ],
)
def test_a_row_changed_behind_the_programs_back_is_found(answer, checked, values):
    change(answer, **values)
    assert [wrong.split(":")[0] for wrong in found()] == [f"post {answer.pk}"]


def test_it_goes_on_being_found_after_further_checkpoints(answer, checked):
    change(answer, html="<p>It is mine now.</p>")
    write_checkpoint()
    write_checkpoint()
    assert [wrong.split(":")[0] for wrong in found()] == [f"post {answer.pk}"]


def test_it_is_found_too_where_it_was_changed_before_its_first_checkpoint(answer):
    change(answer, source="It is mine now.")
    write_checkpoint()
    assert found() != []


@pytest.mark.parametrize("how", ["fold", "hide", "held"])
def test_a_post_restrained_by_an_entry_that_says_nothing_of_it_is_found(answer, checked, how):
    Withheld.objects.create(post=answer, html=answer.html)
    wording = None if how == "held" else 1
    Restraint.objects.create(post=answer, how=how, wording=wording, up_to=wording, entry=checked.number)
    change(answer, html="", restraint=how, restrained_by=checked.number)
    assert {wrong.split(":")[0] for wrong in found()} == {f"post {answer.pk}"}


def test_a_post_restrained_otherwise_than_its_entry_says_is_found(answer, checked):
    ruled = append("ruling", {"case": "1", "outcome": "note", "carried_out": True})
    restrain(post=answer, how="note", entry=ruled, line="Think again.")
    assert list(restraints_hold()) == []

    restrain(post=answer, how="hide", entry=ruled)
    assert [wrong.split(":")[0] for wrong in restraints_hold()] == [f"post {answer.pk}"]


def test_a_post_given_to_another_author_is_found(answer, checked, amara):
    change(answer, author=amara)
    assert found() != []


def test_a_row_deleted_behind_the_programs_back_is_found(answer, checked):
    Telling.objects.all().delete()
    Post.objects.filter(pk=answer.pk)._raw_delete("default")
    assert found() == [f"post {answer.pk}: it is gone, and the program has not deleted it"]


def test_a_seal_that_was_forged_with_the_post_does_not_fit_the_checkpoint(answer, checked):
    from forum.debate.sealing.actions import seal_again

    change(answer, source="It is mine now.", html="<p>It is mine now.</p>")
    answer.refresh_from_db()
    seal_again(sender=None, post=answer)
    assert "last checkpoint held" in found()[0]
    Seal.objects.update(checked_words=F("words"), checked_shown=F("shown"))
    assert "seals of the posts are not those" in found()[0]


def test_an_edit_by_the_program_holds_before_and_after_the_next_checkpoint(bashir, answer, checked):
    edit_post(member=bashir, post=answer, source="It was on the line.", kind="comment")
    assert found() == []
    write_checkpoint()
    assert found() == []


def test_an_earlier_wording_changed_in_the_history_is_found(bashir, answer, checked):
    edit_post(member=bashir, post=answer, source="It was on the line.", kind="comment")
    Revision.objects.update(source="Never on the line.")
    assert found() != []
    Revision.objects.all().delete()
    assert "missing from its history" in found()[0]


def test_an_edit_forged_as_one_of_the_author_still_needs_the_wording_that_was_held(answer, checked):
    from forum.debate.sealing.actions import seal_again

    change(answer, source="Mine.", html="<p>Mine.</p>", revision=2)
    answer.refresh_from_db()
    seal_again(sender=None, post=answer)
    write_checkpoint()
    assert "missing from its history" in found()[0]


def test_a_post_that_was_withdrawn_holds_and_nothing_is_left_to_guess_its_words_by(bashir, answer, checked):
    salt = Seal.objects.get(post=answer.pk).salt
    withdraw_post(member=bashir, post=answer)
    assert found() == []
    assert Seal.objects.get(post=answer.pk).salt != salt
    write_checkpoint()
    assert found() == []


def test_a_post_that_the_program_deletes_is_let_go_with_the_next_checkpoint(answer, checked):
    number = answer.pk
    answer.delete()
    assert found() == []
    assert Seal.objects.get(post=number).salt == ""
    assert write_checkpoint().read("count") == 1
    assert found() == []


def test_a_title_taken_back_out_of_other_posts_is_no_forgery(amara, bashir, commons, thread):
    told = open_thread(member=bashir, circle=commons, title="Soap", source="Soap, anyone?")
    reply(member=amara, answers=thread.opening, source=f"See http://testserver{told.get_absolute_url()}")
    write_checkpoint()
    withdraw_post(member=bashir, post=told.opening)
    assert found() == []
    write_checkpoint()
    assert found() == []


def test_posts_from_before_there_were_seals_are_sealed_by_a_checkpoint(answer):
    Seal.objects.all().delete()
    assert write_checkpoint().read("count") == 2
    assert found() == []


def test_there_is_one_checkpoint_a_day_however_often_the_chore_runs(answer, time_machine):
    time_machine.move_to("2026-11-01T10:00:00Z", tick=False)
    assert write_checkpoint_of_today() is not None
    assert write_checkpoint_of_today() is None
    time_machine.move_to("2026-11-02T00:05:00Z", tick=False)
    assert write_checkpoint_of_today().number == last_checkpoint().number
    assert Entry.objects.filter(type="checkpoint").count() == 2


def test_the_root_is_that_of_the_standard():
    """RFC 6962, 2.1, by its own recursive definition."""

    def by_the_book(leaves: list[bytes]) -> bytes:
        if not leaves:
            return sha256().digest()
        if len(leaves) == 1:
            return sha256(b"\0" + leaves[0]).digest()
        half = 1
        while half * 2 < len(leaves):
            half *= 2
        return sha256(b"\1" + by_the_book(leaves[:half]) + by_the_book(leaves[half:])).digest()

    for size in range(40):
        leaves = [bytes([n]) * 3 for n in range(size)]
        assert root_of(iter(leaves)) == (by_the_book(leaves), size)


def test_words_that_a_room_withholds_are_compared_where_it_keeps_them(answer, checked, monkeypatch):
    from forum.debate.sealing import withholding

    kept = {answer.pk: answer.html}
    change(answer, html="")
    assert found() != []
    monkeypatch.setattr(withholding, "_lookups", [lambda posts: kept])
    assert found() == []
    kept[answer.pk] = "<p>It is mine now.</p>"
    assert found() != []
