"""Who reaches which page of the debate: not visible is 404, visible but not allowed 403, a visitor is led in."""

import pytest
from django.urls import reverse

from forum.debate.actions import open_thread

READING = ["thread", "post", "post_history"]
ANSWERING = ["reply"]
CHANGING = ["edit_post", "withdraw_post"]


def address(name: str, thread) -> str:
    return reverse(name, args=[thread.pk if name == "thread" else thread.opening_id])


def statuses(client, names: list[str], thread) -> set[int]:
    """What a reader is answered, once arrived."""
    return {client.get(address(name, thread), follow=True).status_code for name in names}


def test_in_an_open_circle_anyone_reads(client, thread):
    assert statuses(client, READING, thread) == {200}


@pytest.mark.parametrize("name", ANSWERING + CHANGING)
def test_a_visitor_who_wants_to_write_is_led_to_the_entrance_and_back(client, thread, name):
    url = address(name, thread)

    for answer in (client.get(url), client.post(url)):
        assert answer.status_code == 302
        assert answer.url == f"/accounts/login/?next={url}"


def test_members_answer_but_change_nothing_of_anothers(as_member, bashir, thread):
    client = as_member(bashir)

    assert statuses(client, READING + ANSWERING, thread) == {200}
    assert statuses(client, CHANGING, thread) == {403}
    assert (
        client.post(address("edit_post", thread), {"kind": "comment", "source": "Mine."}).status_code == 403
    )
    assert client.post(address("withdraw_post", thread)).status_code == 403
    thread.opening.refresh_from_db()
    assert thread.opening.source == "I kept them *twice*."
    assert thread.opening.withdrawn_at is None


def test_authors_change_what_is_theirs(as_member, amara, thread):
    assert statuses(as_member(amara), READING + ANSWERING + CHANGING, thread) == {200}


def test_a_refusal_says_the_rule(as_member, bashir, thread):
    page = as_member(bashir).get(address("edit_post", thread)).content.decode()

    assert "Only its author can edit a post; readers can still see its earlier versions." in page


@pytest.fixture(params=["in a closed circle", "private"])
def unseen(request, amara, kitchen):
    """A thread that Amara alone sees."""
    circle = kitchen if request.param == "in a closed circle" else None
    return open_thread(member=amara, circle=circle, title="Supper", source="Who cooks?")


def test_what_one_may_not_see_is_not_there(client, unseen):
    assert statuses(client, READING, unseen) == {404}


def test_what_a_member_may_not_see_is_not_there_whatever_they_want_with_it(as_member, bashir, unseen):
    client = as_member(bashir)

    assert statuses(client, READING + ANSWERING + CHANGING, unseen) == {404}
    for name in ANSWERING + CHANGING:
        assert client.post(address(name, unseen), {"kind": "comment", "source": "Me!"}).status_code == 404


def test_whoever_may_see_it_reads_and_writes_there(as_member, amara, unseen):
    assert statuses(as_member(amara), READING + ANSWERING + CHANGING, unseen) == {200}


@pytest.mark.parametrize("name", ["circle", "new_thread"])
def test_a_closed_circle_is_not_there_for_others(client, as_member, bashir, kitchen, name):
    url = reverse(name, args=["kitchen"])

    assert client.get(url).status_code in (302, 404)
    assert as_member(bashir).get(url).status_code == 404


def test_in_an_open_circle_only_its_members_write(as_member, amara, bashir):
    from forum.circles.actions import open_circle

    garden = open_circle(member=amara, slug="garden", name="Garden")
    thread = open_thread(member=amara, circle=garden, title="Peas", source="When?")
    client = as_member(bashir)

    assert statuses(client, READING, thread) == {200}
    assert statuses(client, ANSWERING, thread) == {403}
    assert client.get(reverse("new_thread", args=["garden"])).status_code == 403
    assert (
        "Only members of this circle can reply here."
        in client.get(address("thread", thread)).content.decode()
    )
