"""The index says what is there: in the same transaction, and after it is written anew."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from forum.circles.actions import open_circle
from forum.circles.models import Circle
from forum.debate.actions import edit_post, open_thread, reply, withdraw_post
from forum.members.actions import change_profile
from forum.search import chores, indexing
from forum.search.models import Document, Rebuilding
from forum.sources.actions import find_or_add

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(amara, commons):
    return open_thread(member=amara, circle=commons, title="Ovens", source="They are *hot*.")


WRITES = {
    "a post": lambda member, thread: reply(member=member, answers=thread.opening, source="A zeppelin."),
    "an edit": lambda member, thread: edit_post(
        member=member, post=thread.opening, source="A zeppelin.", kind="comment"
    ),
    "a source": lambda member, thread: find_or_add(member=member, author="", title="The Zeppelin"),
    "a profile": lambda member, thread: change_profile(
        member=member, display_name="Zeppelin", about="", time_zone="UTC"
    ),
    "a circle": lambda member, thread: open_circle(member=member, slug="z", name="Zeppelin"),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_is_written_is_found_and_what_is_rolled_back_leaves_no_trace(find, amara, thread, what):
    with transaction.atomic():
        WRITES[what](amara, thread)
        assert find("zeppelin", amara)
        transaction.set_rollback(True)
    assert find("zeppelin", amara) == []
    assert not Document.objects.filter(folded_text__contains="zeppelin").exists()


def test_an_edited_post_is_found_by_its_new_words_only(find, amara, thread):
    edit_post(member=amara, post=thread.opening, source="They are cold.", kind="critique")
    assert find("cold") == find("ovens kind:critique") == ["Ovens"]
    assert find("hot") == find("ovens kind:comment") == []


def test_a_withdrawn_post_is_gone_at_once(find, amara, thread):
    withdraw_post(member=amara, post=thread.opening)
    assert find("ovens") == find("hot") == []
    assert not Document.objects.filter(what="post").exists()


def test_a_circle_that_is_renamed_is_found_by_its_new_name_only(find, kitchen, amara):
    kitchen.name = "Bakers"
    kitchen.save()
    assert find("bakers", amara) == ["Bakers"]
    assert find("table", amara) == []


def test_a_post_that_moves_to_another_circle_moves_in_the_index(find, amara, bashir, thread, kitchen):
    thread.circle = kitchen
    thread.save()
    indexing.update("post", [thread.opening_id])
    assert find("ovens", bashir) == []
    assert find("ovens in:kitchen", amara) == ["Ovens"]


def test_a_member_who_closes_their_account_is_not_found(find, amara):
    amara.is_active = False
    amara.save(update_fields=["is_active"])
    assert find("amara") == []


def test_signing_in_writes_nothing_into_the_index(amara, django_assert_num_queries):
    with django_assert_num_queries(1):
        amara.save(update_fields=["last_login"])


def test_everything_is_written_anew(find, amara, thread, kitchen):
    find_or_add(member=amara, author="", title="The Oven")
    before = list(Document.objects.order_by("pk").values())
    Document.objects.filter(pk__in=[row["id"] for row in before[::2]]).delete()
    Document.objects.update(title="gone", folded_title="gone", folded_text="gone", facets="")
    assert find("ovens") == []
    said = StringIO()
    call_command("rebuild_search", stdout=said)
    assert "Everything can be found." in said.getvalue()
    commons = Document.objects.filter(what="circle", object_id=Circle.objects.commons().pk)
    assert list(Document.objects.exclude(pk__in=commons).order_by("pk").values()) == before
    assert commons.exists()  # which a migration made, before anything listened
    assert find("ovens") == ["Ovens"]


def test_writing_anew_forgets_what_is_no_longer_there(find, thread):
    gone = Document.objects.get(what="post")
    for key in (gone.pk + 1, gone.pk + (1 << 40)):
        gone.pk, gone.object_id = key, 0
        gone.save(force_insert=True)
    while indexing.rebuild("post"):
        pass
    assert Document.objects.filter(what="post").count() == 1


def test_writing_anew_goes_on_step_by_step(amara, commons, monkeypatch):
    monkeypatch.setattr(indexing, "STEP", 2)
    for n in range(5):
        open_thread(member=amara, circle=commons, title=f"Thread {n}", source="Words.")
    Document.objects.filter(what="post").delete()
    assert len(list(indexing.steps("post"))) == 2
    assert Document.objects.filter(what="post").count() == 5


def test_the_worker_sees_once_to_what_was_there_before(find, thread):
    Document.objects.all().delete()
    chores.see_that_all_is_found()
    assert find("ovens") == ["Ovens"]
    assert Rebuilding.objects.count() == 1
    Document.objects.all().delete()
    chores.see_that_all_is_found()
    assert not Document.objects.exists()
