"""`verify_record`, `write_checkpoint` and `anchor_anew`, as the operator types them."""

import pytest
from django.core.management import CommandError, call_command

from config.serving.preparing import begin_the_record
from forum.debate.actions import open_thread
from forum.debate.models import Post
from forum.lots.models import Anchor
from forum.record.models import Entry, Head
from forum.record.writing import append, head


@pytest.fixture
def post(amara, commons) -> Post:
    begin_the_record()
    post = open_thread(member=amara, circle=commons, title="Towels", source="Who has seen mine?").opening
    call_command("write_checkpoint")
    return post


def test_an_installation_begins_with_an_anchor(db):
    begin_the_record()
    assert Entry.objects.get().type == "anchor"


def test_what_holds_is_said_to_hold_up_to_the_head(post, capsys):
    call_command("verify_record", head=head())
    assert head() in capsys.readouterr().out


def test_a_post_changed_in_the_database_is_named(post):
    Post.objects.filter(pk=post.pk).update(html="<p>Mine.</p>")
    call_command("write_checkpoint")
    with pytest.raises(CommandError, match=f"Post {post.pk}: what is shown"):
        call_command("verify_record")


def test_the_first_entry_that_was_changed_is_named(post):
    Entry.objects.filter(number=1).update(
        body=Entry.objects.get(number=1).body.replace('"count":1', '"count":2')
    )
    with pytest.raises(CommandError, match="Entry 1: this does not hold"):
        call_command("verify_record")


@pytest.mark.parametrize("values", [{"type": "decision"}, {"at": "2020-01-01T00:00:00Z"}])
def test_a_row_that_says_something_else_than_its_entry_is_named(post, values):
    Entry.objects.filter(number=1).update(**values)
    with pytest.raises(CommandError, match="Entry 1: its row"):
        call_command("verify_record")


def test_a_record_that_was_cut_off_is_found_by_its_head_and_by_one_known_from_a_mail(post):
    known = append("decision", {"proposal": 1}).hash
    Entry.objects.filter(number=2).delete()
    with pytest.raises(CommandError, match="Entry 2: the record ends before it"):
        call_command("verify_record")
    Head.objects.update(next_number=2, hash=Entry.objects.get(number=1).hash)
    call_command("verify_record")
    with pytest.raises(CommandError, match="cut off or rewritten"):
        call_command("verify_record", head=known)


def test_a_lost_root_is_named_and_given_up_only_when_it_is_said_to_be_lost(post, settings, capsys):
    settings.LOTS_ROOT = "another"
    with pytest.raises(CommandError, match="LOTS_ROOT"):
        call_command("verify_record")
    with pytest.raises(CommandError, match="--lost"):
        call_command("anchor_anew")
    call_command("anchor_anew", lost=True)
    assert Anchor.objects.count() == 2
    call_command("verify_record")
