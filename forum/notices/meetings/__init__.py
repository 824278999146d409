"""What members are told of meetings: that one was called, changed or cancelled, and the day before that it comes.

A meeting has no post, so it has notices of its own; see docs/decisions/0027-calendars.md.
"""
