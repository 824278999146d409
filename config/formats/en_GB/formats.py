"""By twenty-four hours, as meetings are everywhere: "9 a.m." is taken for the evening by whoever grew up without it, and
at the end of a sentence it has a full stop too many."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
