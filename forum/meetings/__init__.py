"""Meetings of a circle: when and where, who comes, what is on the agenda, and how one talks without anybody leading."""
