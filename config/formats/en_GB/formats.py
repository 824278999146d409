"""Times of twenty-four hours, as those of meetings are everywhere: "9:21 a.m." brings a full stop of its own to the end
of a sentence, and is the evening to some of those who grew up without it."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
