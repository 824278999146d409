"""Whatever is said in a meeting, its plan and its agenda stays words, on every page that shows it."""

import pytest
from django.urls import reverse

from essays.reading.models import Plan
from forum.meetings.live.presence import arrive
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.rota.models import Turn
from tests import called, met, minuted, planned
from tests.security import addresses
from tests.security.harm import SOME, harm_in_page
from tests.world import World

ARE_NO_PAGES = {"calendar", "meeting_file", "export_minutes"}


def say_everywhere(world: World, payload: str) -> None:
    """One payload in all fields of all meetings."""
    line = payload.replace("\n", " ")
    world.author.display_name = line[:60]
    world.author.save()
    Meeting.objects.update(
        title=line[:160], about=payload[:4000], place=line[:200], link=f"https://call.example/{line}"[:200]
    )
    AgendaItem.objects.update(title=line[:160], note=payload[:2000])
    Turn.objects.current().update(member=world.author)
    arrive(member=world.author, meeting=world.open.held)
    looking = world.open.met.looking
    Meeting.objects.filter(pk=looking.pk).update(
        cancelled_at="2026-01-01T00:00Z", cancelled_by=world.author, why_cancelled=line[:400]
    )


@SOME
def test_no_field_of_a_meeting_runs_a_script(client, world, payload):
    say_everywhere(world, payload)
    client.force_login(world.author)
    place = world.open
    urls = (
        met.addresses_of(place.met) | minuted.addresses_of(place.minuted) | called.addresses_of(place.called)
    )
    urls |= planned.addresses_of(place.planned)
    of_place = addresses.of_place(place)
    urls |= {name: of_place[name] for name in ("live", "live_now", "live_passage", "speaking_time", "circle")}
    urls |= {
        "front_door": "/",
        "looking": place.met.looking.get_absolute_url(),
        "notices": reverse("notices"),
    }
    urls |= {"calendar_addresses": reverse("calendar_addresses"), "record": reverse("record")}
    for name, url in urls.items():
        if name not in ARE_NO_PAGES:
            answer = client.get(url)
            if answer.status_code == 200:
                assert harm_in_page(answer.content.decode()) == [], name


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://call.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://call.example/",
    ],
)
def test_an_address_that_runs_is_the_link_of_no_call(client, world, link):
    client.force_login(world.author)
    circle, meeting = world.open.circle, world.open.met.meeting
    said = {"title": "T", "time_zone": "UTC", "length": 60, "link": link}
    plan = {"essay": world.open.essay.slug, "meetings": 2, "weekdays": 1, "at": "19:00", "every": 1} | said
    plan |= {"start": f"{meeting.starts_at:%Y-%m-%d}", "do": "publish"}
    Plan.objects.update(ended_at="2026-01-01T00:00Z", ended_by=world.author)
    before = Meeting.objects.count()
    for url, form in (
        (reverse("call_meeting", args=[circle.slug]), said),
        (reverse("change_meeting", args=[meeting.pk]), said),
        (reverse("new_plan", args=[circle.slug]), plan),
    ):
        answer = client.post(url, form)
        assert answer.status_code == 422, url
        assert "link" in answer.context["form"].errors, url
        assert not Meeting.objects.filter(link=link).exists()
    assert Meeting.objects.count() == before
