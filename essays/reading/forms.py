"""What a reading is planned, and laid out anew, with. Good defaults: who likes them only has to publish."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essays.library.models import Essay
from essays.reading.planning import Wanted
from essays.reading.replanning import Ahead, Course
from essays.reading.schedule import MOST_STAGES, Pause, Rhythm
from forum.circles.forms import Words
from forum.debate.forms import WordsField
from forum.meetings.forms import link_field
from forum.meetings.models import Meeting
from forum.members import zones
from forum.members.models import Member
from forum.web.idempotency import OnceForm
from forum.web.numbers import WholeNumber

MEETINGS, AT = 5, time(19)
LATEST = 5 * 366  # days ahead: what is planned for later is planned for nobody
DAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
EVERY = (
    (1, _("Every week")),
    (2, _("Every other week")),
    (3, _("Every third week")),
    (4, _("Every fourth week")),
)


def day_field(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def weekdays_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("On"),
        coerce=int,
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose a day of the week at least.")},
    )


def time_field() -> forms.TimeField:
    return forms.TimeField(
        label=_("At"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Say at what time you meet.")},
    )


def meetings_field(label: Any) -> WholeNumber:
    return WholeNumber(
        label=label,
        least=1,
        most=MOST_STAGES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class PauseMixin(forms.Form):
    """With the days between which nobody meets."""

    def clean_pause(self, first: str = "pause_first", last: str = "pause_last") -> Pause | None:
        """The pause that was said; None for none. Half a pause is one day."""
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        begins, ends = begins or ends, ends or begins
        if begins and ends and ends < begins:
            self.add_error(last, _("The pause ends before it begins."))
            return None
        return Pause(begins, ends) if begins and ends else None


class PlanForm(PauseMixin, OnceForm):
    """A text, how often, and when. It is sent to look at a schedule, to move sections in it, and to publish it."""

    essay = forms.ModelChoiceField(
        label=_("Text"),
        queryset=Essay.objects.none(),
        to_field_name="slug",
        empty_label=None,
        error_messages={"required": _("Choose a text."), "invalid_choice": _("Choose one of these texts.")},
    )
    meetings = meetings_field(_("Meetings"))
    start = day_field(
        label=_("From"), help_text=_("The first meeting is on this day, or the next that fits.")
    )
    weekdays = weekdays_field()
    at = time_field()
    every = forms.TypedChoiceField(label=_("How often"), coerce=int, choices=EVERY)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)
    length = WholeNumber(label=_("How long, in minutes"), least=Meeting.SHORTEST, most=Meeting.LONGEST)
    sections_each = WholeNumber(
        label=_("Sections a meeting"),
        required=False,
        least=1,
        most=500,
        help_text=_("Instead of a number of meetings: so many sections each time, however long they are."),
    )
    pause_first = day_field(label=_("Pause from"), required=False)
    pause_last = day_field(label=_("Pause until"), required=False)
    second_pause_first = day_field(label=_("Another pause from"), required=False)
    second_pause_last = day_field(label=_("Another pause until"), required=False)
    place = Words(label=_("Place"), required=False, max_length=200)
    link = link_field(_("Link to a call"), _("Shown only to members of the circle."))

    FURTHER = ("every", "time_zone", "length", "sections_each", "pause_first", "pause_last",
               "second_pause_first", "second_pause_last", "place", "link")  # fmt: skip

    def __init__(self, *args: Any, essays: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["essay"].queryset = essays  # type: ignore[attr-defined]

    @classmethod
    def beginning(cls, member: Member, essays: Any, asked: Mapping[str, str]) -> "PlanForm":
        """The form as it is found: the text that the address asks for or else the newest, five evenings from next week
        on, at seven by the member's own clock."""
        today = timezone.now().astimezone(ZoneInfo(zones.known(member.time_zone))).date()
        start = today + timedelta(days=7)
        newest = essays.first()
        said = {
            "essay": asked.get("essay") or (newest.slug if newest else ""),
            "meetings": str(MEETINGS),
            "start": start.isoformat(),
            "at": AT.strftime("%H:%M"),
            "every": "1",
            "time_zone": zones.known(member.time_zone),
            "length": str(Meeting.LENGTH),
            "token": str(uuid.uuid4()),
        }
        data = QueryDict(mutable=True)
        data.update(said)
        data.setlist("weekdays", [str(start.weekday())])
        return cls(data, essays=essays)

    def clean_start(self) -> date:
        return not_too_late(self.cleaned_data["start"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        pauses = [self.clean_pause(), self.clean_pause("second_pause_first", "second_pause_last")]
        said["pauses"] = [pause for pause in pauses if pause]
        return said

    @property
    def rhythm(self) -> Rhythm:
        said = self.cleaned_data
        return Rhythm(tuple(said["weekdays"]), said["every"], said["at"], said["time_zone"])

    def wanted(self, sizes: Sequence[int], when: Sequence[datetime]) -> Wanted:
        """What was said, with a schedule that was looked at, as the action takes it."""
        said = self.cleaned_data
        names = ("length", "pauses", "place", "link")
        return Wanted(sizes=sizes, when=when, rhythm=self.rhythm, **{name: said[name] for name in names})

    @property
    def main_fields(self) -> list[Any]:
        return [self[name] for name in ("essay", "meetings", "start", "weekdays", "at")]

    @property
    def further_fields(self) -> list[Any]:
        return [self[name] for name in self.FURTHER]

    @property
    def has_further_errors(self) -> bool:
        return any(name in self.errors for name in self.FURTHER)

    @property
    def options(self) -> str:
        """All that a schedule is made of: who changed that looks at another schedule before it is published."""
        said = self.cleaned_data
        names = (
            "essay",
            "meetings",
            "start",
            "weekdays",
            "at",
            "every",
            "time_zone",
            "sections_each",
            "pauses",
        )
        return str(uuid.uuid5(uuid.NAMESPACE_OID, repr([said[name] for name in names])))


class AheadForm(PauseMixin, OnceForm):
    """How what lies ahead is laid out anew."""

    meetings = meetings_field(_("Meetings still to come"))
    first = forms.TypedChoiceField(label=_("Go on with"), coerce=int)
    start = day_field(label=_("From"))
    weekdays = weekdays_field()
    at = time_field()
    every = forms.TypedChoiceField(label=_("How often"), coerce=int, choices=EVERY)
    pause_first = day_field(label=_("Pause from"), required=False)
    pause_last = day_field(label=_("Pause until"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, course: Course, **kwargs: Any):
        super().__init__(*args, **kwargs)
        begins = course.runs[course.past - 1].start + 1 if course.past else 0
        upto = min(course.behind, len(course.sections) - 1)
        self.fields["first"].choices = [  # type: ignore[attr-defined]
            (index, course.sections[index].name) for index in range(min(begins, upto), upto + 1)
        ]

    @classmethod
    def beginning(cls, course: Course, asked: QueryDict) -> "AheadForm":
        """The form as it stands before anything is changed, but for what the address asks for."""
        plan = course.plan
        zone = ZoneInfo(plan.time_zone)
        ahead = [run for run in course.ahead if not run.meeting.is_cancelled and run.meeting.starts_at]
        begins = ahead[0].meeting.starts_at if ahead else timezone.now() + timedelta(days=7)
        assert begins is not None
        said = {
            "meetings": str(len(course.ahead) or 1),
            "first": str(min(course.behind, len(course.sections) - 1)),
            "start": begins.astimezone(zone).date().isoformat(),
            "at": plan.at.strftime("%H:%M"),
            "every": str(plan.every),
            "seen": course.seen,
            "token": str(uuid.uuid4()),
        }
        data = QueryDict(mutable=True)
        data.update(said)
        for name in cls.base_fields:
            if name in asked and name not in ("token", "seen", "weekdays"):
                data.setlist(name, asked.getlist(name))
        data.setlist("weekdays", asked.getlist("weekdays") or [str(day) for day in plan.weekdays])
        return cls(data, course=course)

    def clean_start(self) -> date:
        return not_too_late(self.cleaned_data["start"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["pause"] = self.clean_pause()
        return said

    @property
    def said_again(self) -> list[tuple[str, str]]:
        """All that was said, to be sent once more by whoever has looked at what follows from it."""
        assert isinstance(self.data, QueryDict)
        return [
            (name, value)
            for name in self.fields
            for value in self.data.getlist(name)
            if isinstance(value, str)
        ]

    def ahead(self) -> Ahead:
        said = self.cleaned_data
        names = ("meetings", "start", "every", "at", "first", "pause")
        return Ahead(weekdays=tuple(said["weekdays"]), **{name: said[name] for name in names})


class PromptForm(OnceForm):
    """Something to think about before a meeting."""

    LONGEST = 600  # characters: a question or two

    words = WordsField(
        label=_("What shall people think about?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A question or two. Others can answer it."),
        error_messages={"required": _("Write what you want to ask.")},
    )


def not_too_late(day: date) -> date:
    """A day that one may plan for. Raises ValidationError."""
    today = timezone.now().date()
    if not today - timedelta(days=1) <= day <= today + timedelta(days=LATEST):
        raise ValidationError(_("Choose a day from today on, within the next five years."))
    return day


def moment_in(said: str, zone: str) -> datetime | None:
    """What a field for a day and a time of the clock in `zone` said, in UTC; None where that makes no sense."""
    try:
        local = datetime.fromisoformat(said).replace(tzinfo=None, second=0, microsecond=0)
        return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
