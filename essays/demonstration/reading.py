"""A circle in the middle of a plan: it has met once, with minutes and things to do, and meets again tomorrow."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from essays.demonstration import scripts
from essays.demonstration.directing import Script
from essays.demonstration.stage import Stage
from essays.library.models import Essay
from essays.margin.models import Annotation
from essays.reading.asking import ask
from essays.reading.marking import mark_read
from essays.reading.models import Plan
from essays.reading.pinning import pin
from essays.reading.planning import Wanted, make_plan
from essays.reading.runs import sections_of
from essays.reading.schedule import Rhythm
from forum.circles.models import Circle
from forum.meetings.actions import answer, close_meeting, open_meeting
from forum.meetings.agenda import add_item as put_on_agenda
from forum.meetings.live.asking import do_what_was_said
from forum.meetings.live.log import held
from forum.meetings.live.presence import arrive, heard_of
from forum.meetings.minutes.items import add_item, finish, take
from forum.meetings.minutes.writing import say_how_many, write
from forum.meetings.models import Meeting
from forum.meetings.rota.turns import facilitator_of
from forum.members.models import Member

EVENING = 19  # the hour at which it meets
SOON = timedelta(hours=23, minutes=59)  # near enough that the roles have been drawn
WEEK = timedelta(days=7)
SECOND = 1 / 86_400  # of a day, as scripts tell the time


def read_together(stage: Stage) -> Script:
    """The slow table plans to read the manual, meets, writes down what was said, and has a date tomorrow."""
    content = scripts.load("reading.toml")
    circle = Circle.objects.get(slug="the-slow-table")
    people = {handle: stage.members[handle] for handle in ("esi", "amara", "goran", "hana")}
    following = _tomorrow(stage.now, people["amara"])
    yield 13.0
    text = Essay.objects.get(pk=stage.essays["manual"].pk)  # which has another edition by now
    plan = _planned(people["amara"], circle, text, content, following)
    past, next_one = (stage_.meeting for stage_ in plan.stages.select_related("meeting__circle")[:2])
    yield 12.5
    for line in content["prompt"]:
        about = plan.stages.select_related("plan__circle").get(position=line["stage"])
        ask(member=people[line["by"]], stage=about, source=line["words"])
    for line in content["agenda_of_past"]:
        put_on_agenda(member=people[line["by"]], meeting=past, title=line["title"], length=line["length"])
    for member in people.values():
        answer(member=member, meeting=past, says="yes")
    yield from _met(past, people, content, _days_before(stage.now, past.starts_at))
    yield 2.5
    _prepare(next_one, plan, people, content)
    yield 0.1
    for member, says in zip(people.values(), ("yes", "maybe", "yes", "no"), strict=True):
        answer(member=member, meeting=next_one, says=says)


def _planned(
    member: Member, circle: Circle, essay: Essay, content: dict[str, Any], following: datetime
) -> Plan:
    """Five weekly meetings, of which the second is tomorrow."""
    when = [following + (number - 1) * WEEK for number in range(len(content["sizes"]))]
    local = following.astimezone(ZoneInfo(member.time_zone))
    wanted = Wanted(
        sizes=content["sizes"],
        when=when,
        rhythm=Rhythm((local.weekday(),), 1, local.time(), member.time_zone),
        length=90,
        place=content["place"],
        link=content["link"],
    )
    return make_plan(member=member, circle=circle, essay=essay, wanted=wanted)


def _met(meeting: Meeting, people: dict[str, Member], content: dict[str, Any], days_ago: float) -> Script:
    """They meet, each speaks in turn, and the minutes are written; nobody objects."""
    yield days_ago
    open_meeting(member=people["goran"], meeting=meeting)
    for member in people.values():
        arrive(member=member, meeting=meeting)
    leads = facilitator_of(meeting) or people["goran"]
    do_what_was_said("round", member=leads, meeting=meeting)
    for seconds in content["seconds"]:
        days_ago -= seconds * SECOND
        yield days_ago
        _next_in_turn(meeting, people)
    days_ago -= 80 * 60 * SECOND
    yield days_ago
    close_meeting(member=leads, meeting=meeting)
    minutes = content["minutes"]
    writer = people[minutes["by"]]
    yield days_ago - 0.1
    write(member=writer, meeting=meeting, source=minutes["text"].strip() + "\n", base=0)
    say_how_many(member=writer, meeting=meeting, present=minutes["present"])
    for line in content["item"]:
        _wrote_down(meeting, people, line)


def _next_in_turn(meeting: Meeting, people: dict[str, Member]) -> None:
    """Whoever speaks is done, and all are still there."""
    with held(meeting) as log:
        turn, now = log.state.turn, log.now
    for member in people.values():
        heard_of(member=member, meeting=meeting.pk, at=now)
    if turn is not None:
        speaker = next(member for member in people.values() if member.pk == turn.member)
        do_what_was_said("done", member=speaker, meeting=meeting)


def _wrote_down(meeting: Meeting, people: dict[str, Member], line: dict[str, Any]) -> None:
    due = None
    if "due_in_days" in line and meeting.starts_at:
        due = (meeting.starts_at + WEEK + timedelta(days=line["due_in_days"])).date()
    item = add_item(member=people[line["by"]], meeting=meeting, text=line["text"], due=due)
    if "to" in line:
        item = take(member=people[line["to"]], item=item)
    if line.get("is_done"):
        finish(member=people[line["to"]], item=item)


def _prepare(meeting: Meeting, plan: Plan, people: dict[str, Member], content: dict[str, Any]) -> None:
    """What is talked about tomorrow is put on the agenda, and each marks how far they have read."""
    for line in content["agenda"]:
        put_on_agenda(member=people[line["by"]], meeting=meeting, title=line["title"], length=line["length"])
    note = Annotation.objects.visible_to(people["esi"]).filter(
        essay=plan.essay, thread__circle__is_commons=True
    )
    if found := note.order_by("-thread__reply_count", "pk").first():
        pin(member=people["esi"], annotation=found, meeting=meeting)
    sections = sections_of(plan.essay)
    for line in content["mark"]:
        mark_read(member=people[line["by"]], essay=plan.essay, section=sections[line["sections"] - 1])


def _tomorrow(now: datetime, member: Member) -> datetime:
    """Tomorrow evening where `member` is, or so much earlier that the roles have been drawn by now."""
    local = now.astimezone(ZoneInfo(member.time_zone))
    evening = (local + timedelta(days=1)).replace(hour=EVENING, minute=0, second=0, microsecond=0)
    soon = (local + SOON).replace(minute=0, second=0, microsecond=0)
    return min(evening, soon).astimezone(UTC)


def _days_before(now: datetime, moment: datetime | None) -> float:
    assert moment is not None  # it has a date
    return (now - moment) / timedelta(days=1)
