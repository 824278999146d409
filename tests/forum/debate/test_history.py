"""A post's history is open to readers."""

import re

import pytest
from django.urls import reverse

from forum.debate.actions import edit_post, withdraw_post


@pytest.fixture
def edited(answer, bashir, page_112):
    for wording in ("Then I keep them in June.", "Then I keep them in July."):
        edit_post(member=bashir, post=answer, source=wording, kind=answer.kind)
    return edit_post(
        member=bashir, post=answer, source="Then I keep them in July.", kind="support", evidence=[page_112]
    )


def history(client, post, asked: str = "") -> str:
    answer = client.get(reverse("post_history", args=[post.pk]) + asked)
    assert answer.status_code == 200
    return answer.content.decode()


def changes(page: str) -> tuple[list[str], list[str]]:
    shown = re.sub(r'<span class="visually-hidden">.*?</span>', "", page)
    return re.findall(r"<del>(.*?)</del>", shown, re.DOTALL), re.findall(
        r"<ins>(.*?)</ins>", shown, re.DOTALL
    )


def test_all_versions_stand_there_the_latest_first(client, edited):
    page = history(client, edited)

    assert re.findall(r"<h2>Version (\d)</h2>", page) == ["4", "3", "2", "1"]
    assert (
        page.index("in July.")
        < page.index("<p>Then I keep them in June.")
        < page.index("<p>Then I keep them next.")
    )


def test_the_last_two_wordings_are_compared(client, edited):
    removed, added = changes(history(client, edited))

    assert [words.strip() for words in removed] == ["Comment"]
    assert added[0].strip() == "Support"
    assert "The minutes were burnt." in added[1]


def test_any_two_wordings_are_compared_by_words(client, edited):
    assert changes(history(client, edited, "?from=1&to=3")) == (["next"], ["in July"])


@pytest.mark.parametrize("asked", ["?from=9&to=1", "?from=x&to=", "?from=2&to=2", "?before=x"])
def test_numbers_of_no_version_do_no_harm(client, edited, asked):
    assert "Version 4" in history(client, edited, asked)


def test_a_long_history_comes_in_pages(client, answer, bashir):
    for number in range(25):
        edit_post(member=bashir, post=answer, source=f"Attempt {number}.", kind=answer.kind)

    first = history(client, answer)
    second = history(client, answer, re.search(r'"(\?before=\d+)"', first)[1])

    numbers = re.findall(r"<h2>Version (\d+)</h2>", first + second)
    assert [int(number) for number in numbers] == list(range(26, 0, -1))


def test_a_post_that_was_never_edited_says_so(client, answer):
    assert "It has never been edited." in history(client, answer)


def test_a_withdrawn_post_has_no_history_for_anyone(client, as_member, edited, bashir):
    withdraw_post(member=bashir, post=edited)

    url = reverse("post_history", args=[edited.pk])
    assert client.get(url).status_code == 404
    assert as_member(bashir).get(url).status_code == 404
