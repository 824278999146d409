"""Meetings in one's own calendar: secret addresses that a calendar program reads, and what is said to it."""
