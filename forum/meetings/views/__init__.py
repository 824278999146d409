"""Meetings: reading of them, calling them, finding a date, and planning what is talked about."""
