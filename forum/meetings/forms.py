"""What a meeting is called, changed and cancelled with, and what stands on its agenda."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from forum.circles.forms import Words
from forum.debate.forms import WordsField
from forum.meetings.clock import SkippedByClocks, moment_of
from forum.meetings.models import Meeting, Says
from forum.members import zones
from forum.members.forms import plain_line
from forum.web.idempotency import OnceForm
from forum.web.numbers import WholeNumber

LONGEST_ABOUT = 4000  # characters
LONGEST_NOTE = 2000
FARTHEST = timedelta(days=2 * 366)  # whoever plans further ahead has mistyped the year
OTHERS = 3  # dates beside the first that a meeting can be called with


def _plain_lines(value: str) -> None:
    for line in value.splitlines():
        plain_line(line)


class Lines(WordsField):
    """Plain lines: no Markdown, and no characters that nobody sees."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[_plain_lines], **kwargs)


class Day(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "placeholder": "2030-12-31"}, format="%Y-%m-%d")
        messages = {"invalid": _("Write the day as year, month and day: 2030-12-31.")}
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%d"], error_messages=messages | kwargs.pop("error_messages", {}),
            **kwargs,
        )  # fmt: skip


class Hour(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time", "placeholder": "19:30"}, format="%H:%M")
        messages = {"invalid": _("Write the time as hours and minutes: 19:30.")}
        super().__init__(
            widget=widget, input_formats=["%H:%M", "%H:%M:%S"],
            error_messages=messages | kwargs.pop("error_messages", {}), **kwargs,
        )  # fmt: skip


class WhenForm(OnceForm):
    """A day and an hour, on the clocks of a zone. Pairs of fields are called day and hour, day_2 and hour_2 …"""

    pairs: tuple[str, ...] = ("",)

    def moments(self, said: Mapping[str, Any]) -> dict[str, datetime]:
        """The moments that were said, by the ending of their fields; what is none is an error where it was typed."""
        found = {}
        for ending in self.pairs:
            day, hour = said.get(f"day{ending}"), said.get(f"hour{ending}")
            if day and hour:
                if moment := self._moment(day, hour, said["time_zone"], ending):
                    found[ending] = moment
            elif day and f"hour{ending}" not in self.errors:
                self.add_error(f"hour{ending}", _("Say at what time, too."))
            elif hour and f"day{ending}" not in self.errors:
                self.add_error(f"day{ending}", _("Say on which day, too."))
        return found

    def _moment(self, day: date, hour: time, zone: str, ending: str) -> datetime | None:
        try:
            moment = moment_of(day, hour, zones.zone_of(zone))
        except SkippedByClocks:
            self.add_error(
                f"hour{ending}", _("On that day the clocks are put forward over this time. Choose another.")
            )
            return None
        except OverflowError:
            self.add_error(f"day{ending}", _("No calendar has this day in every time zone."))
            return None
        if moment <= timezone.now():
            self.add_error(f"day{ending}", _("This has passed already."))
        elif moment > timezone.now() + FARTHEST:
            self.add_error(f"day{ending}", _("This is more than two years ahead. Is the year right?"))
        return moment


def zone_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("On the clocks of"),
        choices=zones.choices,
        help_text=_("Everybody is shown the time on their own clocks."),
    )


def link_field(label: Any, help_text: Any) -> forms.URLField:
    """The address of a call: one that a browser opens, and that runs nothing."""
    return forms.URLField(
        label=label,
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=help_text,
        error_messages={
            "invalid": _("This is no address of a page, such as https://meet.example.org/reading.")
        },
    )


class MeetingForm(WhenForm):
    """What is changed of a meeting: all that is asked when one is called, but for further dates."""

    title = Words(
        label=_("What do you meet for?"),
        max_length=160,
        error_messages={"required": _("Give the meeting a name.")},
    )
    day = Day(label=_("Day"), required=False)
    hour = Hour(label=_("Begins at"), required=False)
    time_zone = zone_field()
    length = WholeNumber(
        label=_("How many minutes?"),
        least=Meeting.SHORTEST,
        most=Meeting.LONGEST,
        initial=Meeting.LENGTH,
    )
    place = Words(label=_("Place"), required=False, max_length=200)
    link = link_field(_("Link of a call"), _("Shown to those who are in the circle, and to nobody else."))
    about = Lines(
        label=_("What it is about"),
        required=False,
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, meeting: Meeting | None = None, zone: str = "", is_open: bool = False, **kwargs
    ):
        self.meeting = meeting
        initial = _said_of(meeting) if meeting else {"time_zone": zones.known(zone)}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        if is_open:
            self.fields["place"].help_text = _("Everybody who reads this circle sees it.")
        if meeting and meeting.opened_at is not None:
            for name in ("day", "hour"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "time_zone" not in said:
            return said
        found = self.moments(said) if "day" in self.fields else {}
        said["starts_at"] = found.get("")
        if (
            self.meeting
            and self.meeting.starts_at
            and "day" in self.fields
            and not (said.get("day") or self.errors)
        ):
            self.add_error("day", _("It has a date: say another, put it off, or cancel it."))
        return said

    def said(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        names = ("title", "time_zone", "length", "place", "link", "about")
        said = {name: self.cleaned_data[name] for name in names}
        return said | ({"starts_at": self.cleaned_data["starts_at"]} if "day" in self.fields else {})

    def _moment(self, day: date, hour: time, zone: str, ending: str) -> datetime | None:
        """What it says already may stay, though it has passed."""
        if self.meeting and self.meeting.starts_at:
            before = _said_of(self.meeting)
            if (day, hour, zone) == (before["day"], before["hour"], before["time_zone"]):
                return self.meeting.starts_at
        return super()._moment(day, hour, zone, ending)


class CallForm(MeetingForm):
    """What a meeting is called with. With several dates, or none, one is looked for."""

    pairs = ("", *(f"_{number}" for number in range(2, OTHERS + 2)))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for number in range(2, OTHERS + 2):
            self.fields[f"day_{number}"] = Day(label=_("Day"), required=False)
            self.fields[f"hour_{number}"] = Hour(label=_("Begins at"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "time_zone" in said and not self.errors:
            moments = sorted(set(self.moments(said).values()))
            said["starts_at"] = moments[0] if len(moments) == 1 else None
            said["dates"] = moments if len(moments) > 1 else []
        return said

    @property
    def others(self) -> list[tuple[Any, Any]]:
        """The fields of further dates, in pairs."""
        return [(self[f"day{ending}"], self[f"hour{ending}"]) for ending in self.pairs[1:]]

    @property
    def names_others(self) -> bool:
        """Whether further dates were said, or went wrong."""
        return any(day.value() or hour.value() or day.errors or hour.errors for day, hour in self.others)


class DateForm(WhenForm):
    """A further date that would do."""

    day = Day(label=_("Day"), error_messages={"required": _("Say on which day.")})
    hour = Hour(label=_("Begins at"), error_messages={"required": _("Say at what time.")})
    time_zone = zone_field()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "time_zone" in said:
            said["moment"] = self.moments(said).get("")
        return said


class CancelForm(OnceForm):
    """Why a meeting does not take place."""

    why = Words(
        label=_("Why?"),
        max_length=400,
        help_text=_("A sentence for those who wanted to come. It stands on the meeting’s page."),
        error_messages={"required": _("Say why, in a sentence.")},
    )


class AnswerForm(forms.Form):
    """Whether one comes. Said twice it is the same, so it needs no token."""

    says = forms.ChoiceField(choices=Says)


class ItemForm(OnceForm):
    """Something to talk about: in words, by the address of a thread or a note, or both."""

    title = Words(label=_("What shall we talk about?"), required=False, max_length=160)
    address = forms.CharField(
        label=_("Address of a thread or a note"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Copied from its page. Without words of yours the item is called after it."),
    )
    length = WholeNumber(label=_("For how many minutes?"), required=False, least=1, most=Meeting.LONGEST)
    note = Lines(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What one should know before, in plain lines."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("title") and not said.get("address"):
            raise ValidationError(_now("Say what to talk about, or give the address of a thread or a note."))
        return said


def _said_of(meeting: Meeting) -> dict[str, Any]:
    """What a meeting says, as the fields have it."""
    names = ("title", "time_zone", "length", "place", "link", "about")
    said = {name: getattr(meeting, name) for name in names}
    if meeting.starts_at:
        local = meeting.starts_at.astimezone(zones.zone_of(meeting.time_zone))
        said |= {"day": local.date(), "hour": local.time().replace(second=0, microsecond=0)}
    return said
