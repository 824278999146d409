"""The pages of minutes and action items: what is shown to whom, what their forms do, and what they cost."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from forum.meetings.minutes.clock import stand_all
from forum.meetings.minutes.consenting import object_to, offer
from forum.meetings.minutes.items import add_item, finish, take
from forum.meetings.minutes.models import ActionItem, Minutes, Objection
from forum.meetings.minutes.pages.minutes import minutes_beside
from tests.conftest import make_member
from tests.forum.meetings.minutes.conftest import MINUTE, close, meet, minutes_of, says


@pytest.fixture
def here(meeting) -> str:
    return f"/meetings/{meeting.pk}/minutes/"


def words_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode())


def stood(meeting) -> Minutes:
    """The minutes of a meeting, which stand by now."""
    long_ago = timezone.now() - timedelta(days=4)
    close(meeting, at=long_ago)
    Minutes.objects.update(ends_at=long_ago + timedelta(days=3))
    assert stand_all(timezone.now()) == 1
    return minutes_of(meeting)


def test_minutes_are_begun_written_and_read_without_a_script(as_member, client, amara, here):
    page = words_of(as_member(amara), here)
    assert "Nothing is written yet" in page
    assert "Begin the minutes" in page
    answer = client.post(f"{here}write/", {"source": "We **bake**.\r\n", "base": "0"})
    assert (answer.status_code, answer.url) == (302, here)
    page = words_of(client, here)
    assert "<strong>bake</strong>" in page
    assert "last written by Amara" in page
    client.logout()
    page = words_of(client, here)
    assert "<strong>bake</strong>" in page
    assert "Write along" not in page


def test_who_sends_what_another_has_changed_meanwhile_is_told(as_member, amara, bashir, meeting, here):
    says(meeting, bashir, "Bread.\n")
    says(meeting, bashir, "Bread.\n- rye\n")
    client = as_member(amara)
    answer = client.post(f"{here}write/", {"source": "Bread.\n- wheat\n", "base": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == here
    assert "What you both wrote stands together now." in answer.content.decode()
    assert minutes_of(meeting).source == "Bread.\n- rye\n- wheat\n"


def test_who_changes_the_same_sentence_settles_both_wordings(as_member, amara, bashir, meeting, here):
    says(meeting, bashir, "We bake.\n")
    says(meeting, bashir, "We cook.\n")
    client = as_member(amara)
    answer = client.post(f"{here}write/", {"source": "We fry.\n", "base": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{here}write/"
    page = answer.content.decode()
    for words in ("We cook.", "We fry.", "both wordings stand. Settle it below.", "⟪⟪ Two wordings."):
        assert words in page
    assert "In 1 place two wordings stand" in words_of(client, here)


def test_a_form_that_is_sent_twice_acts_once(as_member, amara, meeting, here):
    client = as_member(amara)
    token = re.search(r'name="token" value="([^"]+)"', words_of(client, f"{here}write/"))[1]
    said = {"source": "Bread.\n", "base": "0", "token": token}
    assert client.post(f"{here}write/", said).url == client.post(f"{here}write/", said).url == here
    assert minutes_of(meeting).number == 1


def test_what_is_refused_is_said_where_it_was_typed_and_loses_nothing(as_member, amara, meeting, here):
    answer = as_member(amara).post(f"{here}write/", {"source": "[" * 20_000, "base": "0"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "too many square brackets" in page
    assert "[" * 20_000 in page


def test_what_is_typed_is_saved_by_itself(as_member, amara, bashir, meeting, here):
    client = as_member(amara)
    assert client.get(f"{here}save/?since=0").status_code == 204
    said = client.post(f"{here}save/", {"source": "Bread.\n", "base": "0", "window": "hers"}).json()
    assert (said["number"], said["source"], said["html"]) == (1, "Bread.\n", "<p>Bread.</p>\n")
    says(meeting, bashir, "Bread.\n- rye\n", base=1)
    assert client.get(f"{here}save/?since=2").status_code == 204
    assert client.get(f"{here}save/?since=1").json()["source"] == "Bread.\n- rye\n"
    said = client.post(f"{here}save/", {"source": "Bread.\nSoup", "base": "1", "window": "hers"}).json()
    assert said["source"] == "Bread.\n- rye\nSoup\n"
    answer = client.post(f"{here}save/", {"source": "x" * 60_000, "base": "1"})
    assert answer.status_code == 422
    assert "too long" in answer.json()["refused"]


def test_minutes_that_stand_are_not_written_any_more(as_member, amara, meeting, here):
    says(meeting, amara, "We bake.\n")
    minutes = stood(meeting)
    client = as_member(amara)
    assert client.get(f"{here}write/").url == here
    assert client.post(f"{here}save/", {"source": "No.", "base": "1"}).status_code == 422
    page = words_of(client, here)
    assert "These minutes stand" in page
    assert "Write along" not in page
    assert minutes.entry.hash in page
    assert minutes.salt in page


def test_somebody_objects_and_takes_it_back(as_member, client, amara, bashir, meeting, here):
    says(meeting, amara, "We bake.\n")
    client = as_member(amara)
    assert client.post(f"{here}offer/").url == here
    assert "The time to object ends" in words_of(client, here)
    client.force_login(bashir)
    answer = client.post(f"{here}object/", {"reason": " "})
    assert answer.status_code == 422
    assert "Say what is wrong" in answer.content.decode()
    assert client.post(f"{here}object/", {"reason": "I do not."}).url == f"{here}#objections"
    page = words_of(client, here)
    assert "Somebody objects" in page
    assert "Take it back" in page
    client.force_login(amara)
    page = words_of(client, here)
    assert "I do not." in page
    assert "Take it back" not in page
    client.force_login(bashir)
    client.post(f"/objections/{Objection.objects.get().pk}/take-back/")
    page = words_of(client, here)
    assert "Nobody objects." in page
    assert "1 objection before" in page


def test_a_deadline_is_told_in_the_readers_own_zone(as_member, amara, bashir, meeting, here):
    says(meeting, amara, "We bake.\n")
    minutes = offer(member=amara, meeting=meeting)
    for reader in (bashir, amara):  # Karachi, UTC
        local = timezone.localtime(minutes.ends_at, ZoneInfo(reader.time_zone))
        assert date_format(local, "DATETIME_FORMAT") in words_of(as_member(reader), here)


def test_how_many_were_there_is_a_number_without_names(as_member, amara, meeting, here):
    client = as_member(amara)
    client.post(f"{here}present/", {"present": "7"})
    assert "7 people were there" in words_of(client, here)
    client.post(f"{here}present/", {"present": "many"})
    assert minutes_of(meeting).present == 7


def test_an_item_is_written_down_taken_and_done(as_member, client, amara, bashir, meeting, here):
    client = as_member(amara)
    add = f"/meetings/{meeting.pk}/action-items/"
    day = timezone.localdate() + timedelta(days=3)
    answer = client.post(add, {"text": "Bring chairs", "to": "@Bashir", "due": day.isoformat()})
    assert answer.url == f"{here}#items"
    item = ActionItem.objects.get()
    assert "Bashir is asked" in words_of(client, here)
    client.force_login(bashir)
    assert "You are asked to take this: Bring chairs" in words_of(client, "/")
    page = words_of(client, item.get_absolute_url())
    assert "Amara asks whether you take it" in page
    answer = client.post(f"{item.get_absolute_url()}take/", {"back": f"{here}#items"})
    assert answer.url == f"{here}#items"
    assert "You have taken it" in words_of(client, item.get_absolute_url())
    assert (
        client.post(f"{item.get_absolute_url()}done/", {"back": "//evil.example"}).url
        == item.get_absolute_url()
    )
    page = words_of(client, item.get_absolute_url())
    for step in ("written down", "offered to Bashir", "taken", "done"):
        assert step in page
    assert "Bring chairs" not in words_of(client, "/")


def test_nobody_is_asked_who_is_not_there_and_nothing_typed_is_lost(as_member, amara, meeting):
    make_member("esi")
    answer = as_member(amara).post(
        f"/meetings/{meeting.pk}/action-items/", {"text": "Bring chairs", "to": "esi", "due": "2020-01-01"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nobody of that name is in this circle." in page
    assert "That day is past." in page
    assert 'value="Bring chairs"' in page


def test_an_item_is_handed_on_given_back_and_dropped(as_member, amara, bashir, meeting):
    item = add_item(member=amara, meeting=meeting, text="Bring chairs", to=amara)
    client, path = as_member(amara), item.get_absolute_url()
    assert client.post(f"{path}hand-on/", {"to": ""}).status_code == 422
    client.post(f"{path}hand-on/", {"to": "bashir"})
    assert "Bashir is asked, and has not answered" in words_of(client, path)
    client.force_login(bashir)
    client.post(f"{path}take/")
    client.post(f"{path}give-back/")
    assert "Free to take" in words_of(client, path)
    client.post(f"{path}drop/")
    assert "No longer needed" in words_of(client, path)
    assert client.post(f"{path}done/").status_code == 403


def test_lists_of_a_circles_items_go_on_by_key(client, amara, meeting):
    for number in range(21):
        add_item(member=amara, meeting=meeting, text=f"Item {number}", to=amara if number % 2 else None)
    finish(member=amara, item=ActionItem.objects.get(text="Item 1"))
    page = client.get("/circles/table/action-items/").context["page"]
    assert [line.item.text for line in page.items.rows][:2] == ["Item 20", "Item 19"]
    assert page.items.further == ""
    add_item(member=amara, meeting=meeting, text="Item 21")
    page = client.get("/circles/table/action-items/").context["page"]
    rest = client.get(f"/circles/table/action-items/?before={page.items.further}").context["page"]
    assert [line.item.text for line in rest.items.rows] == ["Item 0"]
    assert "Item 3<" not in words_of(client, "/circles/table/action-items/?show=free")
    assert "Item 1<" in words_of(client, "/circles/table/action-items/?show=closed")


def test_the_circles_page_leads_to_what_it_has_to_do(client, table):
    assert "/circles/table/action-items/" in words_of(client, "/circles/table/")


def test_versions_are_compared_word_by_word(client, amara, bashir, meeting, here):
    says(meeting, amara, "We bake bread.\n", at=timezone.now() - 60 * MINUTE)
    says(meeting, bashir, "We bake cake.\n", at=timezone.now() - 30 * MINUTE)
    says(meeting, amara, "We bake cake. Soon.\n", at=timezone.now())
    page = words_of(client, f"{here}history/")
    assert "From version 2 to version 3" in page
    page = words_of(client, f"{here}history/?from=1&to=2")
    assert re.search(r"<del>.*bread</del>.*<ins>.*cake</ins>", page)
    assert words_of(client, f"{here}history/?from=9&to=77")


def test_minutes_are_taken_along(client, amara, bashir, meeting, here):
    says(meeting, amara, "We **bake** <b>.\n")
    add_item(member=amara, meeting=meeting, text="Bring <chairs>", to=bashir)
    Minutes.objects.update(present=7)
    path = f"/meetings/{meeting.pk}/minutes."
    markdown = client.get(f"{path}md")
    assert markdown.headers["Content-Type"] == "text/markdown; charset=utf-8"
    for words in (
        "# Of bread",
        "We **bake** <b>.",
        "7 people were there",
        "- [ ] Bring <chairs> · Bashir has been asked",
    ):
        assert words in markdown.content.decode()
    assert "Amara" not in markdown.content.decode()
    page = client.get(f"{path}html")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    for words in ("<strong>bake</strong>", "Bring &lt;chairs&gt;", "head when this was taken along"):
        assert words in page.content.decode()
    assert "<script" not in page.content.decode()
    minutes = stood(meeting)
    for form in ("md", "html"):
        assert minutes.entry.hash in client.get(f"{path}{form}").content.decode()
    assert client.get(f"{path}pdf").status_code == 404


def test_minutes_and_items_are_found(client, amara, bashir, meeting):
    says(meeting, amara, "We want more sourdough.\n")
    item = add_item(member=amara, meeting=meeting, text="Buy rosemary")
    assert f"/meetings/{meeting.pk}/minutes/" in words_of(client, "/search/?q=sourdough")
    says(meeting, amara, "We want more brioche.\n")
    assert f"/meetings/{meeting.pk}/minutes/" not in words_of(client, "/search/?q=sourdough")
    assert item.get_absolute_url() in words_of(client, "/search/?q=rosemary")
    take(member=bashir, item=item)
    assert "Bashir" in words_of(client, "/search/?q=rosemary")


def test_the_meetings_own_page_shows_how_far_the_minutes_are(amara, bashir, meeting, rf):
    def shown(reader) -> str:
        block = minutes_beside(meeting, reader)
        return render_to_string("forum/meetings/minutes/_beside.html", {"block": block}, rf.get("/"))

    assert "Begin the minutes" in shown(amara)
    says(meeting, amara, "We bake.\n")
    add_item(member=amara, meeting=meeting, text="Bring chairs", to=bashir)
    assert "They are being written." in shown(bashir)
    assert "I say no" in shown(bashir)
    assert "I take it" not in shown(make_member("esi"))
    offer(member=amara, meeting=meeting)
    assert "They stand if nobody objects. The time for it ends" in shown(amara)
    stood(meeting)
    assert "Write along" not in shown(amara)


def test_what_one_has_taken_goes_along_with_ones_own_export(as_member, amara, bashir, meeting):
    add_item(member=amara, meeting=meeting, text="Bring chairs", to=amara)
    add_item(member=bashir, meeting=meeting, text="Bring tables", to=bashir)
    taken = as_member(amara).get("/settings/export/").getvalue().decode()
    assert "Bring chairs" in taken
    assert "Bring tables" not in taken


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_questions_asked_of_the_database(client, amara, bashir, chiara, meeting, table, here):
    """As many whoever wrote, objected and took something."""
    says(meeting, amara, "We bake.\n")
    says(meeting, bashir, "We cook.\n", at=timezone.now())
    minutes = offer(member=amara, meeting=meeting)
    item = add_item(member=amara, meeting=meeting, text="Bring chairs", to=bashir)
    object_to(member=bashir, minutes=minutes, reason="No.")
    paths = [here, f"{here}history/", "/circles/table/action-items/", item.get_absolute_url()]

    def all_asked() -> list[int]:
        return [queries(client, path) for path in paths]

    asked = all_asked()
    assert max(asked) <= 7, asked
    client.force_login(amara)
    paths.append(f"{here}write/")
    as_amara = all_asked()
    assert max(as_amara) <= 12, as_amara
    object_to(member=chiara, minutes=minutes, reason="Nor I.")
    for number in range(5):
        add_item(member=chiara, meeting=meeting, text=f"Item {number}", to=chiara if number % 2 else amara)
    for number in range(3):
        says(meeting, chiara, f"We cook {number}.\n", at=timezone.now() + (number + 1) * 30 * MINUTE)
        object_to(member=bashir, minutes=minutes, reason="No.")
    assert all_asked() == as_amara
    client.logout()
    assert [queries(client, path) for path in paths[:-1]] == asked


def test_only_what_is_before_the_circle_is_objected_to(as_member, amara, bashir, meeting, here):
    says(meeting, amara, "We bake.\n")
    answer = as_member(bashir).post(f"{here}object/", {"reason": "No."})
    assert answer.status_code == 422
    assert "change them rather than object" in answer.content.decode()


def test_a_meeting_without_minutes_has_no_history(client, amara, table):
    other = meet(amara, table)
    assert client.get(f"/meetings/{other.pk}/minutes/history/").status_code == 404
    assert client.get(f"/meetings/{other.pk}/minutes.md").status_code == 200


def test_beside_a_meeting_they_are_written_by_members_and_stay_in_one_place(
    as_member, client, amara, bashir, meeting
):
    says(meeting, amara, "We met.\n")
    here = f"/meetings/{meeting.pk}/minutes/write/"
    part = as_member(bashir).get(here, headers={"HX-Request": "true"})
    shown = part.content.decode()
    assert "<html" not in shown
    assert f'data-minutes="/meetings/{meeting.pk}/minutes/save/"' in shown
    assert "We met." in shown
    assert "HX-Request" in part.headers["Vary"]
    whole = client.get(here)
    assert "<html" in whole.content.decode()
    assert "HX-Request" in whole.headers["Vary"]


def test_beside_a_meeting_minutes_that_stand_are_read(as_member, client, amara, bashir, meeting):
    says(meeting, amara, "We met.\n")
    stood(meeting)
    shown = (
        as_member(bashir)
        .get(f"/meetings/{meeting.pk}/minutes/write/", headers={"HX-Request": "true"})
        .content.decode()
    )
    assert "<form" not in shown
    assert "We met." in shown
